package io.gitcortex.testkit.terminal;

import io.gitcortex.model.SessionId;
import io.gitcortex.terminal.ProcessIdentity;
import io.gitcortex.terminal.TerminalConnectTimeoutException;
import io.gitcortex.terminal.TerminalException;
import io.gitcortex.terminal.TerminalSession;
import io.gitcortex.terminal.TerminalSpec;
import io.gitcortex.terminal.TerminalTransport;
import java.nio.file.Files;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * A transport without processes: a {@link FakeProgram} plays each session. It keeps every promise of
 * {@link TerminalTransport} that can be kept without an operating system, records what it was asked for, and can be told to
 * fail. It starts no thread, and the processes that it speaks of have the same identities in every run.
 *
 * <pre>{@code
 * FakeTerminalTransport terminals = FakeTerminalTransport.running(terminal -> terminal.print("ready\r\n"));
 * }</pre>
 *
 * <p>Thread-safe.
 */
public final class FakeTerminalTransport implements TerminalTransport {
    /** Above every process id that a real system gives out. */
    private static final long FIRST_PID = 1_000_000_000L;

    private final Function<TerminalSpec, Optional<FakeProgram>> programs;
    private final Object lock = new Object();
    private final Map<SessionId, FakeSession> open = new HashMap<>();
    private final Map<SessionId, FakeTerminal> terminals = new HashMap<>();
    private final Map<SessionId, Integer> leftBehind = new HashMap<>();
    private final List<TerminalSpec> opened = new ArrayList<>();
    private final Deque<Function<TerminalSpec, TerminalException>> failures = new ArrayDeque<>();
    private boolean closed;

    private FakeTerminalTransport(Function<TerminalSpec, Optional<FakeProgram>> programs) {
        this.programs = programs;
    }

    /**
     * A transport on which every command runs the same program.
     *
     * @param program what every session does
     * @return a new transport, which the caller closes
     */
    public static FakeTerminalTransport running(FakeProgram program) {
        return choosing(spec -> Optional.of(program));
    }

    /**
     * A transport on which the command decides what runs.
     *
     * @param programs gives the program of a session, or empty if there is no such program
     * @return a new transport, which the caller closes
     */
    public static FakeTerminalTransport choosing(Function<TerminalSpec, Optional<FakeProgram>> programs) {
        return new FakeTerminalTransport(programs);
    }

    /**
     * Lets the next opening that is not spoken for yet fail. May be called several times, for several openings.
     *
     * @param failure what {@link #open} throws
     */
    public void failNextOpen(TerminalException failure) {
        synchronized (lock) {
            failures.add(spec -> failure);
        }
    }

    /** Lets the next opening that is not spoken for yet run into its connect timeout, without the wait. */
    public void timeOutNextOpen() {
        synchronized (lock) {
            failures.add(spec -> new TerminalConnectTimeoutException(spec.connectTimeout()));
        }
    }

    /**
     * Pretends that an earlier JVM has left processes of a session behind, for {@link #reap} to find.
     *
     * @param session the session
     * @param processes how many
     */
    public void leaveBehind(SessionId session, int processes) {
        synchronized (lock) {
            leftBehind.merge(session, processes, Integer::sum);
        }
    }

    /**
     * What was asked for.
     *
     * @return the specifications of all sessions that were opened, in order; failed ones are not among them
     */
    public List<TerminalSpec> opened() {
        synchronized (lock) {
            return List.copyOf(opened);
        }
    }

    /**
     * The process's side of a session, to see what was typed, or to let something happen to it.
     *
     * @param session a session that was opened, perhaps closed by now
     * @return its newest terminal
     * @throws IllegalArgumentException if there was no such session
     */
    public FakeTerminal terminal(SessionId session) {
        synchronized (lock) {
            return Optional.ofNullable(terminals.get(session))
                    .orElseThrow(() -> new IllegalArgumentException("No session " + session + " was opened"));
        }
    }

    @Override
    public TerminalSession open(TerminalSpec spec) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException("Interrupted before session " + spec.sessionId() + " was opened");
        }
        FakeSession session;
        synchronized (lock) {
            checkOpen();
            session = session(spec);
            opened.add(spec);
            open.put(spec.sessionId(), session);
            terminals.put(spec.sessionId(), session.terminal());
        }
        session.start();
        return session;
    }

    private FakeSession session(TerminalSpec spec) {
        Function<TerminalSpec, TerminalException> failure = failures.poll();
        if (failure != null) {
            throw failure.apply(spec);
        }
        if (open.containsKey(spec.sessionId())) {
            throw new TerminalException("Session " + spec.sessionId() + " is open already");
        }
        if (!Files.isDirectory(spec.workingDirectory())) {
            throw new TerminalException("The working directory " + spec.workingDirectory() + " of session "
                    + spec.sessionId() + " does not exist");
        }
        FakeProgram program = programs.apply(spec)
                .orElseThrow(() -> new TerminalException("The program "
                        + spec.command().get(0) + " of session " + spec.sessionId() + " does not exist"));
        long number = opened.size() + 1L;
        return new FakeSession(
                new FakeTerminal(spec),
                new ProcessIdentity(FIRST_PID + number, Instant.EPOCH.plusSeconds(number), "fake boot"),
                program,
                this::forget);
    }

    private void forget(FakeSession session) {
        synchronized (lock) {
            open.remove(session.id(), session);
        }
    }

    @Override
    public int reap(Collection<SessionId> sessions) {
        synchronized (lock) {
            checkOpen();
            int ended = 0;
            for (SessionId session : new HashSet<>(sessions)) {
                Integer processes = open.containsKey(session) ? null : leftBehind.remove(session);
                ended += processes == null ? 0 : processes;
            }
            return ended;
        }
    }

    private void checkOpen() {
        if (closed) {
            throw new IllegalStateException("This terminal transport is closed");
        }
    }

    @Override
    public void close() {
        List<FakeSession> left;
        synchronized (lock) {
            closed = true;
            left = List.copyOf(open.values());
        }
        left.forEach(FakeSession::close);
    }
}
