package io.gitcortex.core.terminal;

import io.gitcortex.core.git.GitIdentity;
import io.gitcortex.core.terminal.attach.AttachTarget;
import io.gitcortex.core.terminal.dialect.Dialect;
import io.gitcortex.core.terminal.dialect.Dialects;
import io.gitcortex.model.SessionId;
import io.gitcortex.model.TerminalId;
import io.gitcortex.model.WorkflowId;
import io.gitcortex.terminal.ProcessIdentity;
import io.gitcortex.terminal.TerminalException;
import io.gitcortex.terminal.TerminalSession;
import io.gitcortex.terminal.TerminalTransport;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Holds the sessions of this process. Each is followed by a platform thread: its reads may pin a virtual one. */
public final class TerminalSupervisor implements Terminals {
    private static final Logger log = LoggerFactory.getLogger(TerminalSupervisor.class);
    private static final Duration WRITE_TIMEOUT = Duration.ofSeconds(10);
    /** For what is typed to a CLI that works: most take it up at once, and put it behind what they do. */
    private static final Duration TYPE_TIMEOUT = Duration.ofSeconds(60);

    private static final Duration QUIT_TIMEOUT = Duration.ofSeconds(4);
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);
    private static final int MAX_ENDERS = 16;

    private final TerminalTransport transport;
    private final Dialects dialects;
    private final DataFiles files;
    private final SessionOpener opener;
    private final Clock clock;
    private final Map<SessionId, Watched> sessions = new ConcurrentHashMap<>();

    private final Set<SessionId> takenOver = ConcurrentHashMap.newKeySet();

    private record Watched(
            SessionOrder.Ids ids, SessionOpener.Opened opened, Dialect dialect, SessionWatch watch, Thread thread) {
        TerminalSession session() {
            return opened.session();
        }

        Hearing hearing() {
            return opened.hearing();
        }
    }

    /**
     * What a supervisor works with.
     *
     * @param transport opens terminals; stays the giver's to close
     * @param dialects the coding CLIs
     * @param files where sessions keep their files
     * @param host the host's environment
     * @param identity who agents commit as
     * @param timing how long opening may take, and by which clock
     * @param keys the API keys that plans give to terminals
     */
    public record Equipment(
            TerminalTransport transport,
            Dialects dialects,
            DataFiles files,
            Map<String, String> host,
            GitIdentity identity,
            Timing timing,
            SeatKeys keys) {}

    /**
     * Time, for sessions.
     *
     * @param clock by which silence is measured
     * @param connectTimeout how long opening may take
     */
    public record Timing(Clock clock, Duration connectTimeout) {}

    /** A supervisor without sessions. */
    public TerminalSupervisor(Equipment equipment) {
        this.transport = equipment.transport();
        this.dialects = equipment.dialects();
        this.files = equipment.files();
        this.opener = new SessionOpener(equipment);
        this.clock = equipment.timing().clock();
    }

    @Override
    public ProcessIdentity open(SessionOrder order, SessionListener listener) throws InterruptedException {
        Dialect dialect = dialects.named(order.seat().cli().orElseThrow());
        SessionOpener.Opened opened = opener.open(order, dialect, listener);
        TerminalSession session = opened.session();
        SessionId id = session.id();
        SessionWatch watch = new SessionWatch(
                session, new SessionWatch.Following(opened.logFile(), opened.hearing(), ending(listener)), clock);
        Thread thread = new Thread(watch, "gitcortex-session-" + id);
        thread.setDaemon(true);
        sessions.put(id, new Watched(order.ids(), opened, dialect, watch, thread));
        thread.start();
        log.info(
                "Session {} of terminal {} is open, process {}",
                id,
                order.ids().terminal(),
                session.process().pid());
        return session.process();
    }

    private SessionListener ending(SessionListener listener) {
        return (ended, exitCode) -> {
            sessions.remove(ended);
            log.info("Session {} is over, exit code {}", ended, exitCode);
            listener.ended(ended, exitCode);
        };
    }

    @Override
    public void type(SessionId sessionId, String text) throws InterruptedException {
        Watched watched = sessions.get(sessionId);
        if (watched == null) {
            throw new TerminalException("Session " + sessionId + " is over; nothing was typed");
        }
        if (watched.hearing() instanceof ScreenHearing talking) {
            talking.dialogue().requests().await(text, TYPE_TIMEOUT);
        } else if (takenOver.contains(sessionId)) {
            throw new TerminalException("A person is attached to session " + sessionId + "; nothing was typed");
        } else {
            watched.session().write(TypedLine.of(text), WRITE_TIMEOUT);
        }
    }

    /** The session that holds a terminal's seat, for a person to take over. */
    public Optional<AttachTarget> attachable(WorkflowId workflow, TerminalId terminal) {
        return sessions.values().stream()
                .filter(watched -> watched.ids().workflow().equals(workflow))
                .filter(watched -> watched.ids().terminal().equals(terminal))
                .findFirst()
                .map(watched -> new Handover(watched.session(), watched.hearing(), takenOver));
    }

    @Override
    public Optional<Instant> readySince(SessionId sessionId) {
        return Optional.ofNullable(sessions.get(sessionId))
                .flatMap(watched -> watched.hearing().readySince());
    }

    @Override
    public boolean reportsByFile(String cli) {
        return dialects.reportsByFile(cli);
    }

    @Override
    public Optional<Instant> lastHeard(SessionId sessionId) {
        return Optional.ofNullable(sessions.get(sessionId))
                .map(watched -> watched.hearing()
                        .lastSaid()
                        .orElseGet(() -> watched.watch().lastHeard()));
    }

    @Override
    public void end(SessionId sessionId) throws InterruptedException {
        Watched watched = sessions.get(sessionId);
        if (watched != null) {
            sayGoodbye(watched);
            watched.session().end(SessionWatch.GRACE);
        }
    }

    /** A CLI that stands at its prompt is asked to go, so that it puts its conversation in order; it need not. */
    private static void sayGoodbye(Watched watched) throws InterruptedException {
        Optional<String> quit = watched.dialect().quit();
        if (quit.isEmpty()
                || watched.hearing().readySince().isEmpty()
                || !(watched.hearing() instanceof ScreenHearing talking)) {
            return;
        }
        try {
            talking.dialogue().requests().await(quit.get(), QUIT_TIMEOUT);
        } catch (TerminalException e) {
            log.debug("Session {} was asked to go: {}", watched.session().id(), e.getMessage());
        }
        OptionalInt unused = watched.session().awaitExit(QUIT_TIMEOUT);
    }

    @Override
    public int reap(Collection<SessionId> gone) throws InterruptedException {
        return gone.isEmpty() ? 0 : transport.reap(gone);
    }

    @Override
    public List<SessionId> logged(WorkflowId workflow) {
        return files.logged(workflow);
    }

    @Override
    public void close() {
        List<Watched> open = List.copyOf(sessions.values());
        try {
            endAll(open);
            for (Watched watched : open) {
                watched.thread().join(CLOSE_TIMEOUT.toMillis());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            open.forEach(TerminalSupervisor::close);
        }
    }

    /** All at the same time, and asked before they are killed: one that is killed inside git leaves its locks behind. */
    private static void endAll(List<Watched> open) throws InterruptedException {
        if (open.isEmpty()) {
            return;
        }
        AtomicInteger count = new AtomicInteger();
        ExecutorService enders = Executors.newFixedThreadPool(Math.min(open.size(), MAX_ENDERS), runnable -> {
            Thread thread = new Thread(runnable, "gitcortex-end-" + count.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
        try {
            open.forEach(watched -> enders.execute(() -> end(watched)));
            enders.shutdown();
            if (!enders.awaitTermination(CLOSE_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)) {
                log.warn("Not every session ended within {}; those left are killed", CLOSE_TIMEOUT);
            }
        } finally {
            enders.shutdownNow();
        }
    }

    private static void end(Watched watched) {
        try {
            watched.session().end(SessionWatch.GRACE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (TerminalException e) {
            log.warn("Session {} could not be ended: {}", watched.session().id(), e.getMessage());
        }
    }

    /** One that cannot be closed must not keep the others open. */
    private static void close(Watched watched) {
        try {
            watched.session().close();
        } catch (TerminalException e) {
            log.warn("Session {} could not be closed: {}", watched.session().id(), e.getMessage());
        }
    }
}
