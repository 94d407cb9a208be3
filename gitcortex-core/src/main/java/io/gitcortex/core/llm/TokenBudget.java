package io.gitcortex.core.llm;

import io.gitcortex.llm.LlmMessage;
import io.gitcortex.llm.LlmRequest;
import io.gitcortex.llm.LlmResponse;
import io.gitcortex.model.TokenUsage;
import io.gitcortex.workflow.ModelBudget;
import java.math.BigDecimal;

/**
 * How much may be used, and how much has been. A call reserves what it will probably use, so that calls side by side do not
 * overdraw together, and is charged what the endpoint then says, or the estimate where it says nothing. A call that fails is
 * charged nothing.
 *
 * <p>Thread-safe.
 */
public final class TokenBudget {
    /** About right for code and prose in English; a language with a script of its own uses more. */
    private static final int CHARACTERS_PER_TOKEN = 3;
    /** What a chat format puts around each message. */
    private static final int TOKENS_AROUND_MESSAGE = 4;
    /** Room for a reply of a few instructions. */
    private static final int TOKENS_OF_REPLY = 1000;

    private final ModelBudget limit;
    private final Object lock = new Object();
    private TokenUsage used;
    private TokenUsage reserved = TokenUsage.NONE;

    private TokenBudget(ModelBudget limit, TokenUsage used) {
        this.limit = limit;
        this.used = used;
    }

    /**
     * A budget.
     *
     * @param limit what may be used in all
     * @param used what has been used already, before a restart for example
     * @return a new budget
     */
    public static TokenBudget of(ModelBudget limit, TokenUsage used) {
        return new TokenBudget(limit, used);
    }

    /**
     * What has been used so far, without what is reserved.
     *
     * @return counts that never fall
     */
    public TokenUsage used() {
        synchronized (lock) {
            return used;
        }
    }

    /**
     * What a request will probably use.
     *
     * @param request what is to be asked
     * @return an estimate
     */
    public static TokenUsage estimate(LlmRequest request) {
        return new TokenUsage(promptTokens(request), TOKENS_OF_REPLY);
    }

    /**
     * Sets tokens aside for a request.
     *
     * @throws LlmBudgetException if there is no room for it
     */
    TokenUsage reserve(LlmRequest request) {
        TokenUsage estimate = estimate(request);
        synchronized (lock) {
            TokenUsage all = used.plus(reserved).plus(estimate);
            limit.tokens().ifPresent(most -> {
                if (all.totalTokens() > most) {
                    throw LlmBudgetException.of(
                            most + " tokens",
                            Long.toString(estimate.totalTokens()),
                            used.totalTokens() + " used, " + reserved.totalTokens() + " under way");
                }
            });
            limit.money().ifPresent(most -> {
                if (cost(all).compareTo(most) > 0) {
                    throw LlmBudgetException.of(
                            most.toPlainString(),
                            cost(estimate).toPlainString(),
                            cost(used).toPlainString() + " spent, "
                                    + cost(reserved).toPlainString() + " under way");
                }
            });
            reserved = reserved.plus(estimate);
            return estimate;
        }
    }

    /** Gives back what was set aside for a request that is over. */
    void release(TokenUsage reservation) {
        synchronized (lock) {
            reserved = new TokenUsage(
                    reserved.inputTokens() - reservation.inputTokens(),
                    reserved.outputTokens() - reservation.outputTokens());
        }
    }

    /** Charges what a request has used, and says how much that was. */
    TokenUsage charge(LlmRequest request, LlmResponse response) {
        TokenUsage said = response.usage();
        TokenUsage tokens =
                said.totalTokens() > 0 ? said : new TokenUsage(promptTokens(request), tokens(response.text()));
        synchronized (lock) {
            used = used.plus(tokens);
        }
        return tokens;
    }

    private BigDecimal cost(TokenUsage usage) {
        return limit.prices().orElseThrow().of(usage);
    }

    private static long promptTokens(LlmRequest request) {
        long tokens = 0;
        for (LlmMessage message : request.messages()) {
            tokens += TOKENS_AROUND_MESSAGE + tokens(message.content());
        }
        return tokens + tokens(request.schema().orElse(""));
    }

    private static long tokens(String text) {
        return ((long) text.length() + CHARACTERS_PER_TOKEN - 1) / CHARACTERS_PER_TOKEN;
    }
}
