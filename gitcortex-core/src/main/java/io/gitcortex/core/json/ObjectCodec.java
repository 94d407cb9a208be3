package io.gitcortex.core.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gitcortex.core.json.JsonFormatException.Flaw;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/** An object for a class that is made by a builder, with keys in camelCase. */
final class ObjectCodec<T, B> implements Codec<T> {
    private final Function<Values, B> start;
    private final Function<B, T> build;
    private final List<Property<T, B, ?>> properties;

    /**
     * @param start makes a builder of what every value must have
     * @param build the builder's last step
     * @param properties what is written, in this order
     */
    ObjectCodec(Function<Values, B> start, Function<B, T> build, List<Property<T, B, ?>> properties) {
        this.start = start;
        this.build = build;
        this.properties = List.copyOf(properties);
    }

    List<String> keys() {
        return properties.stream().<String>map(Property::key).toList();
    }

    @Override
    public JsonNode write(T value) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        properties.forEach(property -> object.set(property.key(), property.write(value)));
        return object;
    }

    @Override
    public T read(JsonNode node) {
        if (!node.isObject()) {
            throw JsonFormatException.of("must be " + expected() + ", not " + JsonText.shown(node));
        }
        Values values = valuesOf(node);
        try {
            B builder = start.apply(values);
            properties.forEach(property -> set(property, values, builder));
            return build.apply(builder);
        } catch (IllegalArgumentException e) {
            throw JsonFormatException.of("is not valid: " + e.getMessage(), e);
        }
    }

    private Values valuesOf(JsonNode node) {
        Map<String, Object> values = new HashMap<>();
        List<Flaw> flaws = new ArrayList<>();
        for (Property<T, B, ?> property : properties) {
            try {
                Object value = property.read(node);
                if (value != null) {
                    values.put(property.key(), value);
                }
            } catch (JsonFormatException e) {
                flaws.addAll(e.flawsAt(property.key()));
            }
        }
        if (!flaws.isEmpty()) {
            throw JsonFormatException.of(flaws);
        }
        return new Values(values);
    }

    @SuppressWarnings("unchecked")
    private static <B, V> void set(Property<?, B, V> property, Values values, B builder) {
        V value = (V) values.byKey().get(property.key());
        if (value != null) {
            property.setter().accept(builder, value);
        }
    }

    @Override
    public String expected() {
        return "an object";
    }

    /** What was read, by key. */
    record Values(Map<String, Object> byKey) {
        <V> V get(String key, Class<V> type) {
            return type.cast(Objects.requireNonNull(byKey.get(key), key));
        }
    }
}
