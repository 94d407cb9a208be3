package io.gitcortex.store;

import java.time.Instant;
import java.util.Objects;

/**
 * A wish of another process, which the owner of the workflow turns into an event.
 *
 * <p>Immutable.
 *
 * @param number its place among the store's requests, given by the store
 * @param kind what is wished for, for example {@code cancel}
 * @param json the details
 * @param requestedAt when it was written
 */
public record RequestRow(long number, String kind, String json, Instant requestedAt) {
    public RequestRow {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(json, "json");
        Objects.requireNonNull(requestedAt, "requestedAt");
    }
}
