package io.gitcortex.core.decide;

import io.gitcortex.core.state.TaskState;
import io.gitcortex.core.state.TerminalState;
import io.gitcortex.core.state.WorkflowState;
import io.gitcortex.model.TaskId;
import io.gitcortex.model.TerminalId;
import io.gitcortex.workflow.DecisionSource;
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
import io.gitcortex.workflow.Instruction.PauseWorkflow;
import io.gitcortex.workflow.Instruction.ReviewCode;
import io.gitcortex.workflow.Instruction.SendToTerminal;
import io.gitcortex.workflow.Instruction.StartTask;
import io.gitcortex.workflow.Instruction.StartTerminal;
import io.gitcortex.workflow.TaskStatus;
import io.gitcortex.workflow.TerminalStatus;
import io.gitcortex.workflow.WorkflowStatus;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Whether an instruction makes sense now. What it says goes back, in words, to whoever gave the instruction. */
public final class InstructionCheck {
    /** What plans allow, too. */
    private static final int TASK_LENGTH = 40;

    private static final int TERMINAL_LENGTH = 80;
    private static final Pattern PLAIN = Pattern.compile("[a-z0-9][a-z0-9-]*");

    private final WorkflowState state;
    private final Set<String> knownClis;

    /**
     * A check against a state and a policy.
     *
     * @param state the workflow
     * @param knownClis the coding CLIs that may be named
     */
    public InstructionCheck(WorkflowState state, Set<String> knownClis) {
        this.state = state;
        this.knownClis = Set.copyOf(knownClis);
    }

    /**
     * Why an instruction cannot be carried out.
     *
     * @param instruction what is to be done
     * @param source who wants it
     * @return a sentence, or empty if it can
     */
    public Optional<String> refusal(Instruction instruction, DecisionSource source) {
        if (state.status().isFinal()) {
            return Optional.of("Workflow " + state.id() + " has ended: it is "
                    + state.status().wireName());
        }
        boolean reserved = instruction instanceof FailTask || instruction instanceof CancelTask;
        if (reserved && source == DecisionSource.MODEL) {
            return Optional.of("'" + instruction.type() + "' is not for a model to give");
        }
        return byType(instruction);
    }

    private Optional<String> byType(Instruction instruction) {
        if (instruction instanceof StartTask start) {
            return task(start.taskId(), this::startTask);
        }
        if (instruction instanceof StartTerminal start) {
            return terminal(start.terminalId(), this::openWork);
        }
        if (instruction instanceof FixIssues fix) {
            return terminal(fix.terminalId(), this::openWork);
        }
        if (instruction instanceof ReviewCode review) {
            return terminal(review.terminalId(), this::openReview);
        }
        if (instruction instanceof SendToTerminal send) {
            return terminal(send.terminalId(), InstructionCheck::hasSession);
        }
        if (instruction instanceof CloseTerminal close) {
            return terminal(close.terminalId(), terminal -> Optional.empty());
        }
        if (instruction instanceof CompleteTask complete) {
            return task(complete.taskId(), this::completeTask);
        }
        if (instruction instanceof MergeBranch merge) {
            return task(merge.taskId(), InstructionCheck::mergeTask);
        }
        if (instruction instanceof FailTask fail) {
            return task(fail.taskId(), InstructionCheck::endTask);
        }
        if (instruction instanceof CancelTask cancel) {
            return task(cancel.taskId(), InstructionCheck::endTask);
        }
        return ofWorkflow(instruction);
    }

    private Optional<String> ofWorkflow(Instruction instruction) {
        if (instruction instanceof CreateTask create) {
            return createTask(create);
        }
        if (instruction instanceof CreateTerminal create) {
            return createTerminal(create);
        }
        if (instruction instanceof PauseWorkflow && state.status() != WorkflowStatus.RUNNING) {
            return Optional.of("Workflow " + state.id() + " is not running");
        }
        if (instruction instanceof CompleteWorkflow complete && complete.success()) {
            return state.tasks().stream()
                    .filter(task -> !task.status().isFinal())
                    .findFirst()
                    .map(task -> "Task " + task.id() + " is " + task.status().wireName()
                            + ": a workflow is complete when all its tasks are");
        }
        return Optional.empty();
    }

    private Optional<String> task(TaskId taskId, Function<TaskState, Optional<String>> check) {
        return state.task(taskId).map(check).orElseGet(() -> Optional.of("Task " + taskId + " not found"));
    }

    private Optional<String> terminal(TerminalId terminalId, Function<TerminalState, Optional<String>> check) {
        return state.terminal(terminalId)
                .map(check)
                .orElseGet(() -> Optional.of("Terminal " + terminalId + " not found"));
    }

