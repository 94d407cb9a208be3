package io.gitcortex.workflow;

import io.gitcortex.model.TaskId;
import io.gitcortex.model.TerminalId;
import io.gitcortex.model.WorkflowId;
import java.util.List;

/**
 * A task has changed.
 *
 * <p>Immutable.
 */
public sealed interface TaskEvent extends WorkflowEvent {
    /**
     * The task.
     *
     * @return its id
     */
    TaskId taskId();

    /**
     * A task has been added to a workflow under way.
     *
     * @param workflowId the workflow
     * @param taskId the task
     * @param plan what is asked for, with every id filled in
     */
    record TaskCreated(WorkflowId workflowId, TaskId taskId, TaskPlan plan) implements TaskEvent {}

    /**
     * The task has a branch and a worktree, and may work.
     *
     * @param workflowId the workflow
     * @param taskId the task
     * @param branch its branch, without {@code refs/heads/}
     * @param baseCommit where the branch began
     */
    record TaskStarted(WorkflowId workflowId, TaskId taskId, String branch, String baseCommit) implements TaskEvent {}

    /**
     * A task's branch no longer holds the commit that it was last read to: it has been amended, rebased, or set elsewhere.
     *
     * @param workflowId the workflow
     * @param taskId the task
     * @param branch the branch, without {@code refs/heads/}
     * @param oldCommit where it was last read to
     * @param newCommit where it points now
     */
    record RefRewritten(WorkflowId workflowId, TaskId taskId, String branch, String oldCommit, String newCommit)
            implements TaskEvent {}

    /**
     * A commit has been made of a report that an agent has left as a file; the task's branch has not moved yet. When it has,
     * the commit is read there as every other.
     *
     * @param workflowId the workflow
     * @param taskId the task
     * @param terminalId the terminal whose report it is
     * @param branchBefore the commit that the branch must be at for the move
     * @param commit the hash of the commit
     * @param report what the report is told from others by
     */
    record ReportPrepared(
            WorkflowId workflowId,
            TaskId taskId,
            TerminalId terminalId,
            String branchBefore,
            String commit,
            String report)
            implements TaskEvent {}

    /**
     * The task's work is done, and waits to be merged.
     *
     * @param workflowId the workflow
     * @param taskId the task
     * @param summary what was done, perhaps empty
     */
    record TaskReadyToMerge(WorkflowId workflowId, TaskId taskId, String summary) implements TaskEvent {}

    /**
     * A merge commit exists; the target has not moved yet.
     *
     * @param workflowId the workflow
     * @param taskId the task
     * @param target the branch to be moved
     * @param targetBefore the commit that it must be at for the move
     * @param tip the commit of the task's branch that is merged
     * @param mergeCommit the merge commit
     */
    record MergePrepared(
            WorkflowId workflowId, TaskId taskId, String target, String targetBefore, String tip, String mergeCommit)
            implements TaskEvent {}

    /**
     * The target holds the task's work.
     *
     * @param workflowId the workflow
     * @param taskId the task
     * @param target the branch that was moved
     * @param mergeCommit the merge commit
     */
    record TaskMerged(WorkflowId workflowId, TaskId taskId, String target, String mergeCommit) implements TaskEvent {}

    /**
     * The merge met a conflict; nothing was moved.
     *
     * @param workflowId the workflow
     * @param taskId the task
     * @param target the branch that it could not be merged into
     * @param paths the files in conflict
     */
    record TaskConflicted(WorkflowId workflowId, TaskId taskId, String target, List<String> paths)
            implements TaskEvent {
        public TaskConflicted {
            paths = List.copyOf(paths);
        }
    }

    /**
     * The merge waits for something outside: local changes, a lock, a rebase in the user's checkout. It is tried again by
     * itself.
     *
     * @param workflowId the workflow
     * @param taskId the task
     * @param reason what it waits for
     */
    record MergeDelayed(WorkflowId workflowId, TaskId taskId, String reason) implements TaskEvent {}

    /**
     * The merged tree did not pass the plan's verification; nothing was moved.
     *
     * @param workflowId the workflow
     * @param taskId the task
     * @param output the end of what the verification printed
     */
    record VerificationFailed(WorkflowId workflowId, TaskId taskId, String output) implements TaskEvent {}

    /**
     * A task without commits of its own is done.
     *
     * @param workflowId the workflow
     * @param taskId the task
     */
    record TaskCompletedUnmerged(WorkflowId workflowId, TaskId taskId) implements TaskEvent {}

    /**
     * The task has been given up.
     *
     * @param workflowId the workflow
     * @param taskId the task
     * @param reason why
     */
    record TaskFailed(WorkflowId workflowId, TaskId taskId, String reason) implements TaskEvent {}

    /**
     * The task is no longer wanted.
     *
     * @param workflowId the workflow
     * @param taskId the task
     * @param reason why
     */
    record TaskCancelled(WorkflowId workflowId, TaskId taskId, String reason) implements TaskEvent {}
}
