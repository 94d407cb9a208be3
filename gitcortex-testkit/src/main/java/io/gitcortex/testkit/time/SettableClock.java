package io.gitcortex.testkit.time;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * Time that stands still until a test moves it.
 *
 * <p>Thread-safe.
 */
public final class SettableClock {
    private final Object lock = new Object();
    private final Clock clock = new Hands();
    private Instant now;

    private SettableClock(Instant now) {
        this.now = now;
    }

    /**
     * Begins at an instant.
     *
     * @param instant what is shown until it is moved
     * @return a new clock
     */
    public static SettableClock at(Instant instant) {
        return new SettableClock(instant);
    }

    /**
     * The clock, for those who read it. Its zone is UTC; it gives none for another.
     *
     * @return always the same
     */
    public Clock clock() {
        return clock;
    }

    /**
     * What it shows.
     *
     * @return the instant
     */
    public Instant instant() {
        synchronized (lock) {
            return now;
        }
    }

    /**
     * Moves it.
     *
     * @param by how far; backwards if negative
     */
    public void move(Duration by) {
        synchronized (lock) {
            now = now.plus(by);
        }
    }

    private final class Hands extends Clock {
        @Override
        public Instant instant() {
            return SettableClock.this.instant();
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException("A settable clock shows UTC only");
        }
    }
}
