package io.gitcortex.benchmarks;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.locks.LockSupport;

/** A bus whose subscribers count what they get, and time it where they are told to. */
abstract class BenchmarkedBus implements AutoCloseable {
    /** Counters lie this far apart, or they would share a cache line and measure that. */
    private static final int STRIDE = 16;

    private static final long PAUSE_NANOS = 20_000;

    private final int topics;
    private final int subscribers;
    private final AtomicLongArray delivered;
    private final AtomicLongArray sentAt;
    private final AtomicInteger timed = new AtomicInteger();
    private volatile long[] timings = new long[0];

    BenchmarkedBus(int topics, int subscribers) {
        this.topics = topics;
        this.subscribers = subscribers;
        this.delivered = new AtomicLongArray(topics * subscribers * STRIDE);
        this.sentAt = new AtomicLongArray(topics);
    }

    /** Publishes the topic's one message. */
    abstract void publish(int topic);

    @Override
    public abstract void close();

    final void publishTimed(int topic) {
        sentAt.setRelease(topic, System.nanoTime());
        publish(topic);
    }

    final void timeDeliveries(int count) {
        timings = new long[count];
    }

    final long[] timings() {
        return timings.clone();
    }

    /** Called by one thread at a time for each pair. */
    final void delivered(int topic, int subscriber) {
        long[] times = timings;
        if (times.length > 0) {
            times[timed.getAndIncrement()] = System.nanoTime() - sentAt.getAcquire(topic);
        }
        int index = (topic * subscribers + subscriber) * STRIDE;
        delivered.setRelease(index, delivered.getPlain(index) + 1);
    }

    /** Waits until every subscriber has got so many messages of every topic. */
    final void awaitDelivered(long count) {
        for (int i = 0; i < topics * subscribers; i++) {
            while (delivered.getAcquire(i * STRIDE) < count) {
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        }
    }
}
