package io.gitcortex.core.bus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.gitcortex.bus.BusMessage;
import io.gitcortex.bus.MessageBus;
import io.gitcortex.bus.Subscription;
import io.gitcortex.bus.Topic;
import io.gitcortex.model.SessionId;
import io.gitcortex.testkit.bus.FaultyMessageBus;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InProcessMessageBusTest {
    private static final Topic TOPIC = Topic.terminal(SessionId.of("one"));

    @Test
    void subscribers_are_called_on_named_daemon_threads() throws Exception {
        try (MessageBus bus = InProcessMessageBus.create()) {
            List<Thread> callers = callersOf(bus, 1);
            assertThat(callers)
                    .allMatch(Thread::isDaemon)
                    .allMatch(thread -> thread.getName().startsWith("gitcortex-bus-"));
        }
    }

    @Test
    @EnabledForJreRange(min = JRE.JAVA_21)
    void subscribers_are_called_on_virtual_threads_where_there_are_any() throws Exception {
        try (MessageBus bus = InProcessMessageBus.create()) {
            Thread caller = callersOf(bus, 1).get(0);
            assertThat(Thread.class.getMethod("isVirtual").invoke(caller)).isEqualTo(true);
        }
    }

    @Test
    void on_a_pool_a_hundred_subscribers_share_a_few_threads() throws Exception {
        var threads = BusThreads.pool();
        try (MessageBus bus = InProcessMessageBus.on(threads)) {
            assertThat(Set.copyOf(callersOf(bus, 100)))
                    .hasSizeLessThanOrEqualTo(Math.max(4, Runtime.getRuntime().availableProcessors()))
                    .allMatch(thread -> thread.getName().startsWith("gitcortex-bus-"));
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void no_thread_of_the_bus_outlives_it() throws Exception {
        List<Thread> callers;
        try (MessageBus bus = InProcessMessageBus.create()) {
            callers = callersOf(bus, 20);
        }
        await().until(() -> callers.stream().noneMatch(Thread::isAlive));
    }

    @Test
    void on_the_calling_thread_a_message_is_delivered_before_publish_returns() {
        List<BusMessage> got = new ArrayList<>();
        try (MessageBus bus = InProcessMessageBus.on(Runnable::run)) {
            bus.subscribe(TOPIC, got::add);

            bus.publish(TOPIC, message("now"));

            assertThat(got).containsExactly(message("now"));
        }
    }

    @Test
    void on_the_calling_thread_a_subscriber_may_answer_itself() {
        List<String> got = new ArrayList<>();
        try (MessageBus bus = InProcessMessageBus.on(Runnable::run)) {
            bus.subscribe(TOPIC, message -> {
                got.add(textOf(message));
                if (got.size() < 3) {
                    bus.publish(TOPIC, message(textOf(message) + "'"));
                }
            });

            bus.publish(TOPIC, message("a"));
        }
        assertThat(got).containsExactly("a", "a'", "a''");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void nothing_is_lost_uncounted_when_many_publish_to_many(boolean pooled) throws Exception {
        var threads = BusThreads.pool();
        int publishers = 4;
        int each = 20_000;
        List<Topic> topics = List.of(TOPIC, Topic.terminal(SessionId.of("two")), Topic.terminal(SessionId.of("three")));
        AtomicLong received = new AtomicLong();
        try (MessageBus bus = pooled ? InProcessMessageBus.on(threads) : InProcessMessageBus.create()) {
            List<Subscription> subscriptions = new ArrayList<>();
            for (int i = 0; i < 30; i++) {
                subscriptions.add(bus.subscribe(topics.get(i % topics.size()), message -> received.incrementAndGet()));
            }
            List<Thread> running = new ArrayList<>();
            for (int p = 0; p < publishers; p++) {
                Thread publisher = new Thread(() -> publishAll(bus, topics, each), "publisher");
                publisher.start();
                running.add(publisher);
            }
            for (Thread publisher : running) {
                publisher.join();
            }
            long deliveries = (long) publishers * each * 10;
            await().until(() -> received.get()
                            + subscriptions.stream()
                                    .mapToLong(Subscription::dropped)
                                    .sum()
                    == deliveries);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void a_faulty_bus_is_a_bus_all_the_same() {
        Set<String> got = ConcurrentHashMap.newKeySet();
        try (FaultyMessageBus bus = FaultyMessageBus.around(InProcessMessageBus.create(), 3)) {
            bus.subscribe(TOPIC, message -> got.add(textOf(message)));
            for (int i = 0; i < 200; i++) {
                bus.publish(TOPIC, message("m" + i));
            }
            bus.flush();
            await().until(() -> got.size() == 200 - bus.lost());
            assertThat(bus.lost()).isPositive();
        }
    }

    private static void publishAll(MessageBus bus, List<Topic> topics, int each) {
        for (int i = 0; i < each; i++) {
            bus.publish(topics.get(i % topics.size()), message("m"));
        }
    }

    /** The threads on which {@code subscribers} subscribers were called. */
    private static List<Thread> callersOf(MessageBus bus, int subscribers) throws InterruptedException {
        List<Thread> callers = Collections.synchronizedList(new ArrayList<>());
        CountDownLatch called = new CountDownLatch(subscribers);
        for (int i = 0; i < subscribers; i++) {
            bus.subscribe(TOPIC, message -> {
                callers.add(Thread.currentThread());
                called.countDown();
            });
        }
        bus.publish(TOPIC, message("hello"));
        assertThat(called.await(30, TimeUnit.SECONDS)).isTrue();
        return List.copyOf(callers);
    }

    private static BusMessage message(String text) {
        return new BusMessage.TerminalMessage(SessionId.of("one"), text);
    }

    private static String textOf(BusMessage message) {
        return ((BusMessage.TerminalMessage) message).text();
    }
}
