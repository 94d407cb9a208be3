package io.gitcortex.workflow;

import io.gitcortex.model.Named;
import java.util.Set;

/** Where a terminal stands: it shows its newest round, or the verdict on it. */
public enum TerminalStatus implements Named {
    /** No round yet. */
    PENDING,
    /** A round is open. */
    RUNNING,
    /** The newest round was settled well. */
    COMPLETED,
    /** A reviewer found the work good. */
    REVIEW_PASSED,
    /** A reviewer found issues. */
    REVIEW_REJECTED,
    /** The newest round was settled as failed. */
    FAILED,
    /** The newest round was ended before a result. */
    CANCELLED;

    /**
     * Whether a terminal may go from this status to another.
     *
     * @param next the other status
     * @return true if the move is legal
     */
    public boolean canBecome(TerminalStatus next) {
        return switch (this) {
            case PENDING -> next == RUNNING;
            case RUNNING -> Set.of(COMPLETED, FAILED, CANCELLED).contains(next);
            case COMPLETED, REVIEW_PASSED ->
                Set.of(REVIEW_PASSED, REVIEW_REJECTED, RUNNING).contains(next);
            case REVIEW_REJECTED, FAILED -> next == RUNNING;
            case CANCELLED -> false;
        };
    }
}
