package io.gitcortex.core.state;

import java.time.Instant;

/**
 * When something began, and when it last changed.
 *
 * @param createdAt when it was created
 * @param updatedAt when it last changed
 */
public record Times(Instant createdAt, Instant updatedAt) {
    static Times from(Instant at) {
        return new Times(at, at);
    }

    Times touched(Instant at) {
        return new Times(createdAt, at);
    }
}
