package io.gitcortex.testkit.waiting;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * Waits for what another thread is about to do. Awaitility would do it too, but its jar has no module name that a published
 * module may require.
 */
public final class Eventually {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final long LOOK_EVERY_NANOS = TimeUnit.MILLISECONDS.toNanos(2);

    private Eventually() {}

    /**
     * Looks again and again until {@code condition} holds.
     *
     * @param condition looked at on this thread
     * @throws AssertionError if it does not hold within 30 seconds, or the thread is interrupted
     */
    public static void isTrue(BooleanSupplier condition) {
        long start = System.nanoTime();
        while (!condition.getAsBoolean()) {
            if (Thread.currentThread().isInterrupted()) {
                throw new AssertionError("Interrupted while a condition was awaited");
            }
            if (System.nanoTime() - start > PATIENCE.toNanos()) {
                throw new AssertionError("The condition did not hold within " + PATIENCE.toSeconds() + " s");
            }
            LockSupport.parkNanos(LOOK_EVERY_NANOS);
        }
    }
}
