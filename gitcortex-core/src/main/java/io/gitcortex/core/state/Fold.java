package io.gitcortex.core.state;

import io.gitcortex.core.state.WorkflowState.Draft;
import io.gitcortex.workflow.CommitEvent;
import io.gitcortex.workflow.DecisionEvent;
import io.gitcortex.workflow.JournalEntry;
import io.gitcortex.workflow.LifecycleEvent;
import io.gitcortex.workflow.LifecycleEvent.WorkflowCreated;
import io.gitcortex.workflow.QuestionEvent;
import io.gitcortex.workflow.TaskEvent;
import io.gitcortex.workflow.TerminalEvent;
import io.gitcortex.workflow.WorkflowEvent;
import org.jspecify.annotations.Nullable;

/**
 * Adds an event to a state. Pure: the same events always give the same state.
 *
 * <p>An event that asks for a move which the status tables do not allow changes nothing but the count: late news never
 * changes what is final.
 */
public final class Fold {
    private Fold() {}

    /**
     * The state after an event.
     *
     * @param state the state before it, or null before the first
     * @param entry the event
     * @return the state after it
     * @throws IllegalStateException if the first event is not {@link WorkflowCreated}, or a number is missing
     */
    public static WorkflowState apply(@Nullable WorkflowState state, JournalEntry entry) {
        if (state == null) {
            if (!(entry.event() instanceof WorkflowCreated created) || entry.sequence() != 1) {
                throw new IllegalStateException("The journal of workflow "
                        + entry.event().workflowId() + " does not begin with workflow_created");
            }
            return LifecycleFold.create(created, entry);
        }
        long expected = state.counters().sequence() + 1;
        if (entry.sequence() != expected) {
            throw new IllegalStateException("The journal of workflow " + state.id() + " has event " + entry.sequence()
                    + " where " + expected + " belongs");
        }
        Draft draft = state.draft();
        WorkflowEvent event = entry.event();
        draft.counters(draft.counters().at(entry.sequence(), Waking.wakes(event), Progress.isMadeBy(event)));
        return dispatch(state, draft, entry).build();
    }

    private static Draft dispatch(WorkflowState state, Draft draft, JournalEntry entry) {
        WorkflowEvent event = entry.event();
        if (event instanceof LifecycleEvent lifecycle) {
            return LifecycleFold.apply(draft, lifecycle, entry);
        }
        if (event instanceof TaskEvent task) {
            return TaskFold.apply(draft, task, entry);
        }
        if (event instanceof TerminalEvent terminal) {
            return TerminalFold.apply(state, draft, terminal, entry);
        }
        if (event instanceof CommitEvent commit) {
            return CommitFold.apply(draft, commit, entry.recordedAt());
        }
        if (event instanceof DecisionEvent decision) {
            return DecisionFold.apply(draft, decision);
        }
        return DecisionFold.apply(draft, (QuestionEvent) event);
    }
}
