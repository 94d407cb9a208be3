package io.gitcortex.core.llm;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait after a failure: {@code delay * 2^n * (0.8 to 1.2)}, so that those who failed together do not come back
 * together. Thread-safe, whatever the generator is.
 */
final class Backoff {
    private static final double LEAST = 0.8;
    private static final double MOST = 1.2;

    private final Duration delay;
    private final RandomGenerator random;
    private final Object lock = new Object();

    Backoff(Duration delay, RandomGenerator random) {
        this.delay = delay;
        this.random = random;
    }

    /** The wait after so many failures, the first of which is number 1. */
    Duration after(int failures) {
        double factor;
        synchronized (lock) {
            factor = random.nextDouble(LEAST, MOST);
        }
        double nanos = delay.toNanos() * Math.scalb(factor, failures - 1);
        // A cast of what is too large gives the largest.
        return Duration.ofNanos((long) nanos);
    }
}
