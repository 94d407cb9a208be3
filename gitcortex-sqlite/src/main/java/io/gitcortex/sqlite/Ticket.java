package io.gitcortex.sqlite;

import io.gitcortex.store.StoreException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One caller's write: waits with its thread, is run by whoever leads, and is told how that ended once the commit is on the disk.
 *
 * <p>What the leader leaves here before it sets the state, the waiting thread sees after it has read the state.
 */
final class Ticket<T> {
    /** Where a ticket stands. */
    enum State {
        /** Queued. */
        WAITING,
        /** Queued, and its caller is the next to lead. */
        LEADING,
        /** Part of a transaction that has not ended. */
        TAKEN,
        /** Written, or failed for good. */
        DONE,
        /** Taken back by its caller. */
        WITHDRAWN
    }

    private final Work<T> work;
    private final Function<SQLException, StoreException> describe;
    private final Thread caller = Thread.currentThread();
    private final AtomicReference<State> state = new AtomicReference<>(State.WAITING);
    private @Nullable T result;
    private @Nullable RuntimeException failure;

    Ticket(Work<T> work, Function<SQLException, StoreException> describe) {
        this.work = work;
        this.describe = describe;
    }

    /** Tells the caller that it is the next to lead; false if it has gone. */
    boolean lead() {
        boolean waits = state.compareAndSet(State.WAITING, State.LEADING);
        LockSupport.unpark(caller);
        return waits;
    }

    /** Makes it part of the leader's transaction; false if the caller has gone. */
    boolean take() {
        return state.compareAndSet(State.WAITING, State.TAKEN) || state.compareAndSet(State.LEADING, State.TAKEN);
    }

    /**
     * Runs the work in a savepoint of its own, so that what it has done stands or falls alone.
     *
     * @throws SQLException if the savepoint itself fails: SQLite has given up the whole transaction
     */
    void runIn(WriterConnection connection) throws SQLException {
        connection.savepoint();
        try {
            result = work.run(connection.sql());
        } catch (SQLException e) {
            failure = describe.apply(e);
        } catch (RuntimeException e) {
            failure = e;
        }
        if (failure != null) {
            connection.rollBackToSavepoint();
        }
        connection.releaseSavepoint();
    }

    /** The transaction that this ticket is in has failed. What the work itself has failed with says more. */
    void fail(SQLException cause) {
        if (failure == null) {
            failure = describe.apply(cause);
        }
    }

    /** The transaction has failed, and nobody has said why. */
    void drop() {
        if (failure == null) {
            failure = new StoreException(
                    "The thread that wrote for this one and others has died. Nothing was written; try" + " again.");
        }
    }

    /** Tells the caller that {@link #outcome} is final. */
    void finish() {
        state.set(State.DONE);
        LockSupport.unpark(caller);
    }

    /**
     * Waits until there is something to do for the caller's thread.
     *
     * @return done, or leading
     * @throws StoreException if neither comes within {@code patience}
     */
    State await(Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        boolean interrupted = false;
        try {
            while (true) {
                State now = state.get();
                if (now == State.DONE || now == State.LEADING) {
                    return now;
                }
                long left = deadline - System.nanoTime();
                if (left <= 0) {
                    giveUp(patience);
                }
                LockSupport.parkNanos(this, left);
                // A write under way cannot be called back: the flag is put back for the caller to see.
                interrupted |= Thread.interrupted();
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Returns only if the state has changed in the last moment. */
    private void giveUp(Duration patience) {
        String after = "Nothing could be written for " + patience.toSeconds() + " s. ";
        if (state.compareAndSet(State.WAITING, State.WITHDRAWN)) {
            throw new StoreException(after + "This write was taken back; try again.");
        }
        if (state.get() == State.TAKEN) {
            throw new StoreException(after + "Whether this write will be done is not known; read the workflow again.");
        }
    }

    T outcome() {
        if (failure != null) {
            throw failure;
        }
        return Objects.requireNonNull(result, "result");
    }
}
