package io.gitcortex.core;

import io.gitcortex.GitCortexException;
import io.gitcortex.core.terminal.LogReader;
import io.gitcortex.model.SessionId;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Reads what one session has printed, while it may go on printing.
 *
 * <p>Not thread-safe. Whoever opens it closes it.
 */
public final class SessionText implements AutoCloseable {
    private final SessionId session;
    private final LogReader reader;

    SessionText(Path file, SessionId session) {
        this.session = session;
        this.reader = LogReader.of(file);
    }

    /**
     * Whether there is a log: none before the session's process has started, and none after it was collected as garbage.
     *
     * @return true if something may come
     */
    public boolean exists() {
        return new SessionDirectory(reader.file().resolveSibling("")).exists() && reader.exists();
    }

    /**
     * Reads on. Returns at once.
     *
     * @return the next piece of plain text, some 64 KiB at most; empty if there is nothing more for now
     * @throws GitCortexException if the log cannot be read
     */
    public String next() {
        try {
            return exists() ? reader.next() : "";
        } catch (IOException e) {
            throw new GitCortexException("The log of session " + session + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** Releases what is open. Idempotent. */
    @Override
    public void close() {
        try {
            reader.close();
        } catch (IOException e) {
            throw new GitCortexException("The log of session " + session + " cannot be closed: " + e.getMessage(), e);
        }
    }
}
