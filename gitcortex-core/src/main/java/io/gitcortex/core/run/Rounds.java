package io.gitcortex.core.run;

import io.gitcortex.core.act.SessionAct;
import io.gitcortex.core.act.SessionAct.Opening;
import io.gitcortex.core.decide.RoundText.Order;
import io.gitcortex.core.run.InstructionLedger.Issued;
import io.gitcortex.core.state.Round;
import io.gitcortex.core.state.TaskState;
import io.gitcortex.core.state.TaskState.Branch;
import io.gitcortex.core.state.TerminalState;
import io.gitcortex.core.state.WorkflowState;
import io.gitcortex.model.SessionId;
import io.gitcortex.model.TerminalId;
import io.gitcortex.terminal.ProcessIdentity;
import io.gitcortex.workflow.DecisionEvent.InstructionDone;
import io.gitcortex.workflow.RoundKind;
import io.gitcortex.workflow.TerminalEvent.ConversationLost;
import io.gitcortex.workflow.TerminalEvent.RoundFailed;
import io.gitcortex.workflow.TerminalEvent.RoundOpened;
import io.gitcortex.workflow.TerminalEvent.SessionEnded;
import io.gitcortex.workflow.TerminalEvent.SessionOpened;
import io.gitcortex.workflow.TerminalEvent.SessionOpening;
import java.util.HashSet;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Opens rounds and the sessions they are worked in, and settles the rounds whose sessions end without a result. Runs on the
 * loop.
 */
final class Rounds {
    private final Journal journal;
    private final Ids ids;
    private final SessionAct sessions;
    private final Acts acts;
    private final LastReading reading;
    private final SessionNews news;
    private final Runnable changed;
    private final Set<TerminalId> opening = new HashSet<>();

    /** What rounds are opened with. */
    record Means(Journal journal, Ids ids, SessionAct sessions, Acts acts, Sessions following) {}

    /** How sessions are followed, and read for the last time. */
    record Sessions(LastReading reading, SessionNews news) {}

    Rounds(Means means, Runnable changed) {
        this.journal = means.journal();
        this.ids = means.ids();
        this.sessions = means.sessions();
        this.acts = means.acts();
        this.reading = means.following().reading();
        this.news = means.following().news();
        this.changed = changed;
    }

    boolean isOpening(TerminalId terminal) {
        return opening.contains(terminal);
    }

    boolean isIdle() {
        return opening.isEmpty();
    }

    /** The events that open a round at a terminal and announce its session. */
    Batch events(TerminalState terminal, long instruction, @Nullable TerminalId subject, Batch batch) {
        WorkflowState state = journal.state();
        RoundKind kind = subject == null ? RoundKind.WORK : RoundKind.REVIEW;
        int number = terminal.rounds().count() + 1;
        terminal.taskId().ifPresent(task -> Questions.withdraw(state, task, batch));
        return batch.add(new RoundOpened(state.id(), terminal.id(), number, kind, subject, instruction))
                .add(new SessionOpening(state.id(), terminal.id(), ids.session()));
    }

    /**
     * Opens the session that has been announced for a terminal.
     *
     * @param again true if the terminal may have been given the same before
     */
    void openSession(TerminalId terminalId, boolean handedOn, boolean again) {
        WorkflowState state = journal.state();
        TerminalState terminal = state.terminal(terminalId).orElseThrow();
        SessionId session = terminal.session().orElseThrow().id();
        Round round = terminal.rounds().newest().orElseThrow();
        Issued issued = journal.ledger().issued(round.instruction()).orElseThrow();
        TaskState task = terminal.taskId().flatMap(state::task).orElseThrow();
        Opening order = new Opening(state, terminal, session, Names.directory(state, task), handedOn);
        Optional<String> conversation = terminal.talk().conversation();
        opening.add(terminalId);
        acts.run(
                () -> Failpoint.PROCESS_STARTED.after(sessions.open(
                        order,
                        new Order(issued.id(), issued.instruction(), again),
                        news.listener(
                                terminalId,
                                (ended, exitCode) ->
                                        over(new Ended(terminalId, ended, exitCode, conversation.isPresent()))))),
                process -> opened(terminalId, session, round.instruction(), process),
                reason -> refused(terminalId, session, round, reason));
    }

    /** Opens a round's session once more, because the process that had it is gone. */
    void reopen(TerminalId terminalId) {
        announce(terminalId);
        openAnnounced(terminalId);
    }

