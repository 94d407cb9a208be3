package io.gitcortex.integration.standin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Short ways of writing and reading JSON trees. */
final class Json {
    private static final JsonNodeFactory FACTORY = JsonNodeFactory.instance;

    private Json() {}

    static ObjectNode object() {
        return FACTORY.objectNode();
    }

    static ArrayNode array(JsonNode... elements) {
        return FACTORY.arrayNode().addAll(List.of(elements));
    }

    /** An id that no other answer has, also not one of another stand-in: a conversation may be resumed with both. */
    static String id(String prefix) {
        return prefix + UUID.randomUUID().toString().replace("-", "");
    }

    /** The texts of a content, which is one string or a list of parts, in order. */
    static List<String> texts(JsonNode content) {
        if (content.isTextual()) {
            return List.of(content.asText());
        }
        List<String> texts = new ArrayList<>();
        for (JsonNode part : content) {
            if (part.path("text").isTextual()) {
                texts.add(part.path("text").asText());
            }
        }
        return texts;
    }

    static String joined(JsonNode content) {
        return String.join("\n", texts(content));
    }
}
