package io.gitcortex.core.terminal;

import io.gitcortex.terminal.TerminalException;
import io.gitcortex.terminal.TerminalOutput;
import io.gitcortex.terminal.TerminalSession;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalInt;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Follows a session to its end: keeps its log, sees that nothing of it is left, and tells the listener once. */
final class SessionWatch implements Runnable {
    private static final Logger log = LoggerFactory.getLogger(SessionWatch.class);
    private static final int PIECE = 64 * 1024;
    private static final Duration LOOK = Duration.ofSeconds(1);
    /** Time for a tree to end by itself before it is killed. */
    static final Duration GRACE = Duration.ofSeconds(2);

    /** What {@link TerminalSession} allows between the end of the output and the exit code, and a little more. */
    private static final Duration DRAIN = Duration.ofSeconds(3);

    private final TerminalSession session;
    private final Path logFile;
    private final SessionListener listener;
    private final Clock clock;
    private volatile Instant lastHeard;

    SessionWatch(TerminalSession session, Path logFile, Clock clock, SessionListener listener) {
        this.session = session;
        this.clock = clock;
        this.lastHeard = clock.instant();
        this.logFile = logFile;
        this.listener = listener;
    }

    /** When the session last printed something, or was opened. */
    Instant lastHeard() {
        return lastHeard;
    }

    @Override
    public void run() {
        OptionalInt exitCode = OptionalInt.empty();
        try {
            keepLog();
            exitCode = session.awaitExit(DRAIN);
            // The first process may be gone and its children not: the seat is free when all are.
            session.end(GRACE);
        } catch (InterruptedException e) {
            log.debug("Session {} is no longer followed", session.id());
        } catch (TerminalException e) {
            log.warn("Session {} has left processes behind: {}", session.id(), e.getMessage());
        } finally {
            close();
            listener.ended(session.id(), exitCode);
        }
    }

    /** A process that nobody may kill must not keep its seat: that the session is over is told whatever closing says. */
    private void close() {
        try {
            session.close();
        } catch (TerminalException e) {
            log.warn("Session {} could not be closed whole: {}", session.id(), e.getMessage());
        }
    }

    /** A log that cannot be written is a pity; output that is not read is not: the transport drains it anyway. */
    private void keepLog() throws InterruptedException {
        long offset = 0;
        try (SessionLog file = SessionLog.open(logFile)) {
            while (true) {
                TerminalOutput output = session.read(offset, PIECE, LOOK);
                if (output.offset() > offset) {
                    file.gap(output.offset() - offset);
                }
                if (output.nextOffset() > offset) {
                    lastHeard = clock.instant();
                }
                file.append(output.bytes());
                offset = output.nextOffset();
                if (output.isEnded()) {
                    return;
                }
            }
        } catch (IOException e) {
            log.warn("The log of session {} cannot be written: {}", session.id(), e.getMessage());
            listen(offset);
        }
    }

    /** Without a log it must still be known whether the session says anything. */
    private void listen(long from) throws InterruptedException {
        TerminalOutput output = session.read(from, PIECE, LOOK);
        while (!output.isEnded()) {
            long offset = output.nextOffset();
            output = session.read(offset, PIECE, LOOK);
            if (output.nextOffset() > offset) {
                lastHeard = clock.instant();
            }
        }
    }
}
