package io.gitcortex.pty;

import io.gitcortex.terminal.ProcessIdentity;
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

    private static final Duration POLL = Duration.ofMillis(10);
    private static final Duration START_POLL = Duration.ofNanos(200_000);

    /** How often a flood is interrupted to see whether its source still lives. */
    private static final int READS_BETWEEN_CHECKS = 256;

    private final TerminalSpec spec;
    private final PtyLauncher launcher;
    private final ProcessTable table;
    private final OutputRing ring;
    private final CompletableFuture<OpenedTerminal> opened = new CompletableFuture<>();

    SessionThread(TerminalSpec spec, PtyLauncher launcher, ProcessTable table, OutputRing ring) {
        this.spec = spec;
        this.launcher = launcher;
        this.table = table;
        this.ring = ring;
    }

    void start() {
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
            OpenedTerminal terminal = open();
            if (opened.complete(terminal)) {
                LOG.info(
                        "Session {} has opened, process {}",
                        spec.sessionId(),
                        terminal.device().pid());
            } else {
                endLate(terminal);
            }
            follow(terminal);
        } catch (TerminalException e) {
            opened.completeExceptionally(e);
        } catch (IOException e) {
            opened.completeExceptionally(new TerminalException(
                    "Session " + spec.sessionId() + " could not be opened: " + e.getMessage() + "; see the cause", e));
        } catch (Throwable e) {
            LOG.error("The thread of session {} has failed", spec.sessionId(), e);
            opened.completeExceptionally(
                    new TerminalException("Session " + spec.sessionId() + " could not be opened; see the cause", e));
        }
    }

    private OpenedTerminal open() throws IOException {
        long deadline = System.nanoTime() + spec.connectTimeout().toNanos();
        PtyDevice device = launcher.launch(spec);
        long pid = device.pid();
        Instant startedAt = ProcessHandle.of(pid)
                .flatMap(handle -> handle.info().startInstant())
                .orElseGet(Instant::now);
        ProcessRow root = table.row(pid).orElse(null);
        // Until then it is a copy of this JVM, with a handler that swallows SIGTERM.
        while (!table.hasBecomeProgram(pid) && device.exitCode().isEmpty() && System.nanoTime() < deadline) {
            LockSupport.parkNanos(START_POLL.toNanos());
        }
        return new OpenedTerminal(
                device,
                new ProcessIdentity(pid, startedAt, BootId.ofThisHost()),
                SessionProcesses.of(table, spec.sessionId().value(), root));
    }

    private void endLate(OpenedTerminal terminal) {
        LOG.warn("Session {} opened after nobody waited for it any more; it is ended", spec.sessionId());
        new ProcessTree(terminal.processes(), "session " + spec.sessionId()).kill();
    }

    private void follow(OpenedTerminal terminal) throws IOException {
        PtyDevice device = terminal.device();
        byte[] buffer = new byte[PtyDevice.BUFFER];
        OptionalInt code = device.exitCode();
        while (code.isEmpty()) {
            readSome(device, buffer);
            code = device.exitCode();
        }
        long endedAt = System.nanoTime();
        terminal.processes().rootHasEnded();
        drain(device, buffer, endedAt + DRAIN_LIMIT.toNanos());
        ring.end(code.getAsInt());
        LOG.info("Session {} has ended with {} after {} bytes", spec.sessionId(), code.getAsInt(), ring.total());
        for (long left = CLOSE_DELAY.toNanos(); left > 0; left = endedAt + CLOSE_DELAY.toNanos() - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
        device.close();
    }

    private void readSome(PtyDevice device, byte[] buffer) throws IOException {
        int count = device.await(buffer);
        if (count < 0) {
            // Not the end while the process lives: it may have closed its terminal, or not have opened it yet.
            LockSupport.parkNanos(POLL.toNanos());
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
                LockSupport.parkNanos(POLL.toNanos());
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
