package io.gitcortex.openai;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * JSON as maps, lists, strings, numbers and booleans. Only Jackson's streaming half is used: its data binding would double
 * the time that the first call of a process takes, for one object of five fields.
 */
final class Json {
    static final JsonFactory FACTORY = new JsonFactory();

    private Json() {}

    /**
     * Reads one value; what follows it is not looked at.
     *
     * @throws IOException if the text is not JSON
     */
    static @Nullable Object read(byte[] text) throws IOException {
        try (JsonParser parser = FACTORY.createParser(text)) {
            if (parser.nextToken() == null) {
                throw new IOException("The text is empty");
            }
            return value(parser);
        }
    }

    /** The member of an object, or null where {@code value} is no object or has no such member. */
    static @Nullable Object member(@Nullable Object value, String name) {
        return value instanceof Map<?, ?> object ? object.get(name) : null;
    }

    /** The first element of an array, or null where {@code value} is no array or is empty. */
    static @Nullable Object first(@Nullable Object value) {
        return value instanceof List<?> array && !array.isEmpty() ? array.get(0) : null;
    }

    private static @Nullable Object value(JsonParser parser) throws IOException {
        return switch (parser.currentToken()) {
            case START_OBJECT -> object(parser);
            case START_ARRAY -> array(parser);
            case VALUE_STRING -> parser.getText();
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            default -> null;
        };
    }

    private static Map<String, @Nullable Object> object(JsonParser parser) throws IOException {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            parser.nextToken();
            object.put(name, value(parser));
        }
        return object;
    }

    private static List<@Nullable Object> array(JsonParser parser) throws IOException {
        List<@Nullable Object> array = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            array.add(value(parser));
        }
        return array;
    }
}
