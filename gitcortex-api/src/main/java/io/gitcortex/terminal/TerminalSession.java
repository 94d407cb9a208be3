package io.gitcortex.terminal;

import io.gitcortex.model.SessionId;
import java.time.Duration;
import java.util.OptionalInt;

/**
 * One live process in one pseudo-terminal.
 *
 * <p>Every implementation guarantees, and {@code TerminalTransportContract} of {@code gitcortex-testkit} checks, that:
 *
 * <ol>
 *   <li>output is always drained, whoever reads: a process never blocks because nobody looks;
 *   <li>at least the newest 256 KiB of output can be {@linkplain #read read} again, from any offset, by any number of
 *       readers; older output may be gone, which a reader sees as a gap in the offsets;
 *   <li>bytes written arrive in order and unchanged, save for what the terminal's line discipline does to them;
 *   <li>a write that the process does not take ends at its deadline with {@link TerminalException}, which says how many
 *       bytes were taken;
 *   <li>{@link #exitCode()} is present only when the process has ended and its output is drained (or two seconds have
 *       passed since it ended: a descendant may hold the terminal open);
 *   <li>{@link #end} leaves no process of the session behind, not even one that ignores SIGHUP or has left the process
 *       group or session, as far as the operating system lets it be found;
 *   <li>{@link #close()} ends the session, releases everything, and is idempotent.
 * </ol>
 *
 * <p>Thread-safe. Whoever opens a session closes it.
 */
public interface TerminalSession extends AutoCloseable {
    /**
     * The session's name.
     *
     * @return the id of its {@link TerminalSpec}
     */
    SessionId id();

    /**
     * The process that the session was opened with.
     *
     * @return its identity, also after it has ended
     */
    ProcessIdentity process();

    /**
     * Types bytes. Blocks until the terminal has taken them all.
     *
     * @param bytes what to type, raw; not changed, not kept
     * @param timeout how long to wait at most; positive
     * @throws TerminalException if the session has ended, or did not take all bytes in time; the message says how many it
     *     took
     * @throws InterruptedException if the thread is interrupted while it waits
     */
    void write(byte[] bytes, Duration timeout) throws InterruptedException;

    /**
     * Reads output from an offset. Blocks until there is some, the output has ended, or the time is over.
     *
     * @param offset where to begin, counted in bytes from the session's start; 0 for the start
     * @param maxBytes at most this many; positive
     * @param timeout how long to wait for the first byte; zero for not at all
     * @return what there is; empty if nothing came in time
     * @throws InterruptedException if the thread is interrupted while it waits
     */
    TerminalOutput read(long offset, int maxBytes, Duration timeout) throws InterruptedException;

    /**
     * How the process ended.
     *
     * @return its exit code (128 and the signal's number for a signal, as shells say it), or empty while the session lives
     */
    OptionalInt exitCode();

    /**
     * Waits for the end of the process and of its output.
     *
     * @param timeout how long to wait at most
     * @return as {@link #exitCode()}
     * @throws InterruptedException if the thread is interrupted while it waits
     */
    OptionalInt awaitExit(Duration timeout) throws InterruptedException;

    /**
     * Tells the process that its screen has another size.
     *
     * @param size the new size
     * @throws TerminalException if the session has ended
     */
    void resize(TerminalSize size);

    /**
     * Ends the whole process tree: SIGTERM, then SIGKILL for what is left. Returns when nothing is left. Idempotent.
     *
     * @param grace how long to wait between the two
     * @throws TerminalException if a process could not be ended
     * @throws InterruptedException if the thread is interrupted while it waits; the tree is then killed without grace
     */
    void end(Duration grace) throws InterruptedException;

    /** Ends the session without grace and releases everything. Idempotent. */
    @Override
    void close();
}
