package io.gitcortex.core.run;

import io.gitcortex.core.state.SessionState;
import io.gitcortex.core.state.WorkflowState;
import io.gitcortex.model.SessionId;
import java.util.Set;

/** Whether anything in a workflow can still happen by itself. */
final class Movement {
    private Movement() {}

    /** Whether no round, no session, no instruction and no question is open, and no news is newer than {@code through}. */
    static boolean nothingMoves(WorkflowState state, long through) {
        return state.openInstructions().isEmpty()
                && state.openQuestions().isEmpty()
                && state.counters().newest() <= through
                && isQuiet(state);
    }

    /** Whether nobody works: no round and no session is open. */
    static boolean isQuiet(WorkflowState state) {
        return isQuiet(state, Set.of());
    }

    /** The same, but for the terminals of sessions that a person must first do something about. */
    static boolean isQuiet(WorkflowState state, Set<SessionId> stuck) {
        return state.terminals().stream()
                .filter(terminal -> terminal.session()
                        .map(SessionState::id)
                        .filter(stuck::contains)
                        .isEmpty())
                .noneMatch(terminal -> terminal.session().isPresent()
                        || terminal.rounds().open().isPresent());
    }
}
