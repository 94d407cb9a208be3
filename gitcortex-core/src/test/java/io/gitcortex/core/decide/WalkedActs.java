package io.gitcortex.core.decide;

import static io.gitcortex.core.state.Story.WORKFLOW;

import io.gitcortex.core.state.InstructionState;
import io.gitcortex.core.state.Round;
import io.gitcortex.core.state.TaskState;
import io.gitcortex.core.state.TerminalState;
import io.gitcortex.core.state.WorkflowState;
import io.gitcortex.model.ReviewIssue;
import io.gitcortex.model.SessionId;
import io.gitcortex.model.TaskId;
import io.gitcortex.model.TerminalId;
import io.gitcortex.workflow.CommitEvent.ReviewPassed;
import io.gitcortex.workflow.CommitEvent.ReviewRejected;
import io.gitcortex.workflow.CommitEvent.TerminalCompleted;
import io.gitcortex.workflow.CommitEvent.TerminalFailed;
import io.gitcortex.workflow.CommitSource;
import io.gitcortex.workflow.DecisionEvent.InstructionDone;
import io.gitcortex.workflow.DecisionEvent.InstructionFailed;
import io.gitcortex.workflow.DecisionEvent.InstructionStarted;
import io.gitcortex.workflow.DecisionSource;
import io.gitcortex.workflow.Instruction;
import io.gitcortex.workflow.Instruction.CancelTask;
import io.gitcortex.workflow.Instruction.CompleteTask;
import io.gitcortex.workflow.Instruction.CompleteWorkflow;
import io.gitcortex.workflow.Instruction.FailTask;
import io.gitcortex.workflow.Instruction.FailWorkflow;
import io.gitcortex.workflow.Instruction.FixIssues;
import io.gitcortex.workflow.Instruction.MergeBranch;
import io.gitcortex.workflow.Instruction.ReviewCode;
import io.gitcortex.workflow.Instruction.StartTask;
import io.gitcortex.workflow.Instruction.StartTerminal;
import io.gitcortex.workflow.LifecycleEvent.WorkflowCompleted;
import io.gitcortex.workflow.LifecycleEvent.WorkflowFailed;
import io.gitcortex.workflow.ReportedCommit;
import io.gitcortex.workflow.RoundKind;
import io.gitcortex.workflow.TaskEvent.MergePrepared;
import io.gitcortex.workflow.TaskEvent.TaskCancelled;
import io.gitcortex.workflow.TaskEvent.TaskCompletedUnmerged;
import io.gitcortex.workflow.TaskEvent.TaskConflicted;
import io.gitcortex.workflow.TaskEvent.TaskFailed;
import io.gitcortex.workflow.TaskEvent.TaskMerged;
import io.gitcortex.workflow.TaskEvent.TaskReadyToMerge;
import io.gitcortex.workflow.TaskEvent.TaskStarted;
import io.gitcortex.workflow.TaskEvent.VerificationFailed;
import io.gitcortex.workflow.TerminalEvent.RoundFailed;
import io.gitcortex.workflow.TerminalEvent.RoundOpened;
import io.gitcortex.workflow.TerminalEvent.SessionEnded;
import io.gitcortex.workflow.TerminalEvent.SessionOpening;
import io.gitcortex.workflow.WorkflowEvent;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Carries instructions out on the state alone. Everything that may go wrong does now and then. */
final class WalkedActs {
    private final Random random;
    private final Supplier<WorkflowState> state;
    private final Consumer<WorkflowEvent> journal;
    private final Luck sessions;
    private final Luck agents;
    private final Luck reviews;
    private final Luck merges;
    private final Luck commitsMade;
    private final int habit;
    private int commits;

    /** How often, of twelve times, it goes well; in a third of the walks always, in a third never. */
    private record Luck(Random random, int of12) {
        static Luck drawn(Random random) {
            int drawn = random.nextInt(13);
            return new Luck(random, List.of(0, drawn, 12).get(random.nextInt(3)));
        }

        boolean fails() {
            return random.nextInt(12) >= of12;
        }
    }

    WalkedActs(Random random, Supplier<WorkflowState> state, Consumer<WorkflowEvent> journal) {
        this.random = random;
        this.state = state;
        this.journal = journal;
        this.sessions = Luck.drawn(random);
        this.agents = Luck.drawn(random);
        this.reviews = Luck.drawn(random);
        this.merges = Luck.drawn(random);
        this.commitsMade = Luck.drawn(random);
        this.habit = random.nextInt(6);
    }

    /** What must only wait for something is not refused. */
    boolean mayStart(Instruction instruction) {
        if (instruction instanceof CompleteWorkflow || instruction instanceof FailWorkflow) {
            return state.get().openInstructions().size() == 1;
        }
        boolean opensRound = instruction instanceof StartTerminal
                || instruction instanceof FixIssues
                || instruction instanceof ReviewCode;
        Optional<TaskId> task = Targets.task(state.get(), instruction);
        return !opensRound
                || state.get().terminals(task.orElseThrow()).stream()
                        .noneMatch(terminal -> terminal.rounds().open().isPresent());
    }

