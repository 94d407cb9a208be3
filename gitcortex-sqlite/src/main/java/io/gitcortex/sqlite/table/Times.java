package io.gitcortex.sqlite.table;

import io.gitcortex.store.StoreException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Instants as the tables keep them: microseconds since 1970, rounded down. */
public final class Times {
    private Times() {}

    public static long micros(Instant instant) {
        try {
            return ChronoUnit.MICROS.between(Instant.EPOCH, instant.truncatedTo(ChronoUnit.MICROS));
        } catch (ArithmeticException e) {
            throw new StoreException("The time " + instant + " is too far away to be stored; choose one nearer", e);
        }
    }

    static Instant instant(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }
}
