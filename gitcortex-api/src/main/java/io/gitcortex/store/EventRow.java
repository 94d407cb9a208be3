package io.gitcortex.store;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One row of a workflow's journal.
 *
 * <p>Immutable.
 *
 * @param sequence its place: 1 for the first, without gaps
 * @param type the name of the kind of event, for queries
 * @param commit the commit that the event came from, or null; unique within the workflow
 * @param json the event
 * @param recordedAt when it was written; a store keeps it to the microsecond at least
 */
public record EventRow(long sequence, String type, @Nullable String commit, String json, Instant recordedAt) {
    public EventRow {
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(json, "json");
        Objects.requireNonNull(recordedAt, "recordedAt");
        if (sequence < 1) {
            throw new IllegalArgumentException("Sequence numbers begin with 1, not " + sequence);
        }
    }

    /**
     * The commit that the event came from.
     *
     * @return its hash, or empty
     */
    public Optional<String> commitHash() {
        return Optional.ofNullable(commit);
    }
}