    void carryOut(InstructionState open, InstructionCheck check) {
        Optional<String> refusal = check.refusal(open.instruction(), DecisionSource.HOST);
        if (refusal.isPresent()) {
            journal.accept(new InstructionFailed(WORKFLOW, open.number(), refusal.get()));
            return;
        }
        journal.accept(new InstructionStarted(WORKFLOW, open.number()));
        Instruction instruction = open.instruction();
        if (instruction instanceof StartTask start) {
            startTask(open.number(), start.taskId());
        } else if (instruction instanceof StartTerminal start) {
            open(open.number(), start.terminalId(), null);
        } else if (instruction instanceof FixIssues fix) {
            open(open.number(), fix.terminalId(), null);
        } else if (instruction instanceof ReviewCode review) {
            TerminalState subject = terminal(review.terminalId());
            open(open.number(), Reviewers.of(state.get(), subject).orElseThrow().id(), subject.id());
        } else if (instruction instanceof MergeBranch merge) {
            merge(open.number(), merge.taskId());
        } else {
            journal.accept(new InstructionDone(WORKFLOW, open.number()));
            journal.accept(atOnce(instruction));
        }
    }

    private WorkflowEvent atOnce(Instruction instruction) {
        if (instruction instanceof CompleteTask complete) {
            return commitsMade.fails()
                    ? new TaskCompletedUnmerged(WORKFLOW, complete.taskId())
                    : new TaskReadyToMerge(WORKFLOW, complete.taskId(), "");
        }
        if (instruction instanceof FailTask fail) {
            return new TaskFailed(WORKFLOW, fail.taskId(), fail.reason());
        }
        if (instruction instanceof CancelTask cancel) {
            return new TaskCancelled(WORKFLOW, cancel.taskId(), cancel.reason());
        }
        if (instruction instanceof FailWorkflow fail) {
            return new WorkflowFailed(WORKFLOW, fail.error(), fail.severity());
        }
        CompleteWorkflow complete = (CompleteWorkflow) instruction;
        return new WorkflowCompleted(WORKFLOW, complete.success(), complete.reason());
    }

    private void startTask(long number, TaskId task) {
        if (sessions.fails()) {
            journal.accept(new InstructionFailed(WORKFLOW, number, "no worktree could be made"));
            return;
        }
        journal.accept(new TaskStarted(WORKFLOW, task, "gitcortex/wf-1/" + task, "base"));
        open(number, state.get().terminals(task).get(0).id(), null);
    }

    private void open(long number, TerminalId id, @Nullable TerminalId subject) {
        int round = terminal(id).rounds().count() + 1;
        RoundKind kind = subject == null ? RoundKind.WORK : RoundKind.REVIEW;
        SessionId session = SessionId.of("s-" + id + "-" + round);
        journal.accept(new RoundOpened(WORKFLOW, id, round, kind, subject, number));
        journal.accept(new SessionOpening(WORKFLOW, id, session));
        if (sessions.fails()) {
            journal.accept(new SessionEnded(WORKFLOW, id, session, null));
            journal.accept(new RoundFailed(WORKFLOW, id, round, "its session could not be opened"));
        }
        journal.accept(new InstructionDone(WORKFLOW, number));
    }

    private void merge(long number, TaskId task) {
        // In some walks merges always fail in the same way.
        int failure = habit < 4 ? habit : random.nextInt(4);
        int outcome = merges.fails() ? failure : 4;
        if (outcome < 3) {
            prepare(task);
        }
        switch (outcome) {
            case 0 -> journal.accept(new TaskConflicted(WORKFLOW, task, "main", List.of("a.txt")));
            case 1 -> journal.accept(new VerificationFailed(WORKFLOW, task, "red"));
            case 2 -> {
                while (random.nextInt(3) > 0) {
                    prepare(task);
                }
            }
            case 3 -> {
                journal.accept(new InstructionFailed(WORKFLOW, number, "the disk is full"));
                return;
            }
            default -> journal.accept(new TaskMerged(WORKFLOW, task, "main", "m" + number));
        }
        if (state.get().openInstruction(number).isPresent()) {
            journal.accept(new InstructionDone(WORKFLOW, number));
        }
    }

    private void prepare(TaskId task) {
        journal.accept(new MergePrepared(WORKFLOW, task, "main", "t0", "c1", "m1"));
    }

    /** The agent says something, or goes without a word. */
    void endRound(TerminalState terminal) {
        Round round = terminal.rounds().open().orElseThrow();
        TaskState task = terminal.taskId().flatMap(state.get()::task).orElseThrow();
        terminal.session()
                .ifPresent(session -> journal.accept(new SessionEnded(WORKFLOW, terminal.id(), session.id(), 0)));
        if (agents.fails()) {
            journal.accept(
                    random.nextBoolean()
                            ? new RoundFailed(WORKFLOW, terminal.id(), round.number(), "its session ended")
                            : new TerminalFailed(WORKFLOW, task.id(), terminal.id(), commit(), null));
        } else if (round.kind() == RoundKind.WORK) {
            journal.accept(new TerminalCompleted(WORKFLOW, task.id(), terminal.id(), commit(), List.of(), null));
        } else if (reviews.fails()) {
            ReviewIssue issue = new ReviewIssue("a.txt", 1, "major", "wrong", null);
            journal.accept(
                    new ReviewRejected(WORKFLOW, task.id(), terminal.id(), subject(round), commit(), List.of(issue)));
        } else {
            journal.accept(new ReviewPassed(WORKFLOW, task.id(), terminal.id(), subject(round), commit(), null));
        }
    }

    private static TerminalId subject(Round round) {
        return Optional.ofNullable(round.subject()).orElseThrow();
    }

    private TerminalState terminal(TerminalId id) {
        return state.get().terminal(id).orElseThrow();
    }

    private ReportedCommit commit() {
        commits++;
        return new ReportedCommit("c" + commits, "branch", "message " + commits, CommitSource.BRANCH);
    }
}
