package io.gitcortex.core.state;

import static io.gitcortex.core.state.Story.WORKFLOW;

import io.gitcortex.model.ErrorSeverity;
import io.gitcortex.model.ReviewIssue;
import io.gitcortex.model.TaskId;
import io.gitcortex.model.TerminalId;
import io.gitcortex.workflow.CommitEvent.ReviewPassed;
import io.gitcortex.workflow.CommitEvent.ReviewRejected;
import io.gitcortex.workflow.CommitEvent.TerminalCompleted;
import io.gitcortex.workflow.CommitEvent.TerminalFailed;
import io.gitcortex.workflow.CommitSource;
import io.gitcortex.workflow.LifecycleEvent.WorkflowCancelled;
import io.gitcortex.workflow.LifecycleEvent.WorkflowCompleted;
import io.gitcortex.workflow.LifecycleEvent.WorkflowCreated;
import io.gitcortex.workflow.LifecycleEvent.WorkflowFailed;
import io.gitcortex.workflow.LifecycleEvent.WorkflowPaused;
import io.gitcortex.workflow.LifecycleEvent.WorkflowStarted;
import io.gitcortex.workflow.LifecycleEvent.WorkflowUnpaused;
import io.gitcortex.workflow.ReportedCommit;
import io.gitcortex.workflow.RoundKind;
import io.gitcortex.workflow.TaskEvent.MergeDelayed;
import io.gitcortex.workflow.TaskEvent.MergePrepared;
import io.gitcortex.workflow.TaskEvent.TaskCancelled;
import io.gitcortex.workflow.TaskEvent.TaskCompletedUnmerged;
import io.gitcortex.workflow.TaskEvent.TaskConflicted;
import io.gitcortex.workflow.TaskEvent.TaskCreated;
import io.gitcortex.workflow.TaskEvent.TaskFailed;
import io.gitcortex.workflow.TaskEvent.TaskMerged;
import io.gitcortex.workflow.TaskEvent.TaskReadyToMerge;
import io.gitcortex.workflow.TaskEvent.TaskStarted;
import io.gitcortex.workflow.TaskEvent.VerificationFailed;
import io.gitcortex.workflow.TaskPlan;
import io.gitcortex.workflow.TaskStatus;
import io.gitcortex.workflow.TerminalEvent.RoundFailed;
import io.gitcortex.workflow.TerminalEvent.RoundOpened;
import io.gitcortex.workflow.TerminalEvent.TerminalCreated;
import io.gitcortex.workflow.TerminalStatus;
import io.gitcortex.workflow.WorkflowEvent;
import io.gitcortex.workflow.WorkflowPlan;
import io.gitcortex.workflow.WorkflowStatus;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** How a story comes to a status, and the events that ask for a move. */
final class Moves {
    static final TaskId TASK = TaskId.of("a");
    static final TerminalId AUTHOR = TerminalId.of("a-coder");
    private static final TerminalId REVIEWER = TerminalId.of("a-reviewer");
    private static final ReportedCommit COMMIT = new ReportedCommit("late", "branch", "late news", CommitSource.BRANCH);
    private static final ReviewIssue ISSUE = new ReviewIssue("a.txt", 1, "major", "wrong", null);
    private static final TaskPlan PLAN = Story.task("a", "coder", "reviewer");

    private Moves() {}

    static Story workflowThatIs(WorkflowStatus status) {
        Story story = Story.planned(PLAN);
        return switch (status) {
            case PENDING -> story;
            case RUNNING -> story.add(new WorkflowStarted(WORKFLOW));
            case PAUSED -> story.add(new WorkflowStarted(WORKFLOW)).add(new WorkflowPaused(WORKFLOW, "held"));
            case COMPLETED ->
                story.add(new WorkflowStarted(WORKFLOW)).add(new WorkflowCompleted(WORKFLOW, true, "good"));
            case FAILED ->
                story.add(new WorkflowStarted(WORKFLOW)).add(new WorkflowFailed(WORKFLOW, "bad", ErrorSeverity.MAJOR));
            case CANCELLED -> story.add(new WorkflowStarted(WORKFLOW)).add(new WorkflowCancelled(WORKFLOW, "stopped"));
        };
    }

    /** Whatever asks for {@code to}. Work begins in two ways, each where it belongs. */
    static List<WorkflowEvent> ofWorkflow(WorkflowStatus from, WorkflowStatus to) {
        return switch (to) {
            case PENDING ->
                List.of(new WorkflowCreated(
                        WORKFLOW,
                        WorkflowPlan.builder("again", "again")
                                .tasks(List.of(PLAN))
                                .build()));
            case RUNNING ->
                switch (from) {
                    case PENDING -> List.of(new WorkflowStarted(WORKFLOW));
                    case PAUSED -> List.of(new WorkflowUnpaused(WORKFLOW));
                    case RUNNING, COMPLETED, FAILED, CANCELLED ->
                        List.of(new WorkflowStarted(WORKFLOW), new WorkflowUnpaused(WORKFLOW));
                };
            case PAUSED -> List.of(new WorkflowPaused(WORKFLOW, "another reason"));
            case COMPLETED -> List.of(new WorkflowCompleted(WORKFLOW, true, "late"));
            case FAILED ->
                List.of(
                        new WorkflowCompleted(WORKFLOW, false, "late"),
                        new WorkflowFailed(WORKFLOW, "late", ErrorSeverity.CRITICAL));
            case CANCELLED -> List.of(new WorkflowCancelled(WORKFLOW, "late"));
        };
    }

