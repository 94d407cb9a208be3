package io.gitcortex.core.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.gitcortex.core.json.JsonFormatException.Flaw;
import java.util.ArrayList;
import java.util.List;

/** A list of values of one type. */
record ListCodec<T>(Codec<T> element) implements Codec<List<T>> {
    @Override
    public JsonNode write(List<T> values) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode(values.size());
        values.forEach(value -> array.add(element.write(value)));
        return array;
    }

    @Override
    public List<T> read(JsonNode node) {
        if (!node.isArray()) {
            throw JsonFormatException.of("must be " + expected() + ", not " + JsonText.shown(node));
        }
        List<T> values = new ArrayList<>(node.size());
        List<Flaw> flaws = new ArrayList<>();
        for (int i = 0; i < node.size(); i++) {
            try {
                values.add(element.read(node.get(i)));
            } catch (JsonFormatException e) {
                flaws.addAll(e.flawsAt("[" + i + "]"));
            }
        }
        if (!flaws.isEmpty()) {
            throw JsonFormatException.of(flaws);
        }
        return values;
    }

    @Override
    public String expected() {
        return "a list";
    }
}
