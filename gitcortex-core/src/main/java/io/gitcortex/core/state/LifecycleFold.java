package io.gitcortex.core.state;

import io.gitcortex.core.state.TaskState.Place;
import io.gitcortex.core.state.TerminalState.Seat;
import io.gitcortex.core.state.WorkflowState.Draft;
import io.gitcortex.core.state.WorkflowState.Standing;
import io.gitcortex.model.ErrorSeverity;
import io.gitcortex.model.TerminalId;
import io.gitcortex.workflow.JournalEntry;
import io.gitcortex.workflow.LifecycleEvent;
import io.gitcortex.workflow.LifecycleEvent.ConflictForeseen;
import io.gitcortex.workflow.LifecycleEvent.WorkflowCancelled;
import io.gitcortex.workflow.LifecycleEvent.WorkflowCompleted;
import io.gitcortex.workflow.LifecycleEvent.WorkflowCreated;
import io.gitcortex.workflow.LifecycleEvent.WorkflowFailed;
import io.gitcortex.workflow.LifecycleEvent.WorkflowPaused;
import io.gitcortex.workflow.LifecycleEvent.WorkflowStarted;
import io.gitcortex.workflow.LifecycleEvent.WorkflowUnpaused;
import io.gitcortex.workflow.TaskPlan;
import io.gitcortex.workflow.TaskStatus;
import io.gitcortex.workflow.TerminalPlan;
import io.gitcortex.workflow.TerminalStatus;
import io.gitcortex.workflow.WorkflowOutcome;
import io.gitcortex.workflow.WorkflowStatus;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What becomes of the workflow as a whole. */
final class LifecycleFold {
    /** What the error terminal of a plan is called that gives it no name. */
    private static final TerminalId ERROR_SEAT = TerminalId.of("error");

    private LifecycleFold() {}

    static WorkflowState create(WorkflowCreated created, JournalEntry entry) {
        Instant at = entry.recordedAt();
        Draft draft = WorkflowState.empty(created.workflowId(), created.plan(), Times.from(at))
                .draft();
        draft.counters(draft.counters().at(entry.sequence(), false, false));
        List<TaskPlan> tasks = created.plan().tasks();
        for (int i = 0; i < tasks.size(); i++) {
            addTask(draft, tasks.get(i), i, at);
        }
        created.plan()
                .errorTerminal()
                .ifPresent(plan ->
                        draft.put(TerminalState.created(new Seat(plan.id().orElse(ERROR_SEAT), null, 0, plan), at)));
        return draft.build();
    }

    static Draft addTask(Draft draft, TaskPlan plan, int order, Instant at) {
        TaskState task = TaskState.created(new Place(plan.id().orElseThrow(), order, plan), at);
        draft.put(task);
        List<TerminalPlan> terminals = plan.terminals();
        for (int i = 0; i < terminals.size(); i++) {
            TerminalPlan terminal = terminals.get(i);
            draft.put(TerminalState.created(new Seat(terminal.id().orElseThrow(), task.id(), i, terminal), at));
        }
        return draft;
    }

    static Draft apply(Draft draft, LifecycleEvent event, JournalEntry entry) {
        Instant at = entry.recordedAt();
        if (event instanceof WorkflowStarted) {
            return draft.standing().status() == WorkflowStatus.PENDING
                    ? move(draft, WorkflowStatus.RUNNING, null, at)
                    : draft;
        }
        if (event instanceof WorkflowPaused paused) {
            Standing now = draft.standing();
            return now.status().canBecome(WorkflowStatus.PAUSED)
                    ? draft.standing(new Standing(
                            WorkflowStatus.PAUSED,
                            paused.reason(),
                            null,
                            now.times().touched(at)))
                    : draft;
        }
        if (event instanceof WorkflowUnpaused) {
            return draft.standing().status() == WorkflowStatus.PAUSED
                    ? move(draft, WorkflowStatus.RUNNING, null, at)
                    : draft;
        }
        if (event instanceof ConflictForeseen foreseen) {
            return draft.foresee(Set.copyOf(foreseen.tasks()), Set.copyOf(foreseen.files()));
        }
        return outcomeOf(event).map(outcome -> end(draft, outcome, at)).orElse(draft);
    }

    private static Optional<WorkflowOutcome> outcomeOf(LifecycleEvent event) {
        if (event instanceof WorkflowCompleted completed) {
            return Optional.of(
                    completed.success()
                            ? new WorkflowOutcome.Completed(completed.reason())
                            : new WorkflowOutcome.Failed(completed.reason(), ErrorSeverity.MAJOR));
        }
        if (event instanceof WorkflowFailed failed) {
            return Optional.of(new WorkflowOutcome.Failed(failed.error(), failed.severity()));
        }
        if (event instanceof WorkflowCancelled cancelled) {
            return Optional.of(new WorkflowOutcome.Cancelled(cancelled.reason()));
        }
        return Optional.empty();
    }

    private static Draft end(Draft draft, WorkflowOutcome outcome, Instant at) {
        WorkflowStatus status = outcome instanceof WorkflowOutcome.Completed
                ? WorkflowStatus.COMPLETED
                : outcome instanceof WorkflowOutcome.Cancelled ? WorkflowStatus.CANCELLED : WorkflowStatus.FAILED;
        if (!draft.standing().status().canBecome(status)) {
            return draft;
        }
        move(draft, status, outcome, at);
        for (TaskState task : List.copyOf(draft.tasks())) {
            draft.put(task.moved(TaskStatus.CANCELLED, task.merge(), at));
        }
        for (TerminalState terminal : List.copyOf(draft.terminals())) {
            if (terminal.status() == TerminalStatus.RUNNING) {
                draft.put(terminal.moved(
                        TerminalStatus.CANCELLED, terminal.rounds().failed("the workflow has ended"), at));
            }
        }
        return draft.clearInstructions().clearQuestions();
    }

    private static Draft move(Draft draft, WorkflowStatus next, @Nullable WorkflowOutcome outcome, Instant at) {
        Standing now = draft.standing();
        return now.status().canBecome(next)
                ? draft.standing(new Standing(next, null, outcome, now.times().touched(at)))
                : draft;
    }
}
