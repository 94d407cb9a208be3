package io.gitcortex.core.plugin;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a host has said about a part that may be swapped: an instance, the id of a provider, or nothing.
 *
 * @param instanceOrNull the host's own instance, which the host closes; or null
 * @param idOrNull the id of a provider; or null
 * @param <T> the part
 */
public record Choice<T>(
        @Nullable T instanceOrNull, @Nullable String idOrNull) {
    /** Nothing said. */
    public static <T> Choice<T> open() {
        return new Choice<>(null, null);
    }

    /** The host's own instance. */
    public static <T> Choice<T> of(T instance) {
        return new Choice<>(instance, null);
    }

    /** A provider by its id. */
    public static <T> Choice<T> named(String id) {
        return new Choice<>(null, id);
    }

    /** The host's own instance. */
    public Optional<T> instance() {
        return Optional.ofNullable(instanceOrNull);
    }
}
