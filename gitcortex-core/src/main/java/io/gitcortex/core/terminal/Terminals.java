package io.gitcortex.core.terminal;

import io.gitcortex.model.SessionId;
import io.gitcortex.model.WorkflowId;
import io.gitcortex.terminal.ProcessIdentity;
import io.gitcortex.terminal.TerminalException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * The sessions of this process. Thread-safe. Methods block as long as an operating system takes.
 */
public interface Terminals extends AutoCloseable {
    /**
     * Writes the round's files and opens a session for it. What its CLI must be told is handed over afterwards, when its screen
     * shows that it listens; the listener is told.
     *
     * @return the process
     * @throws TerminalException if it cannot be opened; nothing is left behind
     */
    ProcessIdentity open(SessionOrder order, SessionListener listener) throws InterruptedException;

    /**
     * Types a line, as the session's dialect types it. Where the session shows a prompt, the line is the answer to that: one of its
     * options, or the text that it asks for.
     *
     * @throws TerminalException if there is no such session, or it does not take the text, or the text answers not what is asked
     */
    void type(SessionId sessionId, String text) throws InterruptedException;

    /**
     * When a session last said something, or was opened; empty if there is no such session. Where its screen is
     * looked at, a spinner that turns says nothing.
     */
    Optional<Instant> lastHeard(SessionId sessionId);

    /**
     * Since when a session that has been handed its text stands at its prompt again; empty if it is at work, if its dialect does
     * not tell, or if there is no such session.
     */
    default Optional<Instant> readySince(SessionId sessionId) {
        return Optional.empty();
    }

    /** Whether sessions of a CLI leave their reports as files, of which commits are made on their behalf. */
    default boolean reportsByFile(String cli) {
        return false;
    }

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
