package io.gitcortex.core.bus;

import io.gitcortex.bus.BusMessage;
import io.gitcortex.bus.Subscription;
import io.gitcortex.bus.Topic;
import java.util.ArrayDeque;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What waits for one subscriber, and its way there: put in by any thread, taken out by at most one at a time. Bounded; when
 * full, the oldest that waits is lost and counted.
 */
final class Mailbox implements Subscription, Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(Mailbox.class);
    /** Taken out at once, since the lock costs more than a delivery. */
    private static final int BATCH = 64;
    /** Then the thread is given back, so that a busy subscriber does not keep others waiting. */
    private static final int MOST_BATCHES_IN_A_ROW = 16;

    private final Topic topic;
    private final Consumer<? super BusMessage> subscriber;
    private final InProcessMessageBus bus;
    private final Executor threads;
    private final int capacity;

    private final Object lock = new Object();
    private final ArrayDeque<BusMessage> waiting = new ArrayDeque<>();
    private long dropped;
    /** True from when a delivery is asked for until nothing waits: there is never a second one. */
    private boolean scheduled;

    private volatile @Nullable Thread deliverer;
    private volatile boolean closed;

    Mailbox(InProcessMessageBus bus, Topic topic, Consumer<? super BusMessage> subscriber) {
        this.bus = bus;
        this.topic = topic;
        this.subscriber = subscriber;
        this.threads = bus.threads();
        this.capacity = bus.capacity();
    }

    Topic topic() {
        return topic;
    }

    void put(BusMessage message) {
        synchronized (lock) {
            if (closed) {
                return;
            }
            if (waiting.size() == capacity) {
                waiting.removeFirst();
                dropped++;
            }
            waiting.addLast(message);
            if (scheduled) {
                return;
            }
            scheduled = true;
        }
        schedule();
    }

    @Override
    public void run() {
        deliverer = Thread.currentThread();
        try {
            BusMessage[] batch = new BusMessage[BATCH];
            for (int turn = 0; turn < MOST_BATCHES_IN_A_ROW; turn++) {
                int count = take(batch);
                if (count == 0) {
                    return;
                }
                for (int i = 0; i < count && !closed; i++) {
                    deliver(batch[i]);
                }
            }
        } finally {
            deliverer = null;
        }
        schedule();
    }

    @Override
    public long dropped() {
        synchronized (lock) {
            return dropped;
        }
    }

    @Override
    public void close() {
        synchronized (lock) {
            closed = true;
            waiting.clear();
        }
        bus.forget(this);
    }

    boolean isCalledOn(Thread thread) {
        return deliverer == thread;
    }

    /** Whether the delivery under way, if there is one, has ended in time. For a closed mailbox. */
    boolean awaitIdle(long deadlineNanos) throws InterruptedException {
        synchronized (lock) {
            while (scheduled) {
                long millisLeft = TimeUnit.NANOSECONDS.toMillis(deadlineNanos - System.nanoTime());
                if (millisLeft <= 0) {
                    return false;
                }
                lock.wait(millisLeft);
            }
            return true;
        }
    }

    private void schedule() {
        try {
            threads.execute(this);
        } catch (RejectedExecutionException e) {
            LOG.debug("Messages of {} are not delivered: the bus is closing", topic);
            becomeIdle();
        }
    }

    /** The next messages, into {@code batch}; if there are none, this mailbox is idle until the next {@link #put}. */
    private int take(BusMessage[] batch) {
        synchronized (lock) {
            int count = Math.min(batch.length, waiting.size());
            for (int i = 0; i < count; i++) {
                batch[i] = waiting.removeFirst();
            }
            if (count == 0) {
                scheduled = false;
                lock.notifyAll();
            }
            return count;
        }
    }

    private void becomeIdle() {
        synchronized (lock) {
            scheduled = false;
            lock.notifyAll();
        }
    }

    private void deliver(BusMessage message) {
        try {
            subscriber.accept(message);
        } catch (Throwable e) {
            // The root of the subscriber's work: whatever it throws, an Error too, is its own affair and not the bus's.
            LOG.warn(
                    "A subscriber of {} failed on a {}",
                    topic,
                    message.getClass().getSimpleName(),
                    e);
        }
    }
}
