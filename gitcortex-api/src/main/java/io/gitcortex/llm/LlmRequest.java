package io.gitcortex.llm;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a model is asked.
 *
 * <p>Immutable.
 *
 * @param messages the conversation, oldest first: at least one, at most one of the system and that one first
 * @param timeout how long the whole call may take, connecting included; positive
 * @param jsonSchema the JSON schema (a JSON object as text) that the reply should follow, or null for free text. A client
 *     whose endpoint cannot be held to a schema ignores it.
 */
public record LlmRequest(
        List<LlmMessage> messages,
        Duration timeout,
        @Nullable String jsonSchema) {
    public LlmRequest {
        messages = List.copyOf(messages);
        if (messages.isEmpty()) {
            throw new IllegalArgumentException("A request to a model needs at least one message");
        }
        if (messages.stream().skip(1).anyMatch(message -> message.role() == LlmMessage.Role.SYSTEM)) {
            throw new IllegalArgumentException("A message of the system comes once, and first");
        }
        if (timeout.isNegative() || timeout.isZero()) {
            throw new IllegalArgumentException("The timeout of a request must be positive, not " + timeout);
        }
    }

    /**
     * A request for free text.
     *
     * @param messages the conversation, oldest first
     * @param timeout how long the whole call may take
     * @return the request
     */
    public static LlmRequest of(List<LlmMessage> messages, Duration timeout) {
        return new LlmRequest(messages, timeout, null);
    }

    /**
     * The schema that the reply should follow.
     *
     * @return a JSON object as text, or empty
     */
    public Optional<String> schema() {
        return Optional.ofNullable(jsonSchema);
    }
}
