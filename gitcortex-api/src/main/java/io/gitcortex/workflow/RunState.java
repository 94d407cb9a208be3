package io.gitcortex.workflow;

import io.gitcortex.model.Named;
import java.util.Set;

/** What the orchestrator of a workflow is doing. */
public enum RunState implements Named {
    /** It waits for something to happen. */
    IDLE,
    /** A decision is being made or carried out. */
    PROCESSING,
    /** It takes events, and decides nothing. */
    PAUSED,
    /** It does nothing any more. */
    STOPPED;

    /**
     * Whether the orchestrator may go from this state to another.
     *
     * @param next the other state
     * @return true if the move is legal
     */
    public boolean canBecome(RunState next) {
        return switch (this) {
            case IDLE -> Set.of(PROCESSING, PAUSED, STOPPED).contains(next);
            case PROCESSING -> Set.of(IDLE, PAUSED, STOPPED).contains(next);
            case PAUSED -> Set.of(PROCESSING, IDLE, STOPPED).contains(next);
            case STOPPED -> false;
        };
    }

    /**
     * The state after a legal move.
     *
     * @param next where to go
     * @return {@code next}
     * @throws IllegalStateException if the move is not legal: {@code Invalid state transition: <from> -> <to>}
     */
    public RunState to(RunState next) {
        if (!canBecome(next)) {
            throw new IllegalStateException("Invalid state transition: " + wireName() + " -> " + next.wireName());
        }
        return next;
    }
}
