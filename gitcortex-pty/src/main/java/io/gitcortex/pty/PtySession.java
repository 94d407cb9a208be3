package io.gitcortex.pty;

import io.gitcortex.model.SessionId;
import io.gitcortex.terminal.ProcessIdentity;
import io.gitcortex.terminal.TerminalConnectTimeoutException;
import io.gitcortex.terminal.TerminalException;
import io.gitcortex.terminal.TerminalOutput;
import io.gitcortex.terminal.TerminalSession;
import io.gitcortex.terminal.TerminalSize;
import io.gitcortex.terminal.TerminalSpec;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/** A process in a pseudo-terminal. Thread-safe. */
final class PtySession implements TerminalSession {
    /** After the last process has gone, its output is soon in the ring, unless a stranger holds the terminal open. */
    private static final Duration EXIT_LIMIT = Duration.ofSeconds(5);

    private static final long FIRST_PAUSE_NANOS = 500_000;
    private static final long LONGEST_PAUSE_NANOS = 20_000_000;

    private final TerminalSpec spec;
    private final OutputRing ring = new OutputRing();
    private final SessionThread thread;
    private final Consumer<PtySession> whenClosed;

    /** Keeps the bytes of one write together. */
    private final ReentrantLock writeLock = new ReentrantLock(true);

    private volatile boolean gone;

    PtySession(TerminalSpec spec, PtyLauncher launcher, ProcessTable table, Consumer<PtySession> whenClosed) {
        this.spec = spec;
        this.thread = new SessionThread(spec, launcher, table, ring);
        this.whenClosed = whenClosed;
    }

    /** Starts the process, and waits as long as the specification allows. */
    void open() throws InterruptedException {
        thread.start();
        try {
            OpenedTerminal ignored = thread.opened().get(spec.connectTimeout().toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            giveUp(new TerminalConnectTimeoutException(spec.connectTimeout()));
        } catch (ExecutionException e) {
            throw rethrown(e);
        } catch (InterruptedException e) {
            // It may have opened at this very moment: then there is a process to be ended.
            close();
            throw e;
        }
    }

    private void giveUp(TerminalException reason) {
        if (thread.opened().completeExceptionally(reason)) {
            throw reason;
        }
        // Opened, or failed, between the end of the wait and this line.
        try {
            thread.opened().join();
        } catch (CompletionException e) {
            throw rethrown(e);
        }
    }

    private static TerminalException rethrown(Exception e) {
        return e.getCause() instanceof TerminalException cause
                ? cause
                : new TerminalException("A session could not be opened; see the cause", e);
    }

    @Override
    public SessionId id() {
        return spec.sessionId();
    }

    @Override
    public ProcessIdentity process() {
        return terminal().identity();
    }

    @Override
    public void write(byte[] bytes, Duration timeout) throws InterruptedException {
        if (timeout.isNegative() || timeout.isZero()) {
            throw new IllegalArgumentException("The timeout of a write must be positive, not " + timeout);
        }
        byte[] text = bytes.clone();
        long deadline = System.nanoTime() + timeout.toNanos();
        if (!writeLock.tryLock(timeout.toNanos(), TimeUnit.NANOSECONDS)) {
            throw notTaken(0, text.length, timeout);
        }
        try {
            int taken = type(text, deadline);
            if (taken < text.length) {
                throw notTaken(taken, text.length, timeout);
            }
        } finally {
            writeLock.unlock();
        }
    }

    private int type(byte[] text, long deadline) throws InterruptedException {
        PtyDevice device = terminal().device();
        long pause = FIRST_PAUSE_NANOS;
        int taken = 0;
        while (taken < text.length) {
            if (gone || exitCode().isPresent()) {
                throw new TerminalException("Session " + id() + " has ended; it took " + taken + " of " + text.length
                        + " bytes. Open another session to go on");
            }
            int count = device.write(text, taken);
            taken += Math.max(0, count);
            pause = count > 0 ? FIRST_PAUSE_NANOS : Math.min(LONGEST_PAUSE_NANOS, 2 * pause);
            long left = deadline - System.nanoTime();
            if (count <= 0 && left <= 0) {
                return taken;
            }
            if (count <= 0) {
                OptionalInt ignored = awaitExit(Duration.ofNanos(Math.min(pause, left)));
            }
        }
        return taken;
    }

    private TerminalException notTaken(int taken, int length, Duration timeout) {
        return new TerminalException("Session " + id() + " took " + taken + " of " + length + " bytes within " + timeout
                + ": its process does not read. Wait, or end the session");
    }

    @Override
    public TerminalOutput read(long offset, int maxBytes, Duration timeout) throws InterruptedException {
        return ring.read(offset, maxBytes, timeout);
    }

    @Override
    public OptionalInt exitCode() {
        return ring.exitCode();
    }

    @Override
    public OptionalInt awaitExit(Duration timeout) throws InterruptedException {
        return ring.awaitExit(timeout);
    }

    @Override
    public void resize(TerminalSize size) {
        if (exitCode().isPresent() || !terminal().device().resize(size)) {
            throw new TerminalException("Session " + id() + " has ended; its screen cannot be resized");
        }
    }

    @Override
    public void end(Duration grace) throws InterruptedException {
        if (grace.isNegative()) {
            throw new IllegalArgumentException("The grace must not be negative: " + grace);
        }
        if (!gone) {
            int ended = tree().end(grace);
            gone = true;
            SessionThread.LOG.debug("{} processes of session {} were ended", ended, id());
        }
        OptionalInt ignored = awaitExit(EXIT_LIMIT);
    }

    @Override
    public void close() {
        TerminalException reason = new TerminalException("Session " + id() + " was closed while it was being opened");
        boolean interrupted = Thread.interrupted();
        try {
            // If it has not opened by now, its thread ends what may still come.
            if (!thread.opened().completeExceptionally(reason)
                    && !thread.opened().isCompletedExceptionally()
                    && !gone) {
                tree().kill();
                gone = true;
            }
        } finally {
            whenClosed.accept(this);
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private ProcessTree tree() {
        return new ProcessTree(terminal().processes(), "session " + id());
    }

    private OpenedTerminal terminal() {
        return thread.opened().join();
    }
}
