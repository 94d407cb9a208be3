package io.gitcortex.sqlite;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/** Counts the calls that are under way, and lets none in once it is closed. Thread-safe. */
final class Gate {
    /** One for each call; whoever has all of them is alone. */
    private final Semaphore places = new Semaphore(Integer.MAX_VALUE);

    private final AtomicBoolean closed = new AtomicBoolean();

    /**
     * @throws IllegalStateException if the gate is closed
     */
    <T> T pass(Supplier<T> call) {
        if (closed.get() || !places.tryAcquire()) {
            throw new IllegalStateException("The store is closed");
        }
        try {
            return call.get();
        } finally {
            places.release();
        }
    }

    /** Closes the gate; false if it was closed already. */
    boolean close() {
        return closed.compareAndSet(false, true);
    }

    /** Waits for those who are inside; false if they are still there after {@code patience}. */
    boolean awaitEmpty(Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return places.tryAcquire(Integer.MAX_VALUE, deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
                } catch (InterruptedException e) {
                    // Closing half is worse than closing late; the flag is put back.
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
