package io.gitcortex.core.llm;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Time that only goes forward, and a way to let it pass. A wall clock may jump, and a timeout must not.
 *
 * <p>Thread-safe.
 */
public interface MonotonicTime {
    /**
     * How much time has passed since a moment that stays the same.
     *
     * @return never less than before
     */
    Duration now();

    /**
     * Waits.
     *
     * @param duration how long; zero and less is no wait
     * @throws InterruptedException if the thread is interrupted before or while it waits
     */
    void sleep(Duration duration) throws InterruptedException;

    /**
     * The time of this machine.
     *
     * @return a new source, which begins at zero
     */
    static MonotonicTime system() {
        long start = System.nanoTime();
        return new MonotonicTime() {
            @Override
            public Duration now() {
                return Duration.ofNanos(System.nanoTime() - start);
            }

            @Override
            public void sleep(Duration duration) throws InterruptedException {
                TimeUnit.NANOSECONDS.sleep(duration.toNanos());
            }
        };
    }
}
