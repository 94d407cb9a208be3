package io.gitcortex.core.run;

import io.gitcortex.GitCortexException;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * What a workflow's loop has to do, in order. What a host sends is bounded: when it is full, the host is told. What comes
 * back from the workflow's own acts has a lane that is never full: it is bounded by the acts under way.
 *
 * <p>Thread-safe.
 */
final class Mailbox {
    static final int HOST_LIMIT = 1_000;

    private final Object lock = new Object();
    private final Deque<Runnable> fromHosts = new ArrayDeque<>();
    private final Deque<Runnable> results = new ArrayDeque<>();
    private boolean look;
    private boolean closed;

    /** From the workflow's own acts. */
    void post(Runnable step) {
        synchronized (lock) {
            if (!closed) {
                results.addLast(step);
            }
        }
    }

    /** Something outside may have changed. Any number of these are one. */
    void hint() {
        synchronized (lock) {
            look = true;
        }
    }

    /**
     * From a host.
     *
     * @throws GitCortexException if too much waits already, or the loop has ended
     */
    void offer(Runnable step) {
        synchronized (lock) {
            if (closed) {
                throw new GitCortexException("This process no longer runs the workflow");
            }
            if (fromHosts.size() >= HOST_LIMIT) {
                throw new GitCortexException(
                        "More than " + HOST_LIMIT + " requests wait for this workflow; try again later");
            }
            fromHosts.addLast(step);
        }
    }

    /** Takes the next step: results first, since they free what others wait for. */
    @Nullable
    Runnable next() {
        synchronized (lock) {
            return results.isEmpty() ? fromHosts.pollFirst() : results.pollFirst();
        }
    }

    /** Puts a step back that could not be taken now. */
    void putBack(Runnable step) {
        synchronized (lock) {
            results.addFirst(step);
        }
    }

    /** Whether something outside may have changed since the last time this was asked. */
    boolean takeHint() {
        synchronized (lock) {
            boolean was = look;
            look = false;
            return was;
        }
    }

    boolean isEmpty() {
        synchronized (lock) {
            return !look && results.isEmpty() && fromHosts.isEmpty();
        }
    }

    void close() {
        synchronized (lock) {
            closed = true;
            results.clear();
            fromHosts.clear();
        }
    }
}
