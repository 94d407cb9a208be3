package io.gitcortex.integration.standin;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * The body of an answer. Immutable.
 *
 * @param contentType of the body
 * @param chunks what is written, each flushed by itself
 */
record Reply(String contentType, List<String> chunks) {
    Reply {
        chunks = List.copyOf(chunks);
    }

    static Reply json(JsonNode node) {
        return new Reply("application/json", List.of(node.toString()));
    }

    /** Events with nothing but data. */
    static Reply events(List<? extends JsonNode> events) {
        return new Reply(
                "text/event-stream",
                events.stream().map(event -> "data: " + event + "\n\n").toList());
    }

    /** Events that are named after their type, in the data and beside it. */
    static Reply namedEvents(List<? extends JsonNode> events) {
        return new Reply(
                "text/event-stream",
                events.stream()
                        .map(event -> "event: " + event.path("type").asText() + "\ndata: " + event + "\n\n")
                        .toList());
    }
}
