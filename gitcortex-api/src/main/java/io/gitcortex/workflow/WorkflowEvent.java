package io.gitcortex.workflow;

import io.gitcortex.model.WorkflowId;

/**
 * A fact about a workflow, written to its journal once and never changed. What a workflow is, is what its events add up to.
 *
 * <p>No event holds the id of an instruction whose round is still open: whoever reads events cannot forge a result.
 *
 * <p>Immutable.
 */
public sealed interface WorkflowEvent
        permits LifecycleEvent, TaskEvent, TerminalEvent, CommitEvent, DecisionEvent, QuestionEvent {
    /**
     * The workflow that it happened in.
     *
     * @return its id
     */
    WorkflowId workflowId();
}
