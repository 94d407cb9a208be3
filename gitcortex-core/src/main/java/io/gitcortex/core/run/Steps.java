package io.gitcortex.core.run;

import io.gitcortex.bus.BusMessage.TerminalMessage;
import io.gitcortex.bus.Topic;
import io.gitcortex.core.act.TaskAct;
import io.gitcortex.core.act.TaskAct.Site;
import io.gitcortex.core.decide.Reviewers;
import io.gitcortex.core.git.CommitReader;
import io.gitcortex.core.git.RepositoryException;
import io.gitcortex.core.state.InstructionState;
import io.gitcortex.core.state.SessionState;
import io.gitcortex.core.state.TaskState;
import io.gitcortex.core.state.TerminalState;
import io.gitcortex.core.state.WorkflowState;
import io.gitcortex.core.terminal.Terminals;
import io.gitcortex.model.SessionId;
import io.gitcortex.model.TaskId;
import io.gitcortex.model.TerminalId;
import io.gitcortex.workflow.DecisionEvent.InstructionDone;
import io.gitcortex.workflow.DecisionEvent.InstructionFailed;
import io.gitcortex.workflow.DecisionEvent.InstructionStarted;
import io.gitcortex.workflow.Instruction;
import io.gitcortex.workflow.Instruction.CloseTerminal;
import io.gitcortex.workflow.Instruction.FixIssues;
import io.gitcortex.workflow.Instruction.MergeBranch;
import io.gitcortex.workflow.Instruction.ReviewCode;
import io.gitcortex.workflow.Instruction.SendToTerminal;
import io.gitcortex.workflow.Instruction.StartTask;
import io.gitcortex.workflow.Instruction.StartTerminal;
import io.gitcortex.workflow.TaskEvent.TaskStarted;
import io.gitcortex.workflow.TaskStatus;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Begins to carry an instruction out: marks it as begun, acts, and marks what came of it. Whatever a crash cuts off is begun
 * again from what the journal says. Runs on the loop.
 */
final class Steps {
    private final Journal journal;
    private final Acts acts;
    private final Rounds rounds;
    private final Merging merging;
    private final TaskAct tasks;
    private final Terminals terminals;
    private final AtOnce atOnce;
    private final CommitReader reader;
    private final Runnable changed;

    /** What steps are taken with. */
    record Means(Journal journal, Acts acts, Rounds rounds, Merging merging, AtOnce atOnce) {}

    Steps(Means means, Rooms rooms, Runnable changed) {
        this.journal = means.journal();
        this.acts = means.acts();
        this.rounds = means.rounds();
        this.merging = means.merging();
        this.atOnce = means.atOnce();
        this.reader = rooms.base().reader();
        this.tasks = rooms.acts().task();
        this.terminals = rooms.acts().terminals();
        this.changed = changed;
    }

    /** Carries out an instruction that can start and is legal. */
    void start(InstructionState open) {
        WorkflowState state = journal.state();
        Instruction instruction = open.instruction();
        Batch batch = Batch.of(new InstructionStarted(state.id(), open.number()));
        if (instruction instanceof StartTerminal start) {
            openRound(open.number(), start.terminalId(), null, batch);
        } else if (instruction instanceof FixIssues fix) {
            openRound(open.number(), fix.terminalId(), null, batch);
        } else if (instruction instanceof ReviewCode review) {
            review(open.number(), review, batch);
        } else if (isLong(instruction)) {
            journal.append(batch);
            carryOut(open);
        } else {
            atOnce.carryOut(open, batch);
        }
    }

    /** A model may name any commit; one that is not there is not for a reviewer to look for. */
    private void review(long number, ReviewCode review, Batch batch) {
        WorkflowState state = journal.state();
        TerminalState subject = state.terminal(review.terminalId()).orElseThrow();
        String hash = review.commitHash();
        boolean known = hash == null
                || subject.rounds()
                        .handoff()
                        .filter(handoff -> handoff.isCommit(hash))
                        .isPresent()
                || isThere(hash);
        if (known) {
            openRound(number, Reviewers.of(state, subject).orElseThrow().id(), subject.id(), batch);
        } else {
            journal.append(Batch.of(new InstructionFailed(
                    state.id(),
                    number,
                    "Commit " + hash + " is not in this repository; give its whole hash, or leave commit_hash out")));
        }
    }

    /** One that cannot be read now may be there: whoever opens the session reads it, and says what is wrong. */
    private boolean isThere(String hash) {
        try {
            return reader.commit(hash).isPresent();
        } catch (RepositoryException e) {
            return true;
        }
    }

    private static boolean isLong(Instruction instruction) {
        return instruction instanceof StartTask
                || instruction instanceof MergeBranch
                || instruction instanceof SendToTerminal
                || instruction instanceof CloseTerminal;
    }

