package io.gitcortex.core.state;

import io.gitcortex.core.state.TaskState.Branch;
import io.gitcortex.core.state.TaskState.MergeProgress;
import io.gitcortex.core.state.WorkflowState.Draft;
import io.gitcortex.model.TaskId;
import io.gitcortex.workflow.Instruction;
import io.gitcortex.workflow.Instruction.MergeBranch;
import io.gitcortex.workflow.Instruction.StartTask;
import io.gitcortex.workflow.JournalEntry;
import io.gitcortex.workflow.Question;
import io.gitcortex.workflow.TaskEvent;
import io.gitcortex.workflow.TaskEvent.MergeDelayed;
import io.gitcortex.workflow.TaskEvent.MergePrepared;
import io.gitcortex.workflow.TaskEvent.ReportPrepared;
import io.gitcortex.workflow.TaskEvent.TaskCancelled;
import io.gitcortex.workflow.TaskEvent.TaskCompletedUnmerged;
import io.gitcortex.workflow.TaskEvent.TaskConflicted;
import io.gitcortex.workflow.TaskEvent.TaskCreated;
import io.gitcortex.workflow.TaskEvent.TaskFailed;
import io.gitcortex.workflow.TaskEvent.TaskMerged;
import io.gitcortex.workflow.TaskEvent.TaskReadyToMerge;
import io.gitcortex.workflow.TaskEvent.TaskStarted;
import io.gitcortex.workflow.TaskEvent.VerificationFailed;
import io.gitcortex.workflow.TaskStatus;
import io.gitcortex.workflow.TerminalStatus;
import java.time.Instant;
import java.util.List;

/** What becomes of a task. */
final class TaskFold {
    private TaskFold() {}

    static Draft apply(Draft draft, TaskEvent event, JournalEntry entry) {
        Instant at = entry.recordedAt();
        if (event instanceof TaskCreated created) {
            boolean known = draft.task(created.taskId()).isPresent(); // Made twice, it would begin again at pending.
            return known
                    ? draft
                    : LifecycleFold.addTask(draft, created.plan(), draft.tasks().size(), at);
        }
        if (event instanceof TaskStarted started) {
            Branch branch = Branch.begun(started.branch(), started.baseCommit());
            return draft.change(
                    started.taskId(),
                    task -> task.status() == TaskStatus.PENDING
                            ? task.moved(TaskStatus.RUNNING, task.merge(), at).withBranch(branch)
                            : task);
        }
        if (event instanceof TaskCompletedUnmerged || event instanceof TaskMerged) {
            return end(draft, event.taskId(), TaskStatus.COMPLETED, at);
        }
        if (event instanceof TaskFailed) {
            return end(draft, event.taskId(), TaskStatus.FAILED, at);
        }
        if (event instanceof TaskCancelled) {
            return end(draft, event.taskId(), TaskStatus.CANCELLED, at);
        }
        if (event instanceof ReportPrepared prepared) {
            return draft.change(prepared.taskId(), task -> task.reported(prepared));
        }
        return draft.change(event.taskId(), task -> merging(task, event, entry));
    }

    private static TaskState merging(TaskState task, TaskEvent event, JournalEntry entry) {
        Instant at = entry.recordedAt();
        MergeProgress merge = task.merge();
        if (event instanceof TaskReadyToMerge) {
            return task.moved(TaskStatus.MERGING, merge.queued(entry.sequence()), at);
        }
        if (task.status() != TaskStatus.MERGING) {
            return task; // News of a merge that nobody waits for any more.
        }
        if (event instanceof MergePrepared prepared) {
            return task.withMerge(merge.prepared(prepared), at);
        }
        if (event instanceof MergeDelayed delayed) {
            return task.withMerge(merge.delayed(delayed.reason()), at);
        }
        if (event instanceof TaskConflicted conflicted) {
            String work = "Merging this branch into " + conflicted.target() + " conflicts in: "
                    + String.join(", ", conflicted.paths()) + ". Merge " + conflicted.target()
                    + " into this branch, resolve the conflicts so that both sides keep their meaning, and report.";
            return task.moved(TaskStatus.CONFLICTED, merge.conflicted(work), at);
        }
        if (event instanceof VerificationFailed failed) {
            String work =
                    "The work was merged for a trial, and the verification of the result failed. It printed at the"
                            + " end:\n\n" + failed.output().strip().replaceAll("(?m)^", "> ");
            return task.moved(TaskStatus.RUNNING, merge.rejected(work), at);
        }
        return task;
    }

    private static Draft end(Draft draft, TaskId taskId, TaskStatus status, Instant at) {
        if (draft.task(taskId).filter(task -> task.status().canBecome(status)).isEmpty()) {
            return draft;
        }
        draft.change(taskId, task -> task.moved(status, task.merge(), at));
        for (TerminalState terminal : List.copyOf(draft.terminals())) {
            boolean works = terminal.status() == TerminalStatus.RUNNING;
            if (works && taskId.equals(terminal.seat().taskId())) {
                draft.put(terminal.moved(
                        TerminalStatus.CANCELLED, terminal.rounds().failed("the task has ended"), at));
            }
        }
        // A task that is given up must not be started or merged after all.
        draft.removeInstructions(instruction -> isAbout(taskId, instruction));
        for (Question question : draft.questionsOf(taskId)) {
            draft.removeQuestion(question.id());
        }
        return draft;
    }

    private static boolean isAbout(TaskId taskId, Instruction instruction) {
        if (instruction instanceof StartTask start) {
            return start.taskId().equals(taskId);
        }
        return instruction instanceof MergeBranch merge && merge.taskId().equals(taskId);
    }
}
