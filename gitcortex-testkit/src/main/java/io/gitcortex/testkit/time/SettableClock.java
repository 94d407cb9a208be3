package io.gitcortex.testkit.time;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * A clock that stands still until it is moved. Its zone is UTC.
 *
 * <p>Thread-safe.
 */
public final class SettableClock extends Clock {
    private final Object lock = new Object();
    private Instant now;

    private SettableClock(Instant now) {
        this.now = now;
    }

    /**
     * A clock that shows an instant.
     *
     * @param instant what it shows until it is moved
     * @return a new clock
     */
    public static SettableClock at(Instant instant) {
        return new SettableClock(instant);
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

    @Override
    public Instant instant() {
        synchronized (lock) {
            return now;
        }
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    /**
     * Not supported: nobody who is tested with it asks for local time.
     *
     * @throws UnsupportedOperationException always
     */
    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("A settable clock shows UTC only");
    }
}
