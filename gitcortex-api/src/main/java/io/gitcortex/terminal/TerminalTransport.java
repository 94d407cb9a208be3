package io.gitcortex.terminal;

import io.gitcortex.model.SessionId;
import java.util.Collection;

/**
 * Opens sessions: processes in terminals of their own.
 *
 * <p>Every implementation guarantees, and {@code TerminalTransportContract} of {@code gitcortex-testkit} checks, that:
 *
 * <ol>
 *   <li>{@link #open} answers or throws within the specification's connect timeout, and after it has thrown no process is
 *       left: a session that arrives late is ended;
 *   <li>the process sees a terminal on its standard streams, exactly the environment of the specification and
 *       {@link TerminalSpec#SESSION_VARIABLE}, and the working directory asked for; its terminal has the size asked for, if
 *       not from the very beginning, then right after it, told by SIGWINCH;
 *   <li>a working directory or program that does not exist is a {@link TerminalException} that names it, never a process
 *       somewhere else;
 *   <li>sessions are independent: none ends, slows or reads another;
 *   <li>{@link #reap} ends what sessions of an earlier JVM have left, finds it by the session variable or the like and
 *       never by a process id alone, and leaves everything else alone;
 *   <li>{@link #close()} closes the sessions that are still open; it is idempotent.
 * </ol>
 *
 * <p>Thread-safe. Whoever creates a transport closes it.
 */
public interface TerminalTransport extends AutoCloseable {
    /**
     * Opens a session. Blocks until its process has started.
     *
     * @param spec what it is to be
     * @return the session, which the caller closes
     * @throws TerminalConnectTimeoutException if it takes longer than {@link TerminalSpec#connectTimeout()}
     * @throws TerminalException if it cannot be opened: no such directory or program, no terminal left
     * @throws InterruptedException if the thread is interrupted while it waits; no process is left then
     * @throws IllegalStateException if this transport is closed
     */
    TerminalSession open(TerminalSpec spec) throws InterruptedException;

    /**
     * Ends every process of sessions that no living transport holds any more. Blocks until they are gone.
     *
     * @param sessions the sessions, by the ids with which they were opened, perhaps by an earlier JVM; those that are gone
     *     already are no error
     * @return how many processes were ended
     * @throws TerminalException if a process could not be ended, or the processes of this host cannot be listed
     * @throws InterruptedException if the thread is interrupted while it waits
     */
    int reap(Collection<SessionId> sessions) throws InterruptedException;

    /** Closes every open session. Idempotent. */
    @Override
    void close();
}
