package io.gitcortex.core.run;

import io.gitcortex.core.state.Fold;
import io.gitcortex.core.state.WorkflowState;
import io.gitcortex.workflow.JournalEntry;
import io.gitcortex.workflow.WorkflowEvent;
import java.time.Instant;

/** What a state will be once events are written that are still being collected. */
final class Preview {
    private Preview() {}

    static WorkflowState of(WorkflowState state, Instant at, WorkflowEvent event) {
        return Fold.apply(state, new JournalEntry(state.counters().sequence() + 1, at, event));
    }
}
