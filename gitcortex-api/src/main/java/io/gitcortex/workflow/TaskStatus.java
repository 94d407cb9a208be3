package io.gitcortex.workflow;

import io.gitcortex.model.Named;
import java.util.Set;

/** Where a task stands. Final is final. */
public enum TaskStatus implements Named {
    /** Not started: it waits for its dependencies, for a free place, or for a decision. */
    PENDING,
    /** It has a branch and a worktree, and its terminals work. */
    RUNNING,
    /** Ready to merge: queued, or being merged. */
    MERGING,
    /** The merge met a conflict. */
    CONFLICTED,
    /** Merged, or nothing to merge. Final. */
    COMPLETED,
    /** Given up. Final. */
    FAILED,
    /** No longer wanted. Final. */
    CANCELLED;

    /**
     * Whether nothing can change any more.
     *
     * @return true for completed, failed and cancelled
     */
    public boolean isFinal() {
        return this == COMPLETED || this == FAILED || this == CANCELLED;
    }

    /**
     * Whether a task may go from this status to another.
     *
     * @param next the other status
     * @return true if the move is legal
     */
    public boolean canBecome(TaskStatus next) {
        if (isFinal()) {
            return false;
        }
        if (next == FAILED || next == CANCELLED) {
            return true;
        }
        return switch (this) {
            case PENDING -> next == RUNNING;
            case RUNNING -> next == MERGING || next == COMPLETED;
            case MERGING -> Set.of(COMPLETED, CONFLICTED, RUNNING).contains(next);
            case CONFLICTED -> next == RUNNING;
            case COMPLETED, FAILED, CANCELLED -> false;
        };
    }
}
