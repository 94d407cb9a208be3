package io.gitcortex.core.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.Consumer;

/** A codec that takes a little more than it writes: an object is put right before it is read. */
record Prepared<T>(Codec<T> codec, Consumer<ObjectNode> prepare) implements Codec<T> {
    @Override
    public JsonNode write(T value) {
        return codec.write(value);
    }

    @Override
    public T read(JsonNode node) {
        if (!(node instanceof ObjectNode object)) {
            return codec.read(node);
        }
        ObjectNode copy = object.objectNode().setAll(object);
        prepare.accept(copy);
        return codec.read(copy);
    }

    @Override
    public String expected() {
        return codec.expected();
    }
}
