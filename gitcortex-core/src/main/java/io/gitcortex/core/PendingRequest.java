package io.gitcortex.core;

import io.gitcortex.model.QuestionId;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Something that was asked of a workflow and that nobody has taken yet.
 *
 * <p>Immutable.
 *
 * @param kind {@code answer}, {@code pause}, {@code unpause} or {@code cancel}; other versions may leave other kinds
 * @param question the question that is answered, or null where none is
 * @param requestedAt when it was left
 */
public record PendingRequest(String kind, @Nullable QuestionId question, Instant requestedAt) {
    public PendingRequest {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(requestedAt, "requestedAt");
    }
}
