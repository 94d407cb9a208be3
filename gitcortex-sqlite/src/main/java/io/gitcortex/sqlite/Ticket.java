package io.gitcortex.sqlite;

import io.gitcortex.store.StoreException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Objects;
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
        /** Queued, or run and not committed. */
        WAITING,
        /** Still queued, and the next to lead. */
        LEADING,
        /** Written, or failed for good. */
        DONE
    }

    private final Work<T> work;
    private final Function<SQLException, StoreException> describe;
    private final Thread caller = Thread.currentThread();
    private volatile State state = State.WAITING;
    private @Nullable T result;
    private @Nullable RuntimeException failure;

    Ticket(Work<T> work, Function<SQLException, StoreException> describe) {
        this.work = work;
        this.describe = describe;
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

    State state() {
        return state;
    }

    /** Tells the caller that it is the next to lead. */
    void lead() {
        state = State.LEADING;
        LockSupport.unpark(caller);
    }

    /** Tells the caller that {@link #outcome} is final. */
    void finish() {
        state = State.DONE;
        LockSupport.unpark(caller);
    }

    /** Waits until there is something to do for the caller's thread, or until {@code patience} is over. */
    State await(Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        boolean interrupted = false;
        long left = patience.toNanos();
        while (state == State.WAITING && left > 0) {
            LockSupport.parkNanos(this, left);
            // A write under way cannot be called back: the flag is put back for the caller to see.
            interrupted |= Thread.interrupted();
            left = deadline - System.nanoTime();
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return state;
    }

    T outcome() {
        if (failure != null) {
            throw failure;
        }
        return Objects.requireNonNull(result, "result");
    }
}
