package io.gitcortex.benchmarks;

import io.gitcortex.bus.BusMessage;
import io.gitcortex.bus.Topic;
import io.gitcortex.model.SessionId;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Flow;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.SubmissionPublisher;

/**
 * A {@link SubmissionPublisher} for each topic, found by the topic, as ours are; on a pool as large as ours. Its default, on a
 * machine with two processors, is a new thread for each wake.
 */
final class JdkBus extends BenchmarkedBus {
    private final ForkJoinPool threads = new ForkJoinPool(
            Math.max(4, Runtime.getRuntime().availableProcessors()),
            ForkJoinPool.defaultForkJoinWorkerThreadFactory,
            null,
            true);
    private final Map<Topic, SubmissionPublisher<BusMessage>> publishers = new ConcurrentHashMap<>();
    private final Topic[] topics;
    private final BusMessage[] messages;

    JdkBus(int count, int subscribers) {
        super(count, subscribers);
        topics = new Topic[count];
        messages = new BusMessage[count];
        for (int i = 0; i < count; i++) {
            SessionId session = SessionId.of("session-" + i);
            topics[i] = Topic.terminal(session);
            messages[i] = new BusMessage.TerminalMessage(session, "text");
            SubmissionPublisher<BusMessage> publisher = new SubmissionPublisher<>(threads, Flow.defaultBufferSize());
            publishers.put(topics[i], publisher);
            for (int j = 0; j < subscribers; j++) {
                publisher.subscribe(new Counter(this, i, j));
            }
        }
    }

    @Override
    void publish(int topic) {
        SubmissionPublisher<BusMessage> publisher = publishers.get(topics[topic]);
        if (publisher != null) {
            publisher.submit(messages[topic]);
        }
    }

    @Override
    public void close() {
        publishers.values().forEach(SubmissionPublisher::close);
        threads.shutdownNow();
    }

    private record Counter(JdkBus bus, int topic, int subscriber) implements Flow.Subscriber<BusMessage> {
        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            subscription.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(BusMessage message) {
            bus.delivered(topic, subscriber);
        }

        @Override
        public void onError(Throwable failure) {
            throw new IllegalStateException("A subscriber of the JDK's publisher failed", failure);
        }

        @Override
        public void onComplete() {
            // Nothing to count.
        }
    }
}
