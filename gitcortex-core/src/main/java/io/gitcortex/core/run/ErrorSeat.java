package io.gitcortex.core.run;

import io.gitcortex.bus.BusMessage.TerminalMessage;
import io.gitcortex.bus.Topic;
import io.gitcortex.core.act.ErrorAct;
import io.gitcortex.core.decide.ErrorText;
import io.gitcortex.core.state.SessionState;
import io.gitcortex.core.state.TerminalState;
import io.gitcortex.core.state.WorkflowState;
import io.gitcortex.core.terminal.Terminals;
import io.gitcortex.model.ErrorSeverity;
import io.gitcortex.model.SessionId;
import io.gitcortex.model.TerminalId;
import io.gitcortex.terminal.ProcessIdentity;
import io.gitcortex.workflow.Instruction.FailWorkflow;
import io.gitcortex.workflow.TerminalEvent.SessionEnded;
import io.gitcortex.workflow.TerminalEvent.SessionOpened;
import io.gitcortex.workflow.TerminalEvent.SessionOpening;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the error terminal that its workflow has failed: once, whatever comes of it. A terminal that cannot be told is a
 * warning, and the workflow has failed all the same. Runs on the loop, but for {@link #over} and {@link #giveUp}.
 */
final class ErrorSeat {
    private static final Logger log = LoggerFactory.getLogger(ErrorSeat.class);

    private final Journal journal;
    private final Acts acts;
    private final Ids ids;
    private final ErrorAct act;
    private final Terminals terminals;
    private final Optional<TerminalId> chosen;
    private final Consumer<Runnable> loop;
    private final Runnable changed;
    private @Nullable Notice held;
    private volatile CompletableFuture<@Nullable Void> over = CompletableFuture.completedFuture(null);

    /** What is told, to whom, and whether a session must be opened for it. */
    record Notice(FailWorkflow failure, TerminalId terminal, SessionId session, boolean opens) {}

    /** Where notices come from and go to. */
    record Means(Journal journal, Acts acts) {}

    ErrorSeat(Means means, Rooms rooms, Consumer<Runnable> loop, Runnable changed) {
        this.journal = means.journal();
        this.acts = means.acts();
        this.ids = rooms.base().ids();
        this.act = rooms.acts().error();
        this.terminals = rooms.acts().terminals();
        this.chosen = rooms.model().config().errorTerminalId();
        this.loop = loop;
        this.changed = changed;
    }

    /** Whether a session is kept although its workflow is over: it looks into the failure. */
    boolean holds(SessionId session) {
        return held != null && held.session().equals(session);
    }

    /** Completed when no session looks into a failure of this workflow, or nobody waits for it any more. */
    CompletableFuture<@Nullable Void> over() {
        return over;
    }

    /** Nothing will come of what is under way. */
    void giveUp() {
        over.complete(null);
    }

    /** What is to be told when the batch is written, which is given the announcement of the session that it takes. */
    Optional<Notice> prepare(FailWorkflow failure, Batch batch) {
        if (failure.severity() == ErrorSeverity.MINOR) {
            return Optional.empty();
        }
        WorkflowState state = journal.state();
        // The plan's own comes before the host's.
        Optional<TerminalState> seat = state.terminals().stream()
                .filter(terminal -> terminal.taskId().isEmpty())
                .findFirst();
        Optional<TerminalState> terminal = seat.or(() -> chosen.flatMap(state::terminal));
        if (terminal.isEmpty()) {
            chosen.ifPresent(id -> warn(id, "Terminal " + id + " not found"));
            return Optional.empty();
        }
        TerminalId id = terminal.get().id();
        Optional<SessionId> live =
                terminal.get().session().filter(ErrorSeat::isOpen).map(SessionState::id);
        if (live.isEmpty() && seat.isEmpty()) {
            warn(id, "Terminal " + id + " has no PTY session");
            return Optional.empty();
        }
        SessionId session = live.orElseGet(ids::session);
        if (live.isEmpty()) {
            batch.add(new SessionOpening(state.id(), id, session));
        }
        return Optional.of(hold(new Notice(failure, id, session, live.isEmpty())));
    }

    private static boolean isOpen(SessionState session) {
        return session.process().isPresent();
    }

    private Notice hold(Notice notice) {
        over.complete(null);
        over = new CompletableFuture<>();
        held = notice;
        return notice;
    }

    /** Lets go of a session that is over. */
    void look() {
        Notice notice = held;
        if (notice != null
                && journal.state()
                        .terminal(notice.terminal())
                        .flatMap(TerminalState::session)
                        .filter(live -> live.id().equals(notice.session()))
                        .isEmpty()) {
            release();
        }
    }

    private void release() {
        held = null;
        over.complete(null);
    }

    /** Tells. The workflow has failed by now. */
    void tell(Notice notice) {
        if (!notice.opens()) {
            type(notice);
            return;
        }
        WorkflowState state = journal.state();
        TerminalState terminal = state.terminal(notice.terminal()).orElseThrow();
        ErrorAct.Opening opening = new ErrorAct.Opening(
                state,
                terminal,
                notice.session(),
                Names.directoryOutsideTheTasks(state, terminal.id()),
                ErrorText.of(notice.failure()));
        acts.run(
                () -> act.open(opening, (ended, exitCode) -> loop.accept(() -> ended(notice, exitCode))),
                process -> opened(notice, process),
                reason -> lost(notice, reason));
    }

    private void opened(Notice notice, ProcessIdentity process) {
        journal.append(Batch.of(new SessionOpened(journal.state().id(), notice.terminal(), notice.session(), process)));
        type(notice);
    }

    private void type(Notice notice) {
        String text = ErrorText.typed(notice.failure());
        SessionId session = notice.session();
        acts.run(
                () -> {
                    terminals.type(session, text);
                    return session;
                },
                typed -> journal.publish(Topic.terminal(typed), new TerminalMessage(typed, text)),
                reason -> notTyped(notice, reason));
    }

    /** A program that was started for this has the text in its instruction file; it need not read what is typed. */
    private void notTyped(Notice notice, String reason) {
        if (notice.opens()) {
            log.info("Session {} of the error terminal took nothing that was typed: {}", notice.session(), reason);
        } else {
            warn(notice.terminal(), reason);
            release();
            changed.run();
        }
    }

    private void lost(Notice notice, String reason) {
        warn(notice.terminal(), reason);
        ended(notice, OptionalInt.empty());
    }

    private void ended(Notice notice, OptionalInt exitCode) {
        Integer code = exitCode.isPresent() ? Integer.valueOf(exitCode.getAsInt()) : null;
        journal.append(Batch.of(new SessionEnded(journal.state().id(), notice.terminal(), notice.session(), code)));
        changed.run();
    }

    private void warn(TerminalId terminal, String reason) {
        log.warn(
                "Workflow {} fails, and its error terminal {} could not be told: {}",
                journal.state().id(),
                terminal,
                reason);
    }
}
