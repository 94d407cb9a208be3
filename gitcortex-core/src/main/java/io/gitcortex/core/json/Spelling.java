package io.gitcortex.core.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How keys are spelt, and how strictly what is read must keep to it. */
enum Spelling {
    /** What we write for ourselves and for hosts: camelCase, read as written. */
    CAMEL,
    /** What models and agents write: snake_case, read in both; lists may be left out, and constants in any case. */
    SNAKE;

    private static final Pattern WORD_START = Pattern.compile("(?<=[a-z0-9])(?=[A-Z])");

    /** The words of a Java name in lower snake_case. */
    static String snake(String javaName) {
        return WORD_START.matcher(javaName).replaceAll("_").toLowerCase(Locale.ROOT);
    }

    String key(String javaName) {
        return this == CAMEL ? javaName : snake(javaName);
    }

    /** The constant's name as a reader of this spelling takes it. */
    String constant(String text) {
        return this == CAMEL ? text : snake(text.strip()).replace('-', '_').replace(' ', '_');
    }

    boolean isLenient() {
        return this == SNAKE;
    }

    /** What {@code object} holds for a Java name, or null where that is null or missing. */
    @Nullable
    JsonNode find(JsonNode object, String javaName) {
        JsonNode value = present(object.get(key(javaName)));
        if (this == CAMEL) {
            return value;
        }
        JsonNode other = present(object.get(javaName));
        if (value != null && other != null && !value.equals(other)) {
            throw JsonFormatException.of("is there twice, with different values");
        }
        return value == null ? other : value;
    }

    private static @Nullable JsonNode present(@Nullable JsonNode node) {
        return node == null || node.isNull() ? null : node;
    }
}
