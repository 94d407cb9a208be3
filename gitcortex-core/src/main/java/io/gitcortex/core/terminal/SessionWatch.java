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
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows a session to its end: keeps its log, has its screen looked at, sees that nothing of it is left, and tells the listener once.
 */
final class SessionWatch implements Runnable {
    private static final Logger log = LoggerFactory.getLogger(SessionWatch.class);
    private static final int PIECE = 64 * 1024;
    /** Time for a tree to end by itself before it is killed. */
    static final Duration GRACE = Duration.ofSeconds(2);

    /** What {@link TerminalSession} allows between the end of the output and the exit code, and a little more. */
    private static final Duration DRAIN = Duration.ofSeconds(3);

    private final TerminalSession session;
    private final Path logFile;
    private final Hearing hearing;
    private final SessionListener listener;
    private final Clock clock;
    private volatile Instant lastHeard;

    /**
     * What is done with a session.
     *
     * @param logFile where what it prints is kept
     * @param hearing listens to it
     * @param listener is told of its end
     */
    record Following(Path logFile, Hearing hearing, SessionListener listener) {}

    SessionWatch(TerminalSession session, Following following, Clock clock) {
        this.session = session;
        this.clock = clock;
        this.lastHeard = clock.instant();
        this.logFile = following.logFile();
        this.hearing = following.hearing();
        this.listener = following.listener();
    }

    /** When the session last printed something, or was opened. */
    Instant lastHeard() {
        return lastHeard;
    }

    @Override
    public void run() {
        OptionalInt exitCode = OptionalInt.empty();
        try {
            follow();
            exitCode = session.awaitExit(DRAIN);
            // The first process may be gone and its children not: the seat is free when all are.
            session.end(GRACE);
        } catch (InterruptedException e) {
            log.debug("Session {} is no longer followed", session.id());
        } catch (TerminalException e) {
            log.warn("Session {} has left processes behind: {}", session.id(), e.getMessage());
        } finally {
            hearing.over();
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

    private void follow() throws InterruptedException {
        try (Logbook logbook = new Logbook(logFile)) {
            long offset = 0;
            boolean ending = false;
            while (true) {
                TerminalOutput output = session.read(offset, PIECE, hearing.patience());
                logbook.keep(output, offset);
                if (output.nextOffset() > offset) {
                    lastHeard = clock.instant();
                }
                offset = output.nextOffset();
                if (output.isEnded()) {
                    return;
                }
                if (!ending && !hearing.hear(output.bytes())) {
                    ending = true;
                    session.end(GRACE);
                }
            }
        }
    }

    /** The log of a session, as long as it can be written: that it cannot is a pity, and nothing is to wait for it. */
    private final class Logbook implements AutoCloseable {
        private @Nullable SessionLog file;

        Logbook(Path path) {
            try {
                file = SessionLog.open(path);
            } catch (IOException e) {
                giveUp(e);
            }
        }

        void keep(TerminalOutput output, long offset) {
            if (file == null) {
                return;
            }
            try {
                if (output.offset() > offset) {
                    file.gap(output.offset() - offset);
                }
                file.append(output.bytes());
            } catch (IOException e) {
                giveUp(e);
                close();
            }
        }

        private void giveUp(IOException e) {
            log.warn("The log of session {} cannot be written: {}", session.id(), e.getMessage());
        }

        @Override
        public void close() {
            SessionLog open = file;
            file = null;
            if (open != null) {
                try {
                    open.close();
                } catch (IOException e) {
                    giveUp(e);
                }
            }
        }
    }
}
