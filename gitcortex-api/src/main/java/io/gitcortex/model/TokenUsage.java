package io.gitcortex.model;

/**
 * What a model call used.
 *
 * <p>Immutable.
 *
 * @param inputTokens tokens of the prompt, 0 where the endpoint does not say
 * @param outputTokens tokens of the reply, 0 where the endpoint does not say
 */
public record TokenUsage(long inputTokens, long outputTokens) {
    /** Nothing used. */
    public static final TokenUsage NONE = new TokenUsage(0, 0);

    public TokenUsage {
        if (inputTokens < 0 || outputTokens < 0) {
            throw new IllegalArgumentException("Token counts must not be negative");
        }
    }

    /**
     * The tokens of both directions.
     *
     * @return input and output tokens together
     */
    public long totalTokens() {
        return inputTokens + outputTokens;
    }

    /**
     * This usage and another.
     *
     * @param other what else was used
     * @return the sum
     */
    public TokenUsage plus(TokenUsage other) {
        return new TokenUsage(inputTokens + other.inputTokens, outputTokens + other.outputTokens);
    }
}
