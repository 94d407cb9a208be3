package io.gitcortex.pty;

import io.gitcortex.terminal.ProcessIdentity;
import io.gitcortex.terminal.TerminalConnectTimeoutException;
import io.gitcortex.terminal.TerminalException;
import io.gitcortex.terminal.TerminalSpec;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the one thread of a session does: starts the process, drains its output until both have ended, and closes the terminal.
 * Only this thread reads, so only it can know when closing is safe.
 */
final class SessionThread implements Runnable {
    static final Logger LOG = LoggerFactory.getLogger(SessionThread.class);

    /** How long output may go on after the end of the process: a descendant may hold the terminal open for ever. */
    private static final Duration DRAIN_LIMIT = Duration.ofSeconds(2);

    /**
     * pty4j 0.13 writes a byte into a pipe of the terminal after it has noticed the end of the process. Closed before that, the
     * pipe's number may already belong to somebody else's file.
     */
    private static final Duration CLOSE_DELAY = Duration.ofMillis(250);

    private static final Duration KILL_LIMIT = Duration.ofSeconds(10);
    private static final Duration SHORTEST_POLL = Duration.ofMillis(1);
    private static final Duration LONGEST_POLL = Duration.ofMillis(20);
    private static final Duration START_POLL = Duration.ofNanos(200_000);

    /** How often a flood is interrupted to see whether its source still lives. */
    private static final int READS_BETWEEN_CHECKS = 256;

    /** The exit code of a process that SIGKILL has ended, as shells say it. */
    private static final int KILLED = 137;

    private final TerminalSpec spec;
    private final PtyLauncher launcher;
    private final ProcessTable table;
    private final OutputRing ring;
    private final CompletableFuture<OpenedTerminal> opened = new CompletableFuture<>();
    private long started;
    private long endedAt;
    private Duration poll = SHORTEST_POLL;

    SessionThread(TerminalSpec spec, PtyLauncher launcher, ProcessTable table, OutputRing ring) {
        this.spec = spec;
        this.launcher = launcher;
        this.table = table;
        this.ring = ring;
    }

    void start() {
        started = System.nanoTime();
        Thread thread = new Thread(this, "gitcortex-pty-" + spec.sessionId());
        thread.setDaemon(true);
        thread.start();
    }

    /** Completed when the process has started. Whoever completes it earlier, exceptionally, has a late process ended. */
    CompletableFuture<OpenedTerminal> opened() {
        return opened;
    }

    @Override
    public void run() {
        try {
            PtyDevice device = launcher.launch(spec);
            serve(device);
        } catch (TerminalException e) {
            opened.completeExceptionally(e);
        } catch (IOException e) {
            opened.completeExceptionally(new TerminalException(
                    "Session " + spec.sessionId() + " could not be opened: " + e.getMessage() + "; see the cause", e));
        } catch (Throwable e) {
            opened.completeExceptionally(
                    new TerminalException("Session " + spec.sessionId() + " could not be opened; see the cause", e));
        }
    }

    /** From here on there is a process: whatever happens, it is not left behind, and its terminal is closed. */
    private void serve(PtyDevice device) {
        try {
            OpenedTerminal terminal = describe(device);
            awaitProgram(device);
            if (opened.complete(terminal)) {
                LOG.info("Session {} has opened, process {}", spec.sessionId(), device.pid());
            } else {
                LOG.info("Session {} opened after nobody waited for it any more; it is ended", spec.sessionId());
                new ProcessTree(terminal.processes(), "session " + spec.sessionId()).kill();
            }
            follow(terminal);
        } catch (Throwable e) {
            giveUp(device, e);
        } finally {
            release(device);
        }
    }

    private OpenedTerminal describe(PtyDevice device) {
        long pid = device.pid();
        Instant startedAt = ProcessHandle.of(pid)
                .flatMap(handle -> handle.info().startInstant())
                .orElseGet(Instant::now);
        ProcessRow root = table.row(pid).orElse(null);
        return new OpenedTerminal(
                device,
                new ProcessIdentity(pid, startedAt, BootId.ofThisHost()),
                SessionProcesses.of(table, spec.sessionId().value(), pid, root));
    }