    private Optional<String> startTask(TaskState task) {
        if (task.status() != TaskStatus.PENDING) {
            return Optional.of("Task " + task.id() + " has been started: it is "
                    + task.status().wireName());
        }
        List<TerminalState> terminals = state.terminals(task.id());
        if (terminals.isEmpty()) {
            return Optional.of("Task " + task.id() + " has no terminal; give create_terminal first");
        }
        if (terminals.get(0).seat().isReviewer()) {
            return Optional.of("Task " + task.id() + " begins with the reviewer "
                    + terminals.get(0).id() + ", who has nothing to review yet; create a terminal with the order 0");
        }
        return task.plan().dependsOn().stream()
                .filter(dependency -> state.task(dependency)
                        .filter(other -> other.status() == TaskStatus.COMPLETED)
                        .isEmpty())
                .findFirst()
                .map(dependency -> "Task " + task.id() + " depends on " + dependency + ", which is not completed");
    }

    private Optional<String> openWork(TerminalState terminal) {
        if (terminal.rounds().open().isPresent()) {
            return Optional.of("Terminal " + terminal.id() + " is at work; use send_to_terminal to tell it something");
        }
        if (!terminal.status().canBecome(TerminalStatus.RUNNING)) {
            return Optional.of(
                    "Terminal " + terminal.id() + " is " + terminal.status().wireName() + " and cannot work again");
        }
        return terminal.taskId().isEmpty()
                ? Optional.of("Terminal " + terminal.id() + " stands outside the tasks: it is told when the workflow"
                        + " fails, and takes no work")
                : terminal.taskId().flatMap(state::task).flatMap(InstructionCheck::hasWorktree);
    }

    private Optional<String> openReview(TerminalState subject) {
        Optional<TerminalState> reviewer = Reviewers.of(state, subject);
        if (reviewer.isEmpty()) {
            return Optional.of("The task of terminal " + subject.id() + " has no free terminal with the role reviewer");
        }
        if (subject.rounds().handoff().isEmpty()) {
            return Optional.of("Terminal " + subject.id() + " has no finished work to review");
        }
        return openWork(reviewer.get());
    }

    private static Optional<String> hasWorktree(TaskState task) {
        return switch (task.status()) {
            case RUNNING, CONFLICTED -> Optional.empty();
            case PENDING -> Optional.of("Task " + task.id() + " has not been started; give start_task first");
            case MERGING, COMPLETED, FAILED, CANCELLED ->
                Optional.of("Task " + task.id() + " is " + task.status().wireName() + ": no terminal may start in it");
        };
    }

    private static Optional<String> hasSession(TerminalState terminal) {
        return terminal.session().isPresent()
                ? Optional.empty()
                : Optional.of("Terminal " + terminal.id() + " has no PTY session");
    }

    private Optional<String> completeTask(TaskState task) {
        if (task.status() != TaskStatus.RUNNING) {
            return Optional.of("Task " + task.id() + " is " + task.status().wireName() + ", not running");
        }
        return state.terminals(task.id()).stream()
                .filter(terminal -> terminal.rounds().open().isPresent())
                .findFirst()
                .map(terminal -> "Terminal " + terminal.id() + " of task " + task.id() + " is still at work");
    }

    private static Optional<String> mergeTask(TaskState task) {
        return task.status() == TaskStatus.MERGING
                ? Optional.empty()
                : Optional.of("Task " + task.id() + " is " + task.status().wireName()
                        + "; give complete_task before merge_branch");
    }

    private static Optional<String> endTask(TaskState task) {
        return task.status().isFinal()
                ? Optional.of("Task " + task.id() + " is " + task.status().wireName() + " already")
                : Optional.empty();
    }

    private Optional<String> createTask(CreateTask create) {
        if (create.taskId() != null && !isPlain(create.taskId().value(), TASK_LENGTH)) {
            return Optional.of(plainly("task_id", create.taskId().value(), TASK_LENGTH));
        }
        if (create.taskId() != null && state.task(create.taskId()).isPresent()) {
            return Optional.of("There is a task " + create.taskId() + " already; choose another task_id");
        }
        return create.dependsOn().stream()
                .filter(dependency -> state.task(dependency).isEmpty())
                .findFirst()
                .map(dependency -> "Task " + dependency + " not found; depends_on names tasks that exist");
    }

    /** Ids stand in branches, directories, environments and the command lines of reports. */
    private static boolean isPlain(String id, int length) {
        return id.length() <= length && PLAIN.matcher(id).matches();
    }

    private static String plainly(String field, String id, int length) {
        return "The " + field + " '" + id + "' must be of a-z, 0-9 and '-', begin with a letter or digit, and have at"
                + " most " + length + " characters";
    }

    private Optional<String> createTerminal(CreateTerminal create) {
        if (!knownClis.contains(create.cli())) {
            return Optional.of("The CLI '" + create.cli() + "' is not known; known are: "
                    + String.join(", ", knownClis.stream().sorted().toList()));
        }
        if (create.terminalId() != null && !isPlain(create.terminalId().value(), TERMINAL_LENGTH)) {
            return Optional.of(plainly("terminal_id", create.terminalId().value(), TERMINAL_LENGTH));
        }
        if (create.order() != null && create.order() < 0) {
            return Optional.of("The order of a terminal is counted from 0; it cannot be " + create.order());
        }
        if (create.terminalId() != null && state.terminal(create.terminalId()).isPresent()) {
            return Optional.of("There is a terminal " + create.terminalId() + " already; choose another terminal_id");
        }
        return task(create.taskId(), InstructionCheck::endTask);
    }
}
