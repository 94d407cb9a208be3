package io.gitcortex.integration.simulation;

import io.gitcortex.core.llm.MonotonicTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * Virtual time, and what is to happen in it. Of what is due at the same time, chance says what comes first. Not thread-safe.
 */
final class Timeline extends Clock implements MonotonicTime {
    private static final Instant BEGINNING = Instant.parse("2026-01-01T00:00:00Z");

    private final Chance chance;
    private final PriorityQueue<Step> steps = new PriorityQueue<>(Comparator.comparingLong((Step step) -> step.due)
            .thenComparingInt(Step::lot)
            .thenComparingLong(Step::number));
    private long now;
    private long count;
    private Duration set = Duration.ZERO;

    private record Step(long due, int lot, long number, Runnable action) {}

    Timeline(Chance chance) {
        this.chance = chance;
    }

    void after(Duration delay, Runnable action) {
        count++;
        steps.add(new Step(now + delay.toNanos(), chance.below(Integer.MAX_VALUE), count, action));
    }

    /** Goes on to what is next; null if nothing is to happen any more. */
    @Nullable
    Runnable next() {
        Step step = steps.poll();
        if (step == null) {
            return null;
        }
        now = Math.max(now, step.due);
        return step.action;
    }

    /** Somebody sets the clock on the wall. What waits is not moved. */
    void jump(Duration by) {
        set = set.plus(by);
    }

    @Override
    public Duration now() {
        return Duration.ofNanos(now);
    }

    @Override
    public void sleep(Duration duration) {
        throw new UnsupportedOperationException("Nobody sleeps in a simulation");
    }

    @Override
    public Instant instant() {
        return BEGINNING.plusNanos(now).plus(set);
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
