package io.gitcortex.core.decide;

import io.gitcortex.core.state.TerminalState;
import io.gitcortex.core.state.WorkflowState;
import io.gitcortex.model.TaskId;
import io.gitcortex.model.TerminalId;
import io.gitcortex.workflow.Instruction;
import io.gitcortex.workflow.Instruction.CancelTask;
import io.gitcortex.workflow.Instruction.CloseTerminal;
import io.gitcortex.workflow.Instruction.CompleteTask;
import io.gitcortex.workflow.Instruction.CompleteWorkflow;
import io.gitcortex.workflow.Instruction.CreateTask;
import io.gitcortex.workflow.Instruction.CreateTerminal;
import io.gitcortex.workflow.Instruction.FailTask;
import io.gitcortex.workflow.Instruction.FixIssues;
import io.gitcortex.workflow.Instruction.MergeBranch;
import io.gitcortex.workflow.Instruction.ReviewCode;
import io.gitcortex.workflow.Instruction.SendToTerminal;
import io.gitcortex.workflow.Instruction.StartTask;
import io.gitcortex.workflow.Instruction.StartTerminal;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Which task or terminal an instruction is about. */
public final class Targets {
    private Targets() {}

    /** The task that an instruction is about, directly or through one of its terminals. */
    public static Optional<TaskId> task(WorkflowState state, Instruction instruction) {
        Optional<TerminalId> terminal = terminal(instruction);
        return terminal.isPresent()
                ? terminal.flatMap(state::terminal).flatMap(TerminalState::taskId)
                : namedTask(instruction);
    }

    /** The terminal that an instruction names. */
    public static Optional<TerminalId> terminal(Instruction instruction) {
        if (instruction instanceof StartTerminal start) {
            return Optional.of(start.terminalId());
        }
        if (instruction instanceof SendToTerminal send) {
            return Optional.of(send.terminalId());
        }
        if (instruction instanceof CloseTerminal close) {
            return Optional.of(close.terminalId());
        }
        if (instruction instanceof ReviewCode review) {
            return Optional.of(review.terminalId());
        }
        if (instruction instanceof FixIssues fix) {
            return Optional.of(fix.terminalId());
        }
        return Optional.empty();
    }

    private static Optional<TaskId> namedTask(Instruction instruction) {
        if (instruction instanceof StartTask start) {
            return Optional.of(start.taskId());
        }
        if (instruction instanceof CompleteTask complete) {
            return Optional.of(complete.taskId());
        }
        if (instruction instanceof MergeBranch merge) {
            return Optional.of(merge.taskId());
        }
        if (instruction instanceof FailTask fail) {
            return Optional.of(fail.taskId());
        }
        if (instruction instanceof CancelTask cancel) {
            return Optional.of(cancel.taskId());
        }
        if (instruction instanceof CreateTerminal create) {
            return Optional.of(create.taskId());
        }
        return Optional.empty();
    }

    /**
     * Whether an instruction that cannot be carried out now may be once earlier ones of the same answer have been: they are
     * about the same task, or create what it names.
     */
    public static boolean isPreparedBy(WorkflowState state, Instruction instruction, List<Instruction> earlier) {
        if (instruction instanceof CompleteWorkflow) {
            return !earlier.isEmpty();
        }
        if (instruction instanceof CreateTask create) {
            return waitsForTasks(state, create, earlier);
        }
        if (instruction instanceof FailTask || instruction instanceof CancelTask) {
            return false; // Who may not give it may not give it later either.
        }
        Optional<TerminalId> terminal = terminal(instruction);
        Optional<TaskId> task = task(state, instruction);
        for (Instruction before : earlier) {
            boolean makesTask = before instanceof CreateTask create
                    && create.taskId() != null
                    && namedTask(instruction).filter(create.taskId()::equals).isPresent();
            boolean makesTerminal = before instanceof CreateTerminal create
                    && create.terminalId() != null
                    && terminal.filter(create.terminalId()::equals).isPresent();
            boolean sameTask = task.isPresent() && task(state, before).equals(task);
            boolean readies = sameTask && exists(state, instruction) && !(instruction instanceof CreateTerminal);
            if (makesTask || makesTerminal || readies) {
                return true;
            }
        }
        return false;
    }

    /** Whether nothing but tasks that are about to be created keeps it from being created itself. */
    private static boolean waitsForTasks(WorkflowState state, CreateTask create, List<Instruction> earlier) {
        List<TaskId> missing = create.dependsOn().stream()
                .filter(task -> state.task(task).isEmpty())
                .toList();
        Set<TaskId> made = earlier.stream()
                .filter(before -> before instanceof CreateTask)
                .flatMap(before -> Optional.ofNullable(((CreateTask) before).taskId()).stream())
                .collect(Collectors.toSet());
        return !missing.isEmpty() && made.containsAll(missing);
    }

    private static boolean exists(WorkflowState state, Instruction instruction) {
        Optional<TerminalId> terminal = terminal(instruction);
        return terminal.isPresent()
                ? terminal.flatMap(state::terminal).isPresent()
                : namedTask(instruction).flatMap(state::task).isPresent();
    }

    /** Whether a decided instruction about the task waits for its outcome. */
    static boolean hasOpenInstruction(WorkflowState state, TaskId taskId) {
        return state.openInstructions().stream()
                .anyMatch(open ->
                        task(state, open.instruction()).filter(taskId::equals).isPresent());
    }
}
