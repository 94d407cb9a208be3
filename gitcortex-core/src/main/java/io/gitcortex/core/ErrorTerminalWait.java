package io.gitcortex.core;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Lets those who look into a failure finish before everything is closed: until they are done, the grace is over, the thread is
 * interrupted, or closing is asked for a second time. Thread-safe.
 */
final class ErrorTerminalWait {
    /** Closing takes some seconds; whoever asks for it a second time does not wait for ever. */
    private static final long CLOSING_SECONDS = 30;

    private final CompletableFuture<@Nullable Void> hurried = new CompletableFuture<>();
    private final CountDownLatch closed = new CountDownLatch(1);

    /**
     * Waits. Blocks.
     *
     * @return true if the thread was interrupted; its flag is clear then, so that what follows may still block
     */
    boolean await(CompletableFuture<?> over, Duration grace) {
        try {
            CompletableFuture.anyOf(over, hurried).get(grace.toMillis(), TimeUnit.MILLISECONDS);
            return false;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException("Waiting for an error terminal failed", e.getCause());
        } catch (InterruptedException e) {
            return true;
        }
    }

    /** Everything is closed. A thread that was interrupted while it waited finds its flag set again. */
    void done(boolean interrupted) {
        closed.countDown();
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Ends the wait, and blocks until everything is closed. */
    void hurry() {
        hurried.complete(null);
        try {
            closed.await(CLOSING_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
