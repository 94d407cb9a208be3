package io.gitcortex.core.json;

import com.fasterxml.jackson.databind.JsonNode;

/** One type's way to and from JSON. Immutable. */
interface Codec<T> {
    JsonNode write(T value);

    /**
     * The value that {@code node} spells.
     *
     * @throws JsonFormatException if it spells none; paths in it begin at {@code node}
     */
    T read(JsonNode node);

    /** What a reader takes, in words that go on after "must be". */
    String expected();

    /** The text of one value. */
    default String print(T value) {
        return JsonText.print(write(value));
    }

    /**
     * The value that a text spells.
     *
     * @param kind what to call the value in a message
     */
    default T parse(String kind, String json) {
        try {
            return read(JsonText.parse(json));
        } catch (JsonFormatException e) {
            throw e.about(kind);
        }
    }
}
