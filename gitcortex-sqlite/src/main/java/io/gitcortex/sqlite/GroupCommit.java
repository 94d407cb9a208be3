package io.gitcortex.sqlite;

import io.gitcortex.store.StoreException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/**
 * Writes of many callers in one commit, without a thread of its own: of the callers that wait, the first leads. It runs what is
 * queued, and what is queued meanwhile, each in a savepoint, commits once for all of them, and hands the lead to the first of
 * those who have come too late. So the disk is asked once for as many as were waiting for it.
 *
 * <p>Thread-safe.
 */
final class GroupCommit {
    /** Most writes in one commit: those that are run first wait for the last. */
    private static final int LARGEST_GROUP = 256;

    private final WriterConnection connection;
    private final Duration patience;
    private final ReentrantLock lock = new ReentrantLock();

    /** As long as there are callers: each waits for its own ticket, so the queue is bounded by the number of threads. */
    private final Deque<Ticket<?>> queue = new ArrayDeque<>();

    private boolean isLed;

    /**
     * @param patience how long a caller waits to be written: several times as long as a leader waits for another process
     */
    GroupCommit(WriterConnection connection, Duration patience) {
        this.connection = connection;
        this.patience = patience;
    }

    /**
     * Runs {@code work} in a transaction, and returns when it is on the disk.
     *
     * @param describe makes the caller's exception of SQLite's
     * @throws StoreException if it is not; nothing of it was written
     */
    <T> T write(Work<T> work, Function<SQLException, StoreException> describe) {
        Ticket<T> ticket = new Ticket<>(work, describe);
        if (enqueue(ticket)) {
            lead();
        } else {
            follow(ticket);
        }
        return ticket.outcome();
    }

    /** How many callers are queued; for tests. */
    int waiting() {
        lock.lock();
        try {
            return queue.size();
        } finally {
            lock.unlock();
        }
    }

    private boolean enqueue(Ticket<?> ticket) {
        lock.lock();
        try {
            queue.add(ticket);
            boolean leads = !isLed;
            isLed = true;
            return leads;
        } finally {
            lock.unlock();
        }
    }

    private void follow(Ticket<?> ticket) {
        Ticket.State state = ticket.await(patience);
        if (state == Ticket.State.WAITING) {
            state = giveUp(ticket);
        }
        if (state == Ticket.State.LEADING) {
            lead();
        }
    }

    /** The ticket's state, if it has changed in the last moment. */
    private Ticket.State giveUp(Ticket<?> ticket) {
        lock.lock();
        try {
            Ticket.State state = ticket.state();
            if (state != Ticket.State.WAITING) {
                return state;
            }
            boolean queued = queue.remove(ticket);
            throw new StoreException("Nothing could be written for " + patience.toSeconds() + " s. "
                    + (queued
                            ? "This write was taken back; try again."
                            : "Whether this write will be done is not known; read the workflow again."));
        } finally {
            lock.unlock();
        }
    }

    private void lead() {
        List<Ticket<?>> group = new ArrayList<>();
        try {
            commit(group);
        } finally {
            // First the next leader, then those who are done: it works while they are woken.
            handOver();
            group.forEach(Ticket::finish);
        }
    }

    private void commit(List<Ticket<?>> group) {
        boolean committed = false;
        try {
            List<Ticket<?>> next = takeInto(group);
            connection.begin();
            while (!next.isEmpty()) {
                for (Ticket<?> ticket : next) {
                    ticket.runIn(connection);
                }
                next = takeInto(group);
            }
            connection.commit();
            committed = true;
        } catch (SQLException e) {
            group.forEach(ticket -> ticket.fail(e));
        } finally {
            if (!committed) {
                connection.abandon();
                group.forEach(Ticket::drop);
            }
        }
    }

    /** Moves what is queued to the group; what has been moved. */
    private List<Ticket<?>> takeInto(List<Ticket<?>> group) {
        List<Ticket<?>> taken = new ArrayList<>();
        lock.lock();
        try {
            while (!queue.isEmpty() && group.size() < LARGEST_GROUP) {
                Ticket<?> ticket = queue.remove();
                group.add(ticket);
                taken.add(ticket);
            }
            return taken;
        } finally {
            lock.unlock();
        }
    }

    private void handOver() {
        lock.lock();
        try {
            Ticket<?> next = queue.peek();
            if (next == null) {
                isLed = false;
            } else {
                next.lead();
            }
        } finally {
            lock.unlock();
        }
    }
}
