package io.gitcortex.core.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A property of a class that is made by a builder.
 *
 * @param setter the builder's method; does nothing for what a builder is started with
 * @param required whether a reader insists on it
 */
record Property<T, B, V>(
        String key, Codec<V> codec, Function<T, @Nullable V> getter, BiConsumer<B, V> setter, boolean required) {

    /** One that the builder is started with. */
    static <T, B, V> Property<T, B, V> first(String key, Codec<V> codec, Function<T, V> getter) {
        return new Property<>(key, codec, getter, (builder, value) -> {}, true);
    }

    /** One that every value has, and that must be there. */
    static <T, B, V> Property<T, B, V> required(
            String key, Codec<V> codec, Function<T, V> getter, BiConsumer<B, V> setter) {
        return new Property<>(key, codec, getter, setter, true);
    }

    /** One that every value has, and that the builder knows a default for. */
    static <T, B, V> Property<T, B, V> defaulted(
            String key, Codec<V> codec, Function<T, V> getter, BiConsumer<B, V> setter) {
        return new Property<>(key, codec, getter, setter, false);
    }

    /** One that a value may lack. */
    static <T, B, V> Property<T, B, V> optional(
            String key, Codec<V> codec, Function<T, Optional<V>> getter, BiConsumer<B, V> setter) {
        return new Property<>(key, codec, value -> getter.apply(value).orElse(null), setter, false);
    }

    JsonNode write(T holder) {
        V value = getter.apply(holder);
        return value == null ? NullNode.instance : codec.write(value);
    }

    /** The value in {@code object}, or null where it may be and is left out. */
    @Nullable
    V read(JsonNode object) {
        JsonNode node = Spelling.CAMEL.find(object, key);
        if (node == null && required) {
            throw JsonFormatException.of("is missing; it must be " + codec.expected());
        }
        return node == null ? null : codec.read(node);
    }
}