    /** Says that a round's session is opened once more. Nothing else is done as long as that cannot be written. */
    void announce(TerminalId terminalId) {
        journal.append(Batch.of(new SessionOpening(journal.state().id(), terminalId, ids.session())));
        Failpoint.ROUND_REOPENED.pass();
    }

    /** Opens the session that has just been announced. */
    void openAnnounced(TerminalId terminalId) {
        TerminalState terminal = journal.state().terminal(terminalId).orElseThrow();
        openSession(terminalId, isHandedOn(journal.state(), terminal), true);
    }

    /** Whether somebody else was the last to work in the terminal's worktree. */
    static boolean isHandedOn(WorkflowState state, TerminalState terminal) {
        return terminal.taskId()
                .flatMap(state::task)
                .flatMap(TaskState::branch)
                .flatMap(Branch::lastSeat)
                .filter(last -> !last.equals(terminal.id()))
                .isPresent();
    }

    private void opened(TerminalId terminalId, SessionId session, long instruction, ProcessIdentity process) {
        Batch batch = Batch.of(new SessionOpened(journal.state().id(), terminalId, session, process));
        journal.append(settle(batch, instruction));
        opening.remove(terminalId);
        acts.finish(instruction);
        changed.run();
    }

    private void refused(TerminalId terminalId, SessionId session, Round round, String reason) {
        Batch batch = Batch.of(new SessionEnded(journal.state().id(), terminalId, session, null));
        boolean open = journal.state()
                .terminal(terminalId)
                .flatMap(terminal -> terminal.rounds().open())
                .filter(now -> now.number() == round.number())
                .isPresent();
        if (open) { // A host may have reported its result meanwhile, or its task may have ended.
            batch.add(new RoundFailed(journal.state().id(), terminalId, round.number(), reason));
        }
        journal.append(settle(batch, round.instruction()));
        opening.remove(terminalId);
        acts.finish(round.instruction());
        changed.run();
    }

    /** The instruction is carried out when its session is open, or could not be: what becomes of the round is news. */
    private Batch settle(Batch batch, long instruction) {
        return journal.state().openInstruction(instruction).isPresent()
                ? batch.add(new InstructionDone(journal.state().id(), instruction))
                : batch;
    }

    /** A session that is over; and whether it was to go on with a conversation. */
    private record Ended(TerminalId terminal, SessionId session, OptionalInt exitCode, boolean resumed) {}

    /** A session is over. Its branch is read to the tip before the round is judged: it may have reported and gone. */
    private void over(Ended ended) {
        TerminalState terminal = journal.state().terminal(ended.terminal()).orElseThrow();
        if (!reading.read(terminal, ended.session(), () -> over(ended))) {
            return;
        }
        WorkflowState state = journal.state();
        Integer code =
                ended.exitCode().isPresent() ? Integer.valueOf(ended.exitCode().getAsInt()) : null;
        Batch batch = Batch.of(new SessionEnded(state.id(), ended.terminal(), ended.session(), code));
        TerminalState now = state.terminal(ended.terminal()).orElseThrow();
        boolean holds =
                now.session().filter(live -> live.id().equals(ended.session())).isPresent();
        now.rounds().open().filter(round -> holds).ifPresent(round -> judge(ended, now, round, batch));
        journal.append(batch);
        news.forget(ended.session());
        changed.run();
    }

    /** One that is parked goes on later; one whose CLI does not know its conversation any more begins another at once. */
    private void judge(Ended ended, TerminalState terminal, Round round, Batch batch) {
        if (terminal.talk().parkedUntil().isPresent()) {
            return;
        }
        Optional<String> conversation =
                terminal.talk().conversation().filter(own -> ended.resumed() && !news.wasDelivered(ended.session()));
        if (conversation.isPresent()) {
            batch.add(new ConversationLost(journal.state().id(), terminal.id(), conversation.get()));
            return; // The dispatcher opens another session for the round.
        }
        String reason = news.refusal(ended.session())
                .map(why -> "it could not be told what to do: " + why)
                .orElseGet(() -> ending(ended.exitCode()));
        batch.add(new RoundFailed(
                journal.state().id(), terminal.id(), round.number(), reason + reading.unaccepted(terminal)));
    }

    private static String ending(OptionalInt exitCode) {
        return exitCode.isPresent()
                ? "its session ended with exit code " + exitCode.getAsInt() + " and without a result"
                : "its session ended without a result";
    }
}
