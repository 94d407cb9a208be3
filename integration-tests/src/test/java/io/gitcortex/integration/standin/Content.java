package io.gitcortex.integration.standin;

import com.fasterxml.jackson.databind.JsonNode;

/** What an answer holds: each protocol writes it in its own way. */
sealed interface Content {
    /** The end of a turn. */
    record Text(String text) implements Content {}

    /** A call; the CLI is expected to come back with the result. */
    record ToolCall(Tool tool, JsonNode arguments) implements Content {}
}
