package io.gitcortex.integration.simulation;

import io.gitcortex.core.state.TaskState;
import io.gitcortex.core.state.TerminalState;
import io.gitcortex.core.state.WorkflowState;
import io.gitcortex.model.ErrorSeverity;
import io.gitcortex.model.ReviewIssue;
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
import io.gitcortex.workflow.Instruction.FailWorkflow;
import io.gitcortex.workflow.Instruction.FixIssues;
import io.gitcortex.workflow.Instruction.MergeBranch;
import io.gitcortex.workflow.Instruction.PauseWorkflow;
import io.gitcortex.workflow.Instruction.ReviewCode;
import io.gitcortex.workflow.Instruction.SendToTerminal;
import io.gitcortex.workflow.Instruction.StartTask;
import io.gitcortex.workflow.Instruction.StartTerminal;
import java.util.ArrayList;
import java.util.List;

/** Instructions without sense: some are legal, some are not. */
final class Wild {
    private final Chance chance;
    private final List<TaskId> tasks;
    private final List<TerminalId> terminals;

    Wild(Chance chance, WorkflowState state) {
        this.chance = chance;
        this.tasks = new ArrayList<>(state.tasks().stream().map(TaskState::id).toList());
        this.terminals = new ArrayList<>(
                state.terminals().stream().map(TerminalState::id).toList());
        tasks.add(TaskId.of("nowhere"));
        terminals.add(TerminalId.of("nobody"));
    }

    List<Instruction> instructions() {
        List<Instruction> instructions = new ArrayList<>();
        for (int i = 1 + chance.below(4); i > 0; i--) {
            instructions.add(chance.oneIn(2) ? aboutTerminal() : aboutTask());
        }
        return instructions;
    }

    private Instruction aboutTerminal() {
        TerminalId terminal = chance.of(terminals);
        return switch (chance.below(6)) {
            case 0 -> new StartTerminal(terminal, "Do something else");
            case 1 -> new SendToTerminal(terminal, "Hello");
            case 2 -> new CloseTerminal(terminal);
            case 3 -> new ReviewCode(terminal, chance.oneIn(2) ? null : "0123456789012345678901234567890123456789");
            case 4 -> new FixIssues(terminal, List.of(new ReviewIssue("README", 1, "minor", "ugly", null)));
            default ->
                new CreateTerminal(chance.of(tasks), "writer", chance.oneIn(2) ? "shell" : "evil", null, null, null);
        };
    }

    private Instruction aboutTask() {
        TaskId task = chance.of(tasks);
        return switch (chance.below(12)) {
            case 0, 1 -> new StartTask(task, null);
            case 2, 3 -> new CompleteTask(task, null);
            case 4, 5 -> new MergeBranch(task);
            case 6 -> new FailTask(task, "I do not like it");
            case 7 -> new CancelTask(task, "I do not like it");
            case 8 -> new CreateTask("More", "More of it", List.of(task), null);
            case 9 -> new PauseWorkflow("I must think");
            case 10 -> new CompleteWorkflow(chance.oneIn(2), "It is done, surely");
            default ->
                chance.oneIn(4)
                        ? new FailWorkflow("It cannot be done", ErrorSeverity.MAJOR)
                        : new CompleteWorkflow(true, "It is done");
        };
    }
}