    static Story taskThatIs(TaskStatus status) {
        Story story = Story.of(PLAN);
        return switch (status) {
            case PENDING -> story;
            case RUNNING -> story.started("a");
            case MERGING -> story.started("a").add(new TaskReadyToMerge(WORKFLOW, TASK, ""));
            case CONFLICTED -> taskThatIs(TaskStatus.MERGING).add(conflict());
            case COMPLETED -> taskThatIs(TaskStatus.MERGING).add(new TaskMerged(WORKFLOW, TASK, "main", "m1"));
            case FAILED -> story.started("a").add(new TaskFailed(WORKFLOW, TASK, "given up"));
            case CANCELLED -> story.started("a").add(new TaskCancelled(WORKFLOW, TASK, "not wanted"));
        };
    }

    /** Whatever asks for {@code to}. Work on a task begins in three ways, each where it belongs. */
    static List<WorkflowEvent> ofTask(TaskStatus from, TaskStatus to) {
        return switch (to) {
            case PENDING -> List.of(madeAgain(TASK));
            case RUNNING ->
                switch (from) {
                    case PENDING -> List.of(starts());
                    case MERGING -> List.of(failsVerification());
                    case CONFLICTED -> List.of(work());
                    case RUNNING, COMPLETED, FAILED, CANCELLED -> List.of(starts(), failsVerification());
                };
            case MERGING -> List.of(new TaskReadyToMerge(WORKFLOW, TASK, "late"));
            case CONFLICTED -> List.of(conflict());
            case COMPLETED ->
                List.of(new TaskMerged(WORKFLOW, TASK, "main", "m2"), new TaskCompletedUnmerged(WORKFLOW, TASK));
            case FAILED -> List.of(new TaskFailed(WORKFLOW, TASK, "late"));
            case CANCELLED -> List.of(new TaskCancelled(WORKFLOW, TASK, "late"));
        };
    }

    static List<WorkflowEvent> everyTaskEvent() {
        List<WorkflowEvent> events = new ArrayList<>(newsOfAMerge());
        Arrays.stream(TaskStatus.values())
                .flatMap(to -> ofTask(TaskStatus.COMPLETED, to).stream())
                .forEach(events::add);
        return events;
    }

    static List<WorkflowEvent> newsOfAMerge() {
        return List.of(
                new MergePrepared(WORKFLOW, TASK, "main", "t0", "c1", "m9"),
                new MergeDelayed(WORKFLOW, TASK, "a lock"),
                conflict());
    }

    private static TaskStarted starts() {
        return new TaskStarted(WORKFLOW, TASK, "gitcortex/wf-1/another", "another base");
    }

    private static VerificationFailed failsVerification() {
        return new VerificationFailed(WORKFLOW, TASK, "red");
    }

    private static TaskConflicted conflict() {
        return new TaskConflicted(WORKFLOW, TASK, "main", List.of("a.txt"));
    }

    private static RoundOpened work() {
        return new RoundOpened(WORKFLOW, AUTHOR, 7, RoundKind.WORK, null, 0);
    }

    static TaskCreated madeAgain(TaskId task) {
        return new TaskCreated(WORKFLOW, task, PLAN);
    }

    static TerminalCreated madeAgain(TerminalId terminal) {
        return new TerminalCreated(WORKFLOW, TASK, terminal, PLAN.terminals().get(0), null);
    }

    /** The author's status; its reviewer has a round open, and may speak. */
    static Story terminalThatIs(TerminalStatus status) {
        Story story = Story.of(PLAN).started("a");
        return switch (status) {
            case PENDING -> story.reviews("a-reviewer", "a-coder");
            case RUNNING -> story.works("a-coder").reviews("a-reviewer", "a-coder");
            case COMPLETED -> story.works("a-coder").completes("a", "a-coder").reviews("a-reviewer", "a-coder");
            case REVIEW_PASSED ->
                terminalThatIs(TerminalStatus.COMPLETED)
                        .passes("a", "a-reviewer", "a-coder")
                        .reviews("a-reviewer", "a-coder");
            case REVIEW_REJECTED ->
                terminalThatIs(TerminalStatus.COMPLETED)
                        .rejects("a", "a-reviewer", "a-coder")
                        .reviews("a-reviewer", "a-coder");
            case FAILED -> story.works("a-coder").loses("a-coder").reviews("a-reviewer", "a-coder");
            case CANCELLED ->
                story.works("a-coder")
                        .add(new TaskCancelled(WORKFLOW, TASK, "not wanted"))
                        .reviews("a-reviewer", "a-coder");
        };
    }

    /** Whatever asks for {@code to}. */
    static List<WorkflowEvent> ofTerminal(TerminalStatus to) {
        return switch (to) {
            case PENDING -> List.of(madeAgain(AUTHOR));
            case RUNNING -> List.of(work());
            case COMPLETED -> List.of(new TerminalCompleted(WORKFLOW, TASK, AUTHOR, COMMIT, List.of(), "late"));
            case REVIEW_PASSED -> List.of(new ReviewPassed(WORKFLOW, TASK, REVIEWER, AUTHOR, COMMIT, null));
            case REVIEW_REJECTED ->
                List.of(new ReviewRejected(WORKFLOW, TASK, REVIEWER, AUTHOR, COMMIT, List.of(ISSUE)));
            case FAILED ->
                List.of(
                        new TerminalFailed(WORKFLOW, TASK, AUTHOR, COMMIT, null),
                        new RoundFailed(WORKFLOW, AUTHOR, 1, "late"));
            case CANCELLED ->
                List.of(
                        new TaskCancelled(WORKFLOW, TASK, "late"),
                        new TaskFailed(WORKFLOW, TASK, "late"),
                        new WorkflowCancelled(WORKFLOW, "late"));
        };
    }
}
