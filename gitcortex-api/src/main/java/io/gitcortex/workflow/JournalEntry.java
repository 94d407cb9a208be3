package io.gitcortex.workflow;

import java.time.Instant;
import java.util.Objects;

/**
 * An event, as it stands in a workflow's journal.
 *
 * <p>Immutable.
 *
 * @param sequence its place: 1 for the first, without gaps
 * @param recordedAt when it was written
 * @param event what happened
 */
public record JournalEntry(long sequence, Instant recordedAt, WorkflowEvent event) {
    public JournalEntry {
        Objects.requireNonNull(recordedAt, "recordedAt");
        Objects.requireNonNull(event, "event");
        if (sequence < 1) {
            throw new IllegalArgumentException("Sequence numbers begin with 1, not " + sequence);
        }
    }
}
