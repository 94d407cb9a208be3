package io.gitcortex.core.commit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The fields of one object. A field is named in snake_case and found under its camelCase spelling as well; what has the
 * wrong form is noted as a problem and read as absent. Each is asked for once, or its problems are noted twice.
 */
final class Fields {
    private final ObjectNode object;
    private final String path;
    private final Problems problems;

    /** @param path what to put before the names of these fields in a problem, for example {@code issues[0].} */
    Fields(ObjectNode object, String path, Problems problems) {
        this.object = object;
        this.path = path;
        this.problems = problems;
    }

    /** A string of at most 16 KiB, or null if it is absent. */
    @Nullable
    String text(String key) {
        JsonNode value = value(key);
        if (value == null) {
            return null;
        }
        if (!value.isTextual()) {
            problems.add(path + key + " must be a JSON string, in double quotes.");
            return null;
        }
        return bounded(key, value.textValue());
    }

    /** A string, or an array of strings joined as they are, of at most 16 KiB; null if it is absent. */
    @Nullable
    String longText(String key) {
        JsonNode value = value(key);
        if (value == null) {
            return null;
        }
        String text = value.isTextual() ? value.textValue() : joined(value);
        if (text == null) {
            problems.add(path + key + " must be a JSON string, or an array of strings.");
            return null;
        }
        return bounded(key, text);
    }

    /** An identifier, or null if it is absent or blank. */
    <T> @Nullable T id(String key, Function<String, T> form) {
        String text = text(key);
        if (text == null || text.isBlank()) {
            return null;
        }
        try {
            return form.apply(text);
        } catch (IllegalArgumentException e) {
            problems.add(path + key + " is no identifier: " + e.getMessage() + ".");
            return null;
        }
    }

    /** What {@code reading} finds; that it finds nothing is noted as a problem, unless it has noted one itself. */
    <T> @Nullable T required(String key, Function<String, @Nullable T> reading) {
        int before = problems.count();
        T found = reading.apply(key);
        if (found == null && problems.count() == before) {
            problems.add(path + key + " is missing or blank: give it as a JSON string.");
        }
        return found;
    }

    /** A whole number from 0, which is also what absent means. */
    int number(String key) {
        JsonNode value = value(key);
        if (value == null) {
            return 0;
        }
        if (value.isIntegralNumber() && value.canConvertToInt() && value.intValue() >= 0) {
            return value.intValue();
        }
        problems.add(path + key
                + " must be a whole number, not negative and without quotes; leave it out if there is none.");
        return 0;
    }

    /** The objects in an array; none if it is absent. */
    List<Fields> objects(String key) {
        JsonNode value = value(key);
        if (value == null) {
            return List.of();
        }
        if (!value.isArray()) {
            problems.add(path + key + " must be an array of JSON objects.");
            return List.of();
        }
        List<Fields> objects = new ArrayList<>();
        for (int i = 0; i < value.size(); i++) {
            String place = path + key + "[" + i + "]";
            if (value.get(i) instanceof ObjectNode element) {
                objects.add(new Fields(element, place + ".", problems));
            } else {
                problems.add(place + " must be a JSON object.");
            }
        }
        return objects;
    }

    private @Nullable JsonNode value(String key) {
        JsonNode snake = object.get(key);
        String camelKey = camelCase(key);
        JsonNode camel = camelKey.equals(key) ? null : object.get(camelKey);
        if (snake != null && camel != null && !snake.equals(camel)) {
            problems.add(path + key + " and " + path + camelKey + " have different values: keep " + key + " only.");
        }
        JsonNode value = snake == null ? camel : snake;
        return value == null || value.isNull() ? null : value;
    }

    private @Nullable String bounded(String key, String text) {
        if (Limits.exceeds(text, Limits.VALUE_BYTES)) {
            problems.add(path + key + " is longer than 16 KiB: shorten it.");
            return null;
        }
        return text;
    }

    private static @Nullable String joined(JsonNode array) {
        if (!array.isArray()) {
            return null;
        }
        StringBuilder joined = new StringBuilder();
        for (JsonNode part : array) {
            if (!part.isTextual()) {
                return null;
            }
            joined.append(part.textValue());
        }
        return joined.toString();
    }

    static String camelCase(String snakeCase) {
        int at = snakeCase.indexOf('_');
        return at < 0
                ? snakeCase
                : snakeCase.substring(0, at)
                        + Character.toUpperCase(snakeCase.charAt(at + 1))
                        + snakeCase.substring(at + 2);
    }
}
