package io.gitcortex.integration.simulation;

import java.time.Duration;
import java.util.List;
import java.util.Random;

/** Everything that is left open is drawn here, from the seed. Not thread-safe. */
final class Chance {
    private final Random random;

    Chance(long seed) {
        this.random = new Random(seed);
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    boolean oneIn(int count) {
        return random.nextInt(count) == 0;
    }

    boolean percent(int share) {
        return random.nextInt(100) < share;
    }

    <T> T of(List<T> things) {
        return things.get(random.nextInt(things.size()));
    }

    Duration upTo(Duration longest) {
        return Duration.ofNanos(1 + (long) (random.nextDouble() * longest.toNanos()));
    }

    Duration between(Duration shortest, Duration longest) {
        return shortest.plus(upTo(longest.minus(shortest)));
    }
}
