package io.gitcortex.workflow;

import io.gitcortex.model.TokenUsage;
import java.math.BigDecimal;

/**
 * What a model's tokens cost, in whichever currency.
 *
 * <p>Immutable.
 *
 * @param perMillionPromptTokens the price of a million tokens of prompts; not negative
 * @param perMillionCompletionTokens the price of a million tokens of replies; not negative
 */
public record ModelPrices(BigDecimal perMillionPromptTokens, BigDecimal perMillionCompletionTokens) {
    private static final int MILLION = 6;

    public ModelPrices {
        if (perMillionPromptTokens.signum() < 0 || perMillionCompletionTokens.signum() < 0) {
            throw new IllegalArgumentException("A price must not be negative");
        }
    }

    /**
     * What a usage costs, exactly.
     *
     * @param usage tokens of prompts and replies
     * @return the sum, in the currency of the prices, without zeros at its end
     */
    public BigDecimal of(TokenUsage usage) {
        BigDecimal sum = perMillionPromptTokens
                .multiply(BigDecimal.valueOf(usage.inputTokens()))
                .add(perMillionCompletionTokens.multiply(BigDecimal.valueOf(usage.outputTokens())))
                .movePointLeft(MILLION)
                .stripTrailingZeros();
        return sum.scale() < 0 ? sum.setScale(0) : sum;
    }
}