    private void openRound(long number, TerminalId terminalId, @Nullable TerminalId subject, Batch batch) {
        TerminalState terminal = journal.state().terminal(terminalId).orElseThrow();
        boolean handedOn = Rounds.isHandedOn(journal.state(), terminal);
        journal.append(rounds.events(terminal, number, subject, batch));
        acts.begin(number);
        rounds.openSession(terminalId, handedOn, false);
    }

    /** Goes on with an instruction that was begun by a process that is gone. */
    void resume(InstructionState open) {
        Optional<TerminalState> round = roundOf(open.number());
        if (round.isPresent()
                && round.get()
                        .rounds()
                        .open()
                        .filter(own -> own.instruction() == open.number())
                        .isPresent()) {
            rounds.announce(round.get().id());
            // Only now it is under way: an announcement that could not be written is made again.
            acts.begin(open.number());
            rounds.openAnnounced(round.get().id());
        } else if (round.isPresent()) {
            // Its round has a result already: there is nothing left to open.
            journal.append(Batch.of(new InstructionDone(journal.state().id(), open.number())));
        } else if (isLong(open.instruction())) {
            carryOut(open);
        } else {
            atOnce.carryOut(open, new Batch());
        }
    }

    private Optional<TerminalState> roundOf(long number) {
        return journal.state().terminals().stream()
                .filter(terminal -> terminal.rounds()
                        .newest()
                        .filter(round -> round.instruction() == number)
                        .isPresent())
                .findFirst();
    }

    private void carryOut(InstructionState open) {
        Instruction instruction = open.instruction();
        if (instruction instanceof StartTask start) {
            prepare(open.number(), start.taskId());
        } else if (instruction instanceof MergeBranch merge) {
            acts.begin(open.number());
            merging.start(open.number(), merge.taskId());
        } else if (instruction instanceof SendToTerminal send) {
            type(open.number(), send);
        } else if (instruction instanceof CloseTerminal close) {
            close(open.number(), close.terminalId());
        }
    }

    private void prepare(long number, TaskId taskId) {
        WorkflowState state = journal.state();
        TaskState task = state.task(taskId).orElseThrow();
        String branch = Names.branch(state, task);
        Site site = new Site(
                branch,
                Names.directory(state, task),
                state.plan().base().orElseThrow(),
                task.plan().setup());
        acts.begin(number);
        acts.build(
                () -> Failpoint.BRANCH_MADE.after(tasks.prepare(site)),
                tip -> prepared(number, taskId, branch, tip),
                reason -> failed(number, reason));
    }

    private void prepared(long number, TaskId taskId, String branch, String tip) {
        WorkflowState state = journal.state();
        if (state.task(taskId)
                        .filter(task -> task.status() == TaskStatus.PENDING)
                        .isEmpty()
                || state.openInstruction(number).isEmpty()) {
            acts.finish(number);
            return; // Cancelled meanwhile.
        }
        TerminalState first = state.terminals(taskId).get(0);
        Batch batch = Batch.of(new TaskStarted(state.id(), taskId, branch, tip)).cursor("refs/heads/" + branch, tip);
        journal.append(rounds.events(first, number, null, batch));
        rounds.openSession(first.id(), false, false);
        changed.run();
    }

    private void type(long number, SendToTerminal send) {
        Optional<SessionId> session = journal.state()
                .terminal(send.terminalId())
                .flatMap(TerminalState::session)
                .map(SessionState::id);
        if (session.isEmpty()) {
            failed(number, "Terminal " + send.terminalId() + " has no PTY session");
            return;
        }
        acts.begin(number);
        acts.run(
                () -> {
                    terminals.type(session.get(), send.message());
                    return session.get();
                },
                typed -> {
                    done(number);
                    journal.publish(Topic.terminal(typed), new TerminalMessage(typed, send.message()));
                },
                reason -> failed(number, reason));
    }

    private void close(long number, TerminalId terminalId) {
        Optional<SessionId> session = journal.state()
                .terminal(terminalId)
                .flatMap(TerminalState::session)
                .map(SessionState::id);
        if (session.isEmpty()) {
            done(number);
            return; // Not begun: an outcome that could not be written is found anew.
        }
        acts.begin(number);
        acts.run(
                () -> {
                    terminals.end(session.get());
                    return number;
                },
                this::done,
                reason -> failed(number, reason));
    }

    private void done(long number) {
        if (journal.state().openInstruction(number).isPresent()) {
            journal.append(Batch.of(new InstructionDone(journal.state().id(), number)));
        }
        acts.finish(number);
        changed.run();
    }

    private void failed(long number, String reason) {
        if (journal.state().openInstruction(number).isPresent()) {
            journal.append(Batch.of(new InstructionFailed(journal.state().id(), number, reason)));
        }
        acts.finish(number);
        changed.run();
    }
}
