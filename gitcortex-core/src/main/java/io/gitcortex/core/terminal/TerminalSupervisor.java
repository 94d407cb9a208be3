package io.gitcortex.core.terminal;

import io.gitcortex.core.git.GitIdentity;
import io.gitcortex.model.Secret;
import io.gitcortex.model.SessionId;
import io.gitcortex.model.WorkflowId;
import io.gitcortex.terminal.ProcessIdentity;
import io.gitcortex.terminal.TerminalException;
import io.gitcortex.terminal.TerminalSession;
import io.gitcortex.terminal.TerminalSize;
import io.gitcortex.terminal.TerminalSpec;
import io.gitcortex.terminal.TerminalTransport;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);
    private static final int MAX_ENDERS = 16;

    private final TerminalTransport transport;
    private final Dialects dialects;
    private final DataFiles files;
    private final SessionEnvironment environment;
    private final SeatKeys keys;
    private final Clock clock;
    private final Duration connectTimeout;
    private final Map<SessionId, Watched> sessions = new ConcurrentHashMap<>();

    private record Watched(TerminalSession session, SessionWatch watch, Thread thread) {}

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
        this.environment = new SessionEnvironment(equipment.host(), equipment.identity());
        this.keys = equipment.keys();
        this.clock = equipment.timing().clock();
        this.connectTimeout = equipment.timing().connectTimeout();
    }

    @Override
    public ProcessIdentity open(SessionOrder order, EndListener listener) throws InterruptedException {
        Dialect dialect = dialects.named(order.seat().cli().orElseThrow());
        Path instruction = files.writeRound(order);
        List<String> command =
                dialect.commandLine(order.seat().command(), order.place().baseDirectoryOrNull(), instruction);
        if (command.isEmpty()) {
            throw new TerminalException("Terminal " + order.ids().terminal() + " has no command; the dialect '"
                    + dialect.name() + "' needs one in the plan");
        }
        SessionId id = order.ids().session();
        TerminalSession session = transport.open(new TerminalSpec(
                id,
                command,
                order.place().worktree(),
                environment(order, dialect, instruction),
                TerminalSize.DEFAULT,
                connectTimeout));
        watch(order, session, listener);
        log.info(
                "Session {} of terminal {} is open, process {}",
                id,
                order.ids().terminal(),
                session.process().pid());
        return session.process();
    }

    private Map<String, String> environment(SessionOrder order, Dialect dialect, Path instruction) {
        Map<String, String> variables = environment.of(order, dialect, new SessionFiles(instruction, files.helper()));
        Optional<Secret> key = keys.of(order.ids().workflow(), order.ids().terminal());
        if (key.isEmpty()) {
            return variables;
        }
        try (Secret secret = key.get()) {
            String name = dialect.keyVariable()
                    .orElseThrow(() -> new TerminalException(
                            "Terminal " + order.ids().terminal() + " has an API key, and the dialect '" + dialect.name()
                                    + "' names no variable for it"));
            secret.use(text -> variables.put(name, text));
            return variables;
        }
    }

    private void watch(SessionOrder order, TerminalSession session, EndListener listener) {
        SessionId id = session.id();
        try {
            Path logFile = files.log(order.ids().workflow(), id);
            SessionWatch watch = new SessionWatch(session, logFile, clock, (ended, exitCode) -> {
                sessions.remove(ended);
                log.info("Session {} is over, exit code {}", ended, exitCode);
                listener.ended(ended, exitCode);
            });
            Thread thread = new Thread(watch, "gitcortex-session-" + id);
            thread.setDaemon(true);
            sessions.put(id, new Watched(session, watch, thread));
            thread.start();
        } catch (IOException e) {
            session.close();
            throw new TerminalException("The log of session " + id + " cannot be opened: " + e.getMessage(), e);
        }
    }

    @Override
    public void type(SessionId sessionId, String text) throws InterruptedException {
        Watched watched = sessions.get(sessionId);
        if (watched == null) {
            throw new TerminalException("Session " + sessionId + " is over; nothing was typed");
        }
        watched.session().write(TypedLine.of(text), WRITE_TIMEOUT);
    }

    @Override
    public Optional<Instant> lastHeard(SessionId sessionId) {
        return Optional.ofNullable(sessions.get(sessionId))
                .map(watched -> watched.watch().lastHeard());
    }

    @Override
    public void end(SessionId sessionId) throws InterruptedException {
        Watched watched = sessions.get(sessionId);
        if (watched != null) {
            watched.session().end(SessionWatch.GRACE);
        }
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
