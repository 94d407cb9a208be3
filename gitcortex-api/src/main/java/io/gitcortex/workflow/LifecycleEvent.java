package io.gitcortex.workflow;

import io.gitcortex.model.ErrorSeverity;
import io.gitcortex.model.TaskId;
import io.gitcortex.model.WorkflowId;
import java.util.List;

/**
 * The workflow as a whole has changed.
 *
 * <p>Immutable.
 */
public sealed interface LifecycleEvent extends WorkflowEvent {
    /**
     * The first event of every workflow.
     *
     * @param workflowId the workflow
     * @param plan what is asked for, with every id and the base branch filled in
     */
    record WorkflowCreated(WorkflowId workflowId, WorkflowPlan plan) implements LifecycleEvent {}

    /**
     * Work may begin.
     *
     * @param workflowId the workflow
     */
    record WorkflowStarted(WorkflowId workflowId) implements LifecycleEvent {}

    /**
     * A process has become the owner of the workflow, and goes on where the last one was.
     *
     * @param workflowId the workflow
     * @param epoch how often the workflow has had an owner, this one counted
     */
    record WorkflowResumed(WorkflowId workflowId, long epoch) implements LifecycleEvent {}

    /**
     * Events are taken and nothing is decided until the workflow is un-paused.
     *
     * @param workflowId the workflow
     * @param reason why
     */
    record WorkflowPaused(WorkflowId workflowId, String reason) implements LifecycleEvent {}

    /**
     * Decisions are made again.
     *
     * @param workflowId the workflow
     */
    record WorkflowUnpaused(WorkflowId workflowId) implements LifecycleEvent {}

    /**
     * The workflow has ended by a decision.
     *
     * @param workflowId the workflow
     * @param success true: completed; false: failed
     * @param reason why
     */
    record WorkflowCompleted(WorkflowId workflowId, boolean success, String reason) implements LifecycleEvent {}

    /**
     * The workflow has failed.
     *
     * @param workflowId the workflow
     * @param error what went wrong
     * @param severity how bad it is
     */
    record WorkflowFailed(WorkflowId workflowId, String error, ErrorSeverity severity) implements LifecycleEvent {}

    /**
     * The workflow has been ended by somebody.
     *
     * @param workflowId the workflow
     * @param reason why
     */
    record WorkflowCancelled(WorkflowId workflowId, String reason) implements LifecycleEvent {}

    /**
     * Tasks under way have changed the same files so that they do not go together: whichever is merged second will conflict.
     * Told once for the same files. Nothing follows from it but that people and models know early.
     *
     * @param workflowId the workflow
     * @param tasks two tasks
     * @param files where they conflict, for display
     */
    record ConflictForeseen(WorkflowId workflowId, List<TaskId> tasks, List<String> files) implements LifecycleEvent {
        public ConflictForeseen {
            tasks = List.copyOf(tasks);
            files = List.copyOf(files);
        }
    }

    /**
     * What another process asked for changes nothing: it came too late, or makes no sense.
     *
     * @param workflowId the workflow
     * @param request what was asked for, for example {@code answer}
     * @param reason why nothing came of it, in a sentence
     */
    record RequestRefused(WorkflowId workflowId, String request, String reason) implements LifecycleEvent {}
}
