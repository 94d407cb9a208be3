package io.gitcortex.core.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.gitcortex.model.Named;
import java.util.LinkedHashMap;
import java.util.Map;

/** The constants of an enum, by their wire names. */
final class EnumCodec<E extends Named> implements Codec<E> {
    private final Map<String, E> byName = new LinkedHashMap<>();
    private final Spelling spelling;

    EnumCodec(Class<E> type, Spelling spelling) {
        this.spelling = spelling;
        for (E constant : type.getEnumConstants()) {
            byName.put(constant.wireName(), constant);
        }
    }

    @Override
    public JsonNode write(E value) {
        return TextNode.valueOf(value.wireName());
    }

    @Override
    public E read(JsonNode node) {
        E constant = node.isTextual() ? byName.get(spelling.constant(node.textValue())) : null;
        if (constant == null) {
            throw JsonFormatException.of("must be " + expected() + ", not " + JsonText.shown(node));
        }
        return constant;
    }

    @Override
    public String expected() {
        return "one of " + String.join(", ", byName.keySet());
    }
}
