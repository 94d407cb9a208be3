package io.gitcortex.integration.standin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;

/** Values that satisfy a JSON schema, as far as CLIs look at them. */
final class MadeUp {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    /** Also read as a time limit in milliseconds, by the tools that want one. */
    private static final int NUMBER = 60_000;

    private MadeUp() {}

    static JsonNode value(JsonNode schema) {
        if (schema.path("enum").has(0)) {
            return schema.path("enum").path(0);
        }
        return switch (schema.path("type").asText().toLowerCase(Locale.ROOT)) {
            case "object" -> object(schema);
            case "array" -> JSON.arrayNode();
            case "number", "integer" -> JSON.numberNode(NUMBER);
            case "boolean" -> JSON.booleanNode(false);
            default -> JSON.textNode("made up");
        };
    }

    private static ObjectNode object(JsonNode schema) {
        ObjectNode object = JSON.objectNode();
        schema.path("properties").properties().forEach(entry -> object.set(entry.getKey(), value(entry.getValue())));
        return object;
    }
}
