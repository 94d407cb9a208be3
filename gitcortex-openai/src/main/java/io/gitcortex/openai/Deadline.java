package io.gitcortex.openai;

import java.time.Duration;

/** A moment by which a call must be over. Real time, since the other end lives in it. */
final class Deadline {
    /** Far enough to mean "never", near enough for arithmetic in nanoseconds. */
    private static final Duration FARTHEST = Duration.ofDays(365);

    private final long start = System.nanoTime();
    private final long nanos;

    private Deadline(long nanos) {
        this.nanos = nanos;
    }

    static Deadline in(Duration timeout) {
        return new Deadline((timeout.compareTo(FARTHEST) < 0 ? timeout : FARTHEST).toNanos());
    }

    /** Never negative. */
    long remainingNanos() {
        return Math.max(0, nanos - (System.nanoTime() - start));
    }
}
