package io.gitcortex.core.bus;

import io.gitcortex.bus.BusMessage;
import io.gitcortex.bus.MessageBus;
import io.gitcortex.bus.Subscription;
import io.gitcortex.bus.Topic;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A bus within this process. Each subscriber has a bounded mailbox (1,024 messages), which a shared thread empties in order;
 * a subscriber costs no thread while nothing is published for it.
 *
 * <p>Thread-safe. Whoever creates it closes it.
 */
public final class InProcessMessageBus implements MessageBus {
    private static final Logger LOG = LoggerFactory.getLogger(InProcessMessageBus.class);
    private static final int CAPACITY = 1024;
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(2);
    private static final long PATIENCE_AFTER_INTERRUPT_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final ConcurrentHashMap<Topic, List<Mailbox>> mailboxes = new ConcurrentHashMap<>();
    private final Executor threads;
    private final @Nullable ExecutorService ownThreads;
    private final Object closing = new Object();
    private volatile boolean closed;

    private InProcessMessageBus(Executor threads, @Nullable ExecutorService ownThreads) {
        this.threads = threads;
        this.ownThreads = ownThreads;
    }

    /**
     * A bus with threads of its own: virtual ones where the JDK has them, else a small pool. None is started before something
     * is published.
     *
     * @return a new bus, which the caller closes
     */
    public static InProcessMessageBus create() {
        ExecutorService threads = BusThreads.create();
        return new InProcessMessageBus(threads, threads);
    }

    /**
     * A bus that delivers on given threads. One that runs tasks at once, on the calling thread, gives a bus that delivers
     * before {@link #publish} returns, which a simulation on one thread needs.
     *
     * @param threads stays the caller's
     * @return a new bus, which the caller closes
     */
    public static InProcessMessageBus on(Executor threads) {
        return new InProcessMessageBus(threads, null);
    }

    @Override
    public void publish(Topic topic, BusMessage message) {
        requireOpen();
        List<Mailbox> subscribed = mailboxes.get(topic);
        if (subscribed == null) {
            return;
        }
        for (int i = 0; i < subscribed.size(); i++) {
            subscribed.get(i).put(message);
        }
    }

    @Override
    public Subscription subscribe(Topic topic, Consumer<? super BusMessage> subscriber) {
        requireOpen();
        Mailbox mailbox = new Mailbox(this, topic, subscriber);
        mailboxes.merge(topic, List.of(mailbox), InProcessMessageBus::joined);
        if (closed) {
            mailbox.close();
            requireOpen();
        }
        return mailbox;
    }

    @Override
    public void close() {
        synchronized (closing) {
            if (closed) {
                return;
            }
            closed = true;
        }
        List<Mailbox> ended = mailboxes.values().stream().flatMap(List::stream).toList();
        ended.forEach(Mailbox::close);
        Thread self = Thread.currentThread();
        boolean calledBySubscriber = ended.stream().anyMatch(mailbox -> mailbox.isCalledOn(self));
        if (calledBySubscriber) {
            // It cannot wait for itself.
            endThreads(false);
        } else {
            awaitThenInterrupt(ended);
        }
    }

    Executor threads() {
        return threads;
    }

    int capacity() {
        return CAPACITY;
    }

    void forget(Mailbox mailbox) {
        mailboxes.computeIfPresent(mailbox.topic(), (topic, all) -> {
            List<Mailbox> left = all.stream().filter(one -> one != mailbox).toList();
            return left.isEmpty() ? null : left;
        });
    }

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException("The message bus has been closed");
        }
    }

    private void awaitThenInterrupt(List<Mailbox> ended) {
        try {
            boolean idle = areIdle(ended, PATIENCE_NANOS);
            endThreads(!idle);
            if (!idle && !areIdle(ended, PATIENCE_AFTER_INTERRUPT_NANOS)) {
                LOG.warn("A subscriber did not return when the message bus was closed; it is left behind");
            }
        } catch (InterruptedException e) {
            endThreads(true);
            Thread.currentThread().interrupt();
        }
    }

    private static boolean areIdle(List<Mailbox> ended, long patienceNanos) throws InterruptedException {
        long deadline = System.nanoTime() + patienceNanos;
        for (Mailbox mailbox : ended) {
            if (!mailbox.awaitIdle(deadline)) {
                return false;
            }
        }
        return true;
    }

    private void endThreads(boolean interrupting) {
        if (ownThreads == null) {
            return;
        }
        if (interrupting) {
            ownThreads.shutdownNow();
        } else {
            ownThreads.shutdown();
        }
    }

    private static List<Mailbox> joined(List<Mailbox> some, List<Mailbox> more) {
        List<Mailbox> all = new ArrayList<>(some);
        all.addAll(more);
        return List.copyOf(all);
    }
}
