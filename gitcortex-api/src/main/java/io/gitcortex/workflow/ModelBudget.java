package io.gitcortex.workflow;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * What one workflow may use of models in its whole life, restarts included. When it is used up, a person is asked.
 *
 * <p>Immutable.
 *
 * @param maxTokens tokens of prompts and replies together, positive; null for any number
 * @param maxMoney money in the currency of the prices, positive; null for any sum
 * @param pricesOrNull what tokens cost; needed for {@code maxMoney}, else null
 */
public record ModelBudget(
        @Nullable Long maxTokens,
        @Nullable BigDecimal maxMoney,
        @Nullable ModelPrices pricesOrNull) {
    /** No limit. */
    public static final ModelBudget NONE = new ModelBudget(null, null, null);

    public ModelBudget {
        if (maxTokens != null && maxTokens < 1) {
            throw new IllegalArgumentException("A budget of tokens must be positive, not " + maxTokens);
        }
        if (maxMoney != null && maxMoney.signum() < 1) {
            throw new IllegalArgumentException("A budget of money must be positive, not " + maxMoney.toPlainString());
        }
        if (maxMoney != null && pricesOrNull == null) {
            throw new IllegalArgumentException("A budget of money needs the prices of the model");
        }
    }

    /**
     * A limit of tokens.
     *
     * @param most tokens of prompts and replies together, positive
     * @return a budget
     */
    public static ModelBudget ofTokens(long most) {
        return new ModelBudget(most, null, null);
    }

    /**
     * A limit of money.
     *
     * @param most in the currency of the prices, positive
     * @param prices what the model's tokens cost
     * @return a budget
     */
    public static ModelBudget ofMoney(BigDecimal most, ModelPrices prices) {
        return new ModelBudget(null, most, prices);
    }

    /**
     * The limit of tokens.
     *
     * @return a positive number, or empty for any
     */
    public OptionalLong tokens() {
        return maxTokens == null ? OptionalLong.empty() : OptionalLong.of(maxTokens);
    }

    /**
     * The limit of money.
     *
     * @return a positive sum, or empty for any
     */
    public Optional<BigDecimal> money() {
        return Optional.ofNullable(maxMoney);
    }

    /**
     * What tokens cost.
     *
     * @return the prices, or empty where the host has given none
     */
    public Optional<ModelPrices> prices() {
        return Optional.ofNullable(pricesOrNull);
    }
}
