package io.gitcortex.core.terminal;

import io.gitcortex.model.SessionId;
import io.gitcortex.model.WorkflowId;
import io.gitcortex.terminal.ProcessIdentity;
import io.gitcortex.terminal.TerminalException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The sessions of this process. Thread-safe. Methods block as long as an operating system takes.
 */
public interface Terminals extends AutoCloseable {
    /** Told, once, that a session is over: its process tree is gone. Called on a thread of the session; must not block. */
    @FunctionalInterface
    interface EndListener {
        /** The session is over; the exit code is empty if it is not known. */
        void ended(SessionId sessionId, OptionalInt exitCode);
    }

    /**
     * Writes the round's files and opens a session for it.
     *
     * @return the process
     * @throws TerminalException if it cannot be opened; nothing is left behind
     */
    ProcessIdentity open(SessionOrder order, EndListener listener) throws InterruptedException;

    /**
     * Types a line.
     *
     * @throws TerminalException if there is no such session, or it does not take the text
     */
    void type(SessionId sessionId, String text) throws InterruptedException;

    /** When a session last printed something, or was opened; empty if there is no such session. */
    Optional<Instant> lastHeard(SessionId sessionId);

    /** Ends a session and its process tree; the listener is told. Nothing happens if it is over already. */
    void end(SessionId sessionId) throws InterruptedException;

    /** Ends what sessions of an earlier process have left. */
    int reap(Collection<SessionId> sessions) throws InterruptedException;

    /** The sessions that a workflow has had, as far as their logs tell: also those that a journal knows no more. */
    List<SessionId> logged(WorkflowId workflow);

    /** Ends every session. Idempotent, bounded. */
    @Override
    void close();
}
