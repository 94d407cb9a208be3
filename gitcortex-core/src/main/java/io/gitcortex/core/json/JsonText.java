package io.gitcortex.core.json;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;

/** Text to and from a tree. */
final class JsonText {
    private static final int SHOWN = 60;

    private static final JsonMapper MAPPER = JsonMapper.builder(new JsonFactoryBuilder()
                    .characterEscapes(new SurrogateEscapes())
                    .build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private JsonText() {}

    static String print(JsonNode node) {
        try {
            return MAPPER.writeValueAsString(node);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A tree in memory can always be written", e);
        }
    }

    static JsonNode parse(String json) {
        JsonNode node;
        try {
            node = MAPPER.readTree(json);
        } catch (JsonProcessingException e) {
            throw JsonFormatException.of("is not JSON: " + where(e) + clip(e.getOriginalMessage(), 4 * SHOWN), e);
        }
        if (node.isMissingNode()) {
            throw JsonFormatException.of("is not JSON: the text is empty");
        }
        return node;
    }

    /** The value for a message: recognisable, and never long. */
    static String shown(JsonNode node) {
        if (node.isTextual()) {
            return "'" + clip(node.textValue(), SHOWN) + "'";
        }
        if (node.isObject()) {
            return "an object";
        }
        return node.isArray() ? "a list" : clip(node.asText(), SHOWN);
    }

    private static String where(JacksonException e) {
        JsonLocation location = e.getLocation();
        return location == null ? "" : "line " + location.getLineNr() + ", column " + location.getColumnNr() + ": ";
    }

    private static String clip(String text, int limit) {
        if (text.codePointCount(0, text.length()) <= limit) {
            return text;
        }
        return text.substring(0, text.offsetByCodePoints(0, limit)) + "...";
    }
}
