package io.gitcortex.sqlite;

import io.gitcortex.store.StoreException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
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

    /** As long as there are callers: each waits for its own ticket, so the queue is bounded by the number of threads. */
    private final Queue<Ticket<?>> queue = new ConcurrentLinkedQueue<>();

    /** Whether somebody leads, or has been told to. */
    private final AtomicBoolean isLed = new AtomicBoolean();

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
        queue.add(ticket);
        if (isLed.compareAndSet(false, true)) {
            lead();
        }
        // A leader is done by now, unless a full group was queued before it.
        if (ticket.await(patience) == Ticket.State.LEADING) {
            lead();
        }
        return ticket.outcome();
    }

    /** How many callers are queued; for tests. */
    int waiting() {
        return queue.size();
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
        while (group.size() < LARGEST_GROUP) {
            Ticket<?> ticket = queue.poll();
            if (ticket == null) {
                break;
            }
            if (ticket.take()) {
                group.add(ticket);
                taken.add(ticket);
            }
        }
        return taken;
    }

    private void handOver() {
        while (true) {
            Ticket<?> next = queue.peek();
            if (next == null) {
                isLed.set(false);
                // Whoever has queued since the look found the lead taken, and waits.
                if (queue.isEmpty() || !isLed.compareAndSet(false, true)) {
                    return;
                }
            } else if (next.lead()) {
                return;
            } else {
                // Its caller has given up waiting.
                queue.remove(next);
            }
        }
    }
}