    /** Until it has become the program it is a copy of this JVM, with a handler that swallows SIGTERM; perhaps for ever. */
    private void awaitProgram(PtyDevice device) {
        long deadline = started + spec.connectTimeout().toNanos();
        while (!table.hasBecomeProgram(device.pid()) && device.exitCode().isEmpty()) {
            if (System.nanoTime() >= deadline) {
                opened.completeExceptionally(new TerminalConnectTimeoutException(spec.connectTimeout()));
                return;
            }
            LockSupport.parkNanos(START_POLL.toNanos());
        }
    }

    private void follow(OpenedTerminal terminal) throws IOException {
        PtyDevice device = terminal.device();
        byte[] buffer = new byte[PtyDevice.BUFFER];
        OptionalInt code = device.exitCode();
        while (code.isEmpty()) {
            readSome(device, buffer);
            code = device.exitCode();
        }
        endedAt = System.nanoTime();
        lookForOrphans(terminal);
        drain(device, buffer, endedAt + DRAIN_LIMIT.toNanos());
        ring.end(code.getAsInt());
        LOG.info("Session {} has ended with {} after {} bytes", spec.sessionId(), code.getAsInt(), ring.total());
    }

    /** Nobody must wait for ever for a session that this thread cannot go on with. */
    private void giveUp(PtyDevice device, Throwable reason) {
        LOG.error("Session {} is given up and its process killed", spec.sessionId(), reason);
        opened.completeExceptionally(
                reason instanceof TerminalException failure
                        ? failure
                        : new TerminalException("Session " + spec.sessionId() + " has failed; see the cause", reason));
        device.kill();
        long deadline = System.nanoTime() + KILL_LIMIT.toNanos();
        while (device.exitCode().isEmpty() && System.nanoTime() < deadline) {
            LockSupport.parkNanos(LONGEST_POLL.toNanos());
        }
        endedAt = System.nanoTime();
        ring.end(device.exitCode().orElse(KILLED));
    }

    private void release(PtyDevice device) {
        for (long left = CLOSE_DELAY.toNanos(); left > 0; left = endedAt + CLOSE_DELAY.toNanos() - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
        try {
            device.close();
        } catch (IOException e) {
            LOG.warn("The terminal of session {} could not be closed", spec.sessionId(), e);
        }
    }

    private void lookForOrphans(OpenedTerminal terminal) {
        try {
            terminal.processes().rootHasEnded();
        } catch (TerminalException e) {
            // Whoever ends the session looks again, and is told.
            LOG.warn("Session {} has ended; what it has left could not be looked for", spec.sessionId(), e);
        }
    }

    private void readSome(PtyDevice device, byte[] buffer) throws IOException {
        int count = device.await(buffer);
        if (count < 0) {
            // Not the end while the process lives: it may have closed its terminal, or not have opened it yet.
            LockSupport.parkNanos(poll.toNanos());
            poll = poll.compareTo(LONGEST_POLL) < 0 ? poll.multipliedBy(2) : LONGEST_POLL;
        } else {
            poll = SHORTEST_POLL;
        }
        for (int i = 0; i < READS_BETWEEN_CHECKS && count > 0; i++) {
            ring.append(buffer, count);
            count = device.take(buffer);
        }
        if (count > 0) {
            ring.append(buffer, count);
        }
    }

    private void drain(PtyDevice device, byte[] buffer, long deadline) {
        int count = device.take(buffer);
        while (count >= 0 && System.nanoTime() < deadline) {
            if (count == 0) {
                LockSupport.parkNanos(LONGEST_POLL.toNanos());
            } else {
                ring.append(buffer, count);
            }
            count = device.take(buffer);
        }
        if (count > 0) {
            ring.append(buffer, count);
        }
    }
}
