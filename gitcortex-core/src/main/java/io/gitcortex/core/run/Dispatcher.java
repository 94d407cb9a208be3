package io.gitcortex.core.run;

import io.gitcortex.core.decide.InstructionCheck;
import io.gitcortex.core.decide.Reviewers;
import io.gitcortex.core.decide.Targets;
import io.gitcortex.core.state.InstructionState;
import io.gitcortex.core.state.SessionState;
import io.gitcortex.core.state.TaskState;
import io.gitcortex.core.state.TerminalState;
import io.gitcortex.core.state.WorkflowState;
import io.gitcortex.model.TaskId;
import io.gitcortex.model.TerminalId;
import io.gitcortex.workflow.DecisionEvent.InstructionFailed;
import io.gitcortex.workflow.DecisionSource;
import io.gitcortex.workflow.Instruction;
import io.gitcortex.workflow.Instruction.CancelTask;
import io.gitcortex.workflow.Instruction.CloseTerminal;
import io.gitcortex.workflow.Instruction.CompleteTask;
import io.gitcortex.workflow.Instruction.CompleteWorkflow;
import io.gitcortex.workflow.Instruction.FailTask;
import io.gitcortex.workflow.Instruction.FixIssues;
import io.gitcortex.workflow.Instruction.MergeBranch;
import io.gitcortex.workflow.Instruction.ReviewCode;
import io.gitcortex.workflow.Instruction.SendToTerminal;
import io.gitcortex.workflow.Instruction.StartTask;
import io.gitcortex.workflow.Instruction.StartTerminal;
import io.gitcortex.workflow.InstructionStatus;
import io.gitcortex.workflow.WorkflowStatus;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Hands out what has been decided: in the order given within a task, side by side across tasks, merges one after another.
 * What cannot start yet stays ready. Runs on the loop.
 */
final class Dispatcher {
    private final Journal journal;
    private final Acts acts;
    private final Steps steps;
    private final Rounds rounds;
    private final Predicate<TaskId> missing;
    private final Predicate<TaskId> reporting;
    private final int parallelTasks;
    private final Set<String> clis;

    /** What limits handing out. */
    record Policy(int parallelTasks, Set<String> clis) {}

    /**
     * What handing out takes.
     *
     * @param missing whether work of a task is missing on its branch, and may come back
     * @param reporting whether a report of a task is being taken, which may settle its round
     */
    record Means(
            Journal journal,
            Acts acts,
            Steps steps,
            Rounds rounds,
            Predicate<TaskId> missing,
            Predicate<TaskId> reporting) {}

    Dispatcher(Means means, Policy policy) {
        this.journal = means.journal();
        this.acts = means.acts();
        this.steps = means.steps();
        this.rounds = means.rounds();
        this.missing = means.missing();
        this.reporting = means.reporting();
        this.parallelTasks = policy.parallelTasks();
        this.clis = policy.clis();
    }

    /** Hands out everything that can start. */
    void dispatch() {
        if (journal.state().status() != WorkflowStatus.RUNNING) {
            return;
        }
        Set<TaskId> tasks = new HashSet<>();
        Set<TerminalId> terminals = new HashSet<>();
        for (InstructionState open : List.copyOf(journal.state().openInstructions())) {
            if (journal.state().status() != WorkflowStatus.RUNNING) {
                return; // One of them has paused the workflow, or ended it: the rest waits, or is over.
            }
            Instruction instruction = open.instruction();
            boolean firstOfTask =
                    Targets.task(journal.state(), instruction).map(tasks::add).orElse(true);
            boolean firstOfTerminal =
                    seat(journal.state(), instruction).map(terminals::add).orElse(true);
            // What ends a task does not wait for what is under way there, nor does what is meant for a living session.
            boolean first = firstOfTask || endsTask(instruction) || (isForSession(instruction) && firstOfTerminal);
            boolean still = journal.state().openInstruction(open.number()).isPresent();
            if (first && still && !acts.isUnderWay(open.number())) {
                handOut(open);
            }
        }
        if (journal.state().status() == WorkflowStatus.RUNNING) {
            reopenRounds();
        }
    }

    private static boolean endsTask(Instruction instruction) {
        return instruction instanceof FailTask || instruction instanceof CancelTask;
    }

    /** The terminal whose session an instruction opens or needs. */
    private static Optional<TerminalId> seat(WorkflowState state, Instruction instruction) {
        if (instruction instanceof StartTask start) {
            return state.terminals(start.taskId()).stream()
                    .map(TerminalState::id)
                    .findFirst();
        }
        return instruction instanceof ReviewCode review
                ? state.terminal(review.terminalId())
                        .flatMap(subject -> Reviewers.of(state, subject))
                        .map(TerminalState::id)
                : Targets.terminal(instruction);
    }

    private static boolean isForSession(Instruction instruction) {
        return instruction instanceof SendToTerminal || instruction instanceof CloseTerminal;
    }

