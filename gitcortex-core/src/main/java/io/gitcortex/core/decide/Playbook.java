package io.gitcortex.core.decide;

import io.gitcortex.core.state.TaskState;
import io.gitcortex.core.state.TerminalState;
import io.gitcortex.core.state.WorkflowState;
import io.gitcortex.model.ErrorSeverity;
import io.gitcortex.model.TaskId;
import io.gitcortex.workflow.Instruction;
import io.gitcortex.workflow.Instruction.CancelTask;
import io.gitcortex.workflow.Instruction.CompleteWorkflow;
import io.gitcortex.workflow.Instruction.FailTask;
import io.gitcortex.workflow.Instruction.FailWorkflow;
import io.gitcortex.workflow.Instruction.StartTask;
import io.gitcortex.workflow.Question.Choice;
import io.gitcortex.workflow.TaskStatus;
import io.gitcortex.workflow.WorkflowStatus;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The rules that need no model.
 *
 * <p>They look at where things stand, not at what has just happened: whatever was missed, doubled or cut off by a crash,
 * the same state gives the same next step. What has been decided and not carried out yet counts as done.
 */
public final class Playbook {
    private final Limits limits;

    /**
     * A playbook with the limits of a workflow.
     *
     * @param limits how much at once, and how often
     */
    public Playbook(Limits limits) {
        this.limits = limits;
    }

    /** What to do next. */
    public Decision next(WorkflowState state) {
        if (state.status() != WorkflowStatus.RUNNING) {
            return Decision.NOTHING;
        }
        Decision ending = end(state);
        if (!ending.isEmpty()) {
            return ending;
        }
        Decision decision = cancelDependents(state);
        for (TaskState task : inMergeOrder(state)) {
            if (isFree(state, task)) {
                decision = decision.and(new TaskRules(state, task, limits).next());
            }
        }
        return decision.and(startTasks(state)).and(askForTerminals(state));
    }

    /** Nothing decided about the task is under way, and nobody is being asked about it. */
    private static boolean isFree(WorkflowState state, TaskState task) {
        return !task.status().isFinal()
                && !state.waitsForPerson(task.id())
                && !Targets.hasOpenInstruction(state, task.id());
    }

    private static List<TaskState> inMergeOrder(WorkflowState state) {
        return state.tasks().stream()
                .sorted(Comparator.comparingLong(
                        (TaskState task) -> task.merge().queuedAt()))
                .toList();
    }

    private static Decision end(WorkflowState state) {
        boolean busy = state.tasks().stream().anyMatch(task -> !task.status().isFinal())
                || !state.openInstructions().isEmpty();
        if (busy) {
            return Decision.NOTHING;
        }
        if (state.allTasksCompleted()) {
            int count = state.tasks().size();
            return Decision.to(new CompleteWorkflow(
                    true, count == 1 ? "The task is completed" : "All " + count + " tasks are completed"));
        }
        String unfinished = state.tasks().stream()
                .filter(task -> task.status() != TaskStatus.COMPLETED)
                .map(task -> task.id() + " (" + task.status().wireName() + ")")
                .collect(Collectors.joining(", "));
        // Not complete_workflow: somebody is to look into it, where there is an error terminal.
        return Decision.to(new FailWorkflow("No task can go on; not completed: " + unfinished, ErrorSeverity.MAJOR));
    }

    private static Decision cancelDependents(WorkflowState state) {
        List<Instruction> cancels = new ArrayList<>();
        for (TaskState task : state.tasks()) {
            Optional<TaskId> lost = task.plan().dependsOn().stream()
                    .filter(dependency -> state.task(dependency)
                            .filter(other ->
                                    other.status() == TaskStatus.FAILED || other.status() == TaskStatus.CANCELLED)
                            .isPresent())
                    .findFirst();
            if (lost.isPresent() && task.status() == TaskStatus.PENDING && isFree(state, task)) {
                cancels.add(new CancelTask(task.id(), "it depends on " + lost.get() + ", which did not complete"));
            }
        }
        return new Decision(cancels, List.of());
    }

    private Decision startTasks(WorkflowState state) {
        long free = limits.parallelTasks()
                - state.tasks().stream().filter(task -> takesPlace(state, task)).count();
        List<Instruction> starts = state.tasks().stream()
                .filter(task -> task.status() == TaskStatus.PENDING
                        && task.trouble().isEmpty()
                        && isFree(state, task)
                        && isReady(state, task))
                .limit(Math.max(0, free))
                .<Instruction>map(task -> new StartTask(task.id(), null))
                .toList();
        return new Decision(starts, List.of());
    }

    /** A task that was added without a terminal, and could begin otherwise: somebody must say who works on it. */
    private static Decision askForTerminals(WorkflowState state) {
        List<Ask> asks = state.tasks().stream()
                .filter(task -> task.status() == TaskStatus.PENDING
                        && state.terminals(task.id()).isEmpty()
                        && isFree(state, task)
                        && dependenciesAreCompleted(state, task))
                .map(Playbook::askForTerminal)
                .toList();
        return new Decision(List.of(), asks);
    }

    private static Ask askForTerminal(TaskState task) {
        String reason = "it has no terminal";
        return new Ask(
                task.id(),
                "Task " + task.id() + " (" + task.plan().name() + ") has no terminal, so that nobody can work on it;"
                        + " create_terminal gives it one. What now?",
                List.of(new Choice("fail", "give the task up", List.of(new FailTask(task.id(), reason)))),
                "fail");
    }

    /** A task under way takes a place, also one about to be started; one that waits for a person gives it up. */
    static boolean takesPlace(WorkflowState state, TaskState task) {
        if (task.status() == TaskStatus.PENDING) {
            return Targets.hasOpenInstruction(state, task.id());
        }
        return !task.status().isFinal() && !state.waitsForPerson(task.id());
    }

    private static boolean isReady(WorkflowState state, TaskState task) {
        return !state.terminals(task.id()).isEmpty() && dependenciesAreCompleted(state, task);
    }

    private static boolean dependenciesAreCompleted(WorkflowState state, TaskState task) {
        return task.plan().dependsOn().stream()
                .allMatch(dependency -> state.task(dependency)
                        .filter(other -> other.status() == TaskStatus.COMPLETED)
                        .isPresent());
    }

    /** Rounds that a terminal may lose before somebody is asked: the first one, and one more. */
    static boolean mayTryAgain(TerminalState terminal) {
        return terminal.rounds().failures().count() < 2;
    }
}
