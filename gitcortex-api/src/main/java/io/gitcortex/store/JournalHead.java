package io.gitcortex.store;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where a workflow's journal ends, and who may write to it.
 *
 * <p>Immutable.
 *
 * @param version how many writes the workflow has had
 * @param lastSequence the sequence number of its newest event
 * @param epoch how often it has had an owner
 * @param currentOwner who owns it, or null if nobody does
 */
public record JournalHead(
        long version,
        long lastSequence,
        long epoch,
        @Nullable Owner currentOwner) {
    /**
     * Who owns the workflow.
     *
     * @return the owner, or empty if nobody does
     */
    public Optional<Owner> owner() {
        return Optional.ofNullable(currentOwner);
    }
}