    private void handOut(InstructionState open) {
        WorkflowState state = journal.state();
        if (isForSession(open.instruction()) && isOpeningSession(state, open.instruction())) {
            return;
        }
        if (open.status() == InstructionStatus.SENDING) {
            if (Targets.task(state, open.instruction()).filter(reporting).isEmpty()) {
                steps.resume(open);
            }
            return;
        }
        if (!mayStart(state, open)) {
            return;
        }
        Optional<String> refusal = new InstructionCheck(state, clis).refusal(open.instruction(), DecisionSource.HOST);
        if (refusal.isPresent()) {
            journal.append(Batch.of(new InstructionFailed(state.id(), open.number(), refusal.get())));
        } else {
            steps.start(open);
        }
    }

    /** Whether it could start now, were it legal. What must only wait for something is not refused. */
    private boolean mayStart(WorkflowState state, InstructionState open) {
        Instruction instruction = open.instruction();
        if (waitsForWork(state, instruction)) {
            return false;
        }
        if (instruction instanceof CompleteWorkflow) {
            // Last of what was decided with it: what came before it is to be done first.
            return state.openInstructions().stream()
                    .noneMatch(other -> other.decision() == open.decision() && other.number() < open.number());
        }
        if (instruction instanceof StartTask start) {
            long places = state.tasks().stream()
                    .filter(task -> !task.id().equals(start.taskId()) && takesPlace(state, task))
                    .count();
            return places < parallelTasks;
        }
        if (instruction instanceof StartTerminal
                || instruction instanceof FixIssues
                || instruction instanceof ReviewCode) {
            return isWorktreeFree(state, Targets.task(state, instruction));
        }
        return !(instruction instanceof MergeBranch) || !mergesNow(state);
    }

    /** Nothing is built on work that is missing; and where a person is asked about it, the task does not end meanwhile. */
    private boolean waitsForWork(WorkflowState state, Instruction instruction) {
        boolean ends = instruction instanceof CompleteTask || instruction instanceof MergeBranch;
        boolean opens = instruction instanceof StartTerminal
                || instruction instanceof FixIssues
                || instruction instanceof ReviewCode;
        return (ends || opens)
                && Targets.task(state, instruction)
                        .filter(task -> missing.test(task) || (ends && state.waitsForPerson(task)))
                        .isPresent();
    }

    /** A session is being opened at the terminal, or will be, since a crash has taken that of its open round. */
    private static boolean isOpeningSession(WorkflowState state, Instruction instruction) {
        Optional<TerminalState> terminal = Targets.terminal(instruction).flatMap(state::terminal);
        boolean lives = terminal.flatMap(TerminalState::session)
                .flatMap(SessionState::process)
                .isPresent();
        boolean opens = terminal.flatMap(TerminalState::session).isPresent()
                || terminal.flatMap(own -> own.rounds().open())
                        .filter(round -> round.instruction() > 0)
                        .isPresent();
        return opens && !lives;
    }

    private boolean takesPlace(WorkflowState state, TaskState task) {
        boolean starting = state.openInstructions().stream()
                .anyMatch(open -> open.status() == InstructionStatus.SENDING
                        && open.instruction() instanceof StartTask start
                        && start.taskId().equals(task.id()));
        return starting || (task.branch().isPresent() && !task.status().isFinal() && !state.waitsForPerson(task.id()));
    }

    /** Nobody works in the task's worktree: no round is open there, and no process of an earlier one is left. */
    private static boolean isWorktreeFree(WorkflowState state, Optional<TaskId> task) {
        return task.map(state::terminals).orElse(List.of()).stream()
                .noneMatch(terminal -> terminal.session().isPresent()
                        || terminal.rounds().open().isPresent());
    }

    private boolean mergesNow(WorkflowState state) {
        return state.openInstructions().stream()
                .anyMatch(open -> open.instruction() instanceof MergeBranch && acts.isUnderWay(open.number()));
    }

    /** A round whose session was lost in a crash gets another one, under the same id: a crash is no failure of the task. */
    private void reopenRounds() {
        for (TerminalState terminal : List.copyOf(journal.state().terminals())) {
            TerminalId id = terminal.id();
            boolean lost = terminal.rounds()
                            .open()
                            .filter(round -> round.instruction() > 0)
                            .isPresent()
                    && terminal.session().isEmpty()
                    && !isParked(terminal)
                    && terminal.taskId().filter(reporting).isEmpty()
                    && !rounds.isOpening(id);
            boolean underWay = terminal.rounds()
                    .open()
                    .filter(round ->
                            journal.state().openInstruction(round.instruction()).isPresent())
                    .isPresent();
            if (lost && !underWay) {
                rounds.reopen(id);
            }
        }
    }

    private boolean isParked(TerminalState terminal) {
        return terminal.talk().parkedUntil().filter(journal.now()::isBefore).isPresent();
    }
}
