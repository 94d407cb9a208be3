package io.gitcortex.core.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/**
 * Reads what an older version has written, without fields that it did not know: what they hold then is given here. A journal
 * is kept for good, and every version reads what an earlier one wrote.
 *
 * @param codec of what this version writes
 * @param absent what stands for a field that is not there
 */
record LaterFields<T>(Codec<T> codec, Map<String, JsonNode> absent) implements Codec<T> {
    LaterFields {
        absent = Map.copyOf(absent);
    }

    @Override
    public JsonNode write(T value) {
        return codec.write(value);
    }

    @Override
    public T read(JsonNode node) {
        if (!node.isObject()) {
            return codec.read(node);
        }
        ObjectNode whole = node.deepCopy();
        absent.forEach((name, value) -> {
            if (!whole.has(name)) {
                whole.set(name, value.deepCopy());
            }
        });
        return codec.read(whole);
    }

    @Override
    public String expected() {
        return codec.expected();
    }
}
