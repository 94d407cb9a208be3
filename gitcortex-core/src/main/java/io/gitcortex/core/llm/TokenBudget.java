package io.gitcortex.core.llm;

import io.gitcortex.llm.LlmMessage;
import io.gitcortex.llm.LlmRejectedException;
import io.gitcortex.llm.LlmRequest;
import io.gitcortex.llm.LlmResponse;
import io.gitcortex.model.TokenUsage;

/**
 * How many tokens may be used, and how many have been. A call reserves what it will probably use, so that calls side by side
 * do not overdraw together, and is charged what the endpoint then says, or the estimate where it says nothing. A call that
 * fails is charged nothing.
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

    private final long limit;
    private final Object lock = new Object();
    private long used;
    private long reserved;

    private TokenBudget(long limit, long used) {
        this.limit = limit;
        this.used = used;
    }

    /**
     * A budget.
     *
     * @param limit tokens in all, prompts and replies together
     * @param used tokens that have been used already, before a restart for example
     * @return a new budget
     * @throws IllegalArgumentException if either is negative
     */
    public static TokenBudget of(long limit, long used) {
        if (limit < 0 || used < 0) {
            throw new IllegalArgumentException("A budget is not negative: limit " + limit + ", used " + used);
        }
        return new TokenBudget(limit, used);
    }

    /**
     * Tokens used so far, without what is reserved.
     *
     * @return a count that never falls
     */
    public long used() {
        synchronized (lock) {
            return used;
        }
    }

    /** The tokens set aside for a request. */
    long reserve(LlmRequest request) {
        long estimate = promptTokens(request) + TOKENS_OF_REPLY;
        synchronized (lock) {
            if (used + reserved + estimate > limit) {
                throw new LlmRejectedException(
                        "The budget of " + limit + " tokens has no room for another request of about " + estimate + " ("
                                + used + " used, " + reserved + " under way): raise the budget to go on",
                        0,
                        null);
            }
            reserved += estimate;
            return estimate;
        }
    }

    /** Gives back what was set aside for a request that got no answer. */
    void release(long reservation) {
        synchronized (lock) {
            reserved -= reservation;
        }
    }

    /** Charges what a request has used. */
    void charge(LlmRequest request, LlmResponse response) {
        TokenUsage said = response.usage();
        long tokens = said.totalTokens() > 0 ? said.totalTokens() : promptTokens(request) + tokens(response.text());
        synchronized (lock) {
            used += tokens;
        }
    }

    private static long promptTokens(LlmRequest request) {
        long tokens = 0;
        for (LlmMessage message : request.messages()) {
            tokens += TOKENS_AROUND_MESSAGE + tokens(message.content());
        }
        return tokens;
    }

    private static long tokens(String text) {
        return ((long) text.length() + CHARACTERS_PER_TOKEN - 1) / CHARACTERS_PER_TOKEN;
    }
}
