package io.gitcortex.workflow;

import io.gitcortex.model.Named;
import java.util.Set;

/** Where a workflow stands. Final is final. */
public enum WorkflowStatus implements Named {
    /** Created, not started. */
    PENDING,
    /** Under way. */
    RUNNING,
    /** Held until somebody un-pauses it; what happens meanwhile is recorded. */
    PAUSED,
    /** Ended, goal reached. Final. */
    COMPLETED,
    /** Ended, goal not reached. Final. */
    FAILED,
    /** Ended because somebody asked. Final. */
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
     * Whether a workflow may go from this status to another.
     *
     * @param next the other status
     * @return true if the move is legal
     */
    public boolean canBecome(WorkflowStatus next) {
        return switch (this) {
            case PENDING -> Set.of(RUNNING, FAILED, CANCELLED).contains(next);
            case RUNNING -> Set.of(PAUSED, COMPLETED, FAILED, CANCELLED).contains(next);
            case PAUSED -> Set.of(RUNNING, FAILED, CANCELLED).contains(next);
            case COMPLETED, FAILED, CANCELLED -> false;
        };
    }
}
