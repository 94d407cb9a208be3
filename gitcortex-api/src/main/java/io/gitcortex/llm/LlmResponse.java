package io.gitcortex.llm;

import io.gitcortex.model.TokenUsage;
import java.util.Objects;

/**
 * What a model answered.
 *
 * <p>Immutable.
 *
 * @param text the reply, perhaps empty, never trusted
 * @param usage what the call used; {@link TokenUsage#NONE} where the endpoint does not say
 * @param truncated true if the endpoint cut the reply off at a length limit
 */
public record LlmResponse(String text, TokenUsage usage, boolean truncated) {
    public LlmResponse {
        Objects.requireNonNull(text, "text");
        Objects.requireNonNull(usage, "usage");
    }
}
