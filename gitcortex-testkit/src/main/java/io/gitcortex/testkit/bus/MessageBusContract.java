package io.gitcortex.testkit.bus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gitcortex.bus.MessageBus;
import io.gitcortex.bus.Subscription;
import io.gitcortex.bus.Topic;
import io.gitcortex.testkit.waiting.Eventually;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What every {@link MessageBus} guarantees, as tests. Extend it, and give it a bus:
 *
 * <pre>{@code
 * class MyBusContractTest extends MessageBusContract {
 *     protected MessageBus newBus() { return new MyBus(); }
 * }
 * }</pre>
 *
 * <p>The names of the tests begin with the number of the guarantee in {@link MessageBus}.
 *
 * <p>Not thread-safe. JUnit makes a new one for each test.
 */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
public abstract class MessageBusContract {
    private static final Topic TOPIC = new Topic("terminal:one");
    private static final Topic OTHER = new Topic("terminal:two");
    /** A bus that lets more than this wait for one subscriber is not bounded in any useful sense. */
    private static final int FAR_TOO_MANY = 2_000_000;
    /** Few enough to wait for a subscriber on any bus. */
    private static final int FEW = 10;

    private final Gate gate = new Gate();
    private MessageBus bus;

    /** For subclasses. */
    protected MessageBusContract() {}

    /**
     * A bus that nobody has used yet.
     *
     * @return a new bus, which the contract closes
     * @throws Exception if there is none to be had; the test then fails
     */
    protected abstract MessageBus newBus() throws Exception;

    @BeforeEach
    final void open() throws Exception {
        bus = newBus();
    }

    @AfterEach
    final void close() {
        gate.open();
        if (bus != null) {
            bus.close();
        }
    }

    @Test
    final void guarantee_1_publishing_does_not_wait_for_a_subscriber_that_blocks() {
        bus.subscribe(TOPIC, message -> gate.pass());

        for (int i = 0; i < 100_000; i++) {
            bus.publish(TOPIC, Inbox.message(i));
        }
    }

    @Test
    final void guarantee_1_publishing_on_a_topic_without_subscribers_does_nothing() {
        assertThatCode(() -> bus.publish(TOPIC, Inbox.message(1))).doesNotThrowAnyException();
    }

    @Test
    final void guarantee_2_every_message_arrives_in_the_order_of_publishing() {
        Inbox inbox = new Inbox();
        bus.subscribe(TOPIC, inbox::add);

        for (int i = 0; i < 1000; i += FEW) {
            publish(TOPIC, i, i + FEW);
            inbox.awaitSize(i + FEW);
        }

        assertThat(inbox.numbers()).isEqualTo(numbers(0, 1000));
    }

    @Test
    final void guarantee_2_each_publishing_thread_keeps_its_own_order() throws Exception {
        Inbox inbox = new Inbox();
        bus.subscribe(TOPIC, inbox::add);
        List<Thread> publishers = new ArrayList<>();
        for (int p = 0; p < 4; p++) {
            int first = p * 1000;
            Thread publisher = new Thread(() -> publishSlowly(inbox, first), "bus-contract-publisher");
            publishers.add(publisher);
            publisher.start();
        }
        for (Thread publisher : publishers) {
            publisher.join();
        }

        inbox.awaitSize(400);
        for (int p = 0; p < 4; p++) {
            int first = p * 1000;
            assertThat(inbox.numbers())
                    .filteredOn(number -> number >= first && number < first + 1000)
                    .isEqualTo(numbers(first, first + 100));
        }
    }

    @Test
    final void guarantee_2_messages_of_one_subscriber_come_one_at_a_time() {
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        Inbox inbox = new Inbox();
        bus.subscribe(TOPIC, message -> {
            most.accumulateAndGet(inside.incrementAndGet(), Math::max);
            LockSupport.parkNanos(1000);
            inside.decrementAndGet();
            inbox.add(message);
        });

        for (int i = 0; i < 2000; i += FEW) {
            publish(TOPIC, i, i + FEW);
            inbox.awaitSize(i + FEW);
        }

        assertThat(most).hasValue(1);
    }

    @Test
    final void guarantee_2_every_subscriber_of_a_topic_gets_it_and_no_other() {
        Inbox first = new Inbox();
        Inbox second = new Inbox();
        Inbox elsewhere = new Inbox();
        bus.subscribe(TOPIC, first::add);
        bus.subscribe(TOPIC, second::add);
        bus.subscribe(OTHER, elsewhere::add);

        publish(TOPIC, 0, 3);
        publish(OTHER, 7, 8);

        first.awaitSize(3);
        second.awaitSize(3);
        elsewhere.awaitSize(1);
        assertThat(first.numbers()).containsExactly(0, 1, 2);
        assertThat(second.numbers()).containsExactly(0, 1, 2);
        assertThat(elsewhere.numbers()).containsExactly(7);
    }

    @Test
    final void guarantee_2_what_was_published_before_is_not_delivered() {
        Inbox inbox = new Inbox();
        publish(TOPIC, 0, 5);

        bus.subscribe(TOPIC, inbox::add);
        publish(TOPIC, 5, 6);

        inbox.awaitSize(1);
        assertThat(inbox.numbers()).containsExactly(5);
    }

    @Test
    final void guarantee_2_one_subscriber_that_blocks_holds_up_no_other() {
        Inbox inbox = new Inbox();
        bus.subscribe(TOPIC, message -> gate.pass());
        bus.subscribe(TOPIC, inbox::add);

        publish(TOPIC, 0, 5);

        inbox.awaitSize(5);
    }

    @Test
    final void guarantee_3_the_oldest_that_wait_are_lost_and_counted() {
        Inbox inbox = new Inbox();
        Gate reached = new Gate();
        Subscription slow = bus.subscribe(TOPIC, message -> {
            reached.open();
            gate.pass();
            inbox.add(message);
        });
        bus.publish(TOPIC, Inbox.message(0));
        reached.pass();

        int published = publishUntilSomeAreLost(slow, 1);
        gate.open();

        Eventually.isTrue(() -> inbox.size() + slow.dropped() >= published);
        List<Integer> got = inbox.numbers();
        assertThat(got.size() + slow.dropped()).isEqualTo(published);
        assertThat(got).isSorted().doesNotHaveDuplicates().contains(0, published - 1);
        assertThat(gapsIn(got)).as("places at which messages are missing").isEqualTo(1);
    }

    @Test
    final void guarantee_3_a_subscriber_that_has_caught_up_loses_nothing_more() {
        Inbox inbox = new Inbox();
        Subscription slow = bus.subscribe(TOPIC, message -> {
            gate.pass();
            inbox.add(message);
        });
        int published = publishUntilSomeAreLost(slow, 0);
        gate.open();
        Eventually.isTrue(() -> inbox.size() + slow.dropped() >= published);
        long droppedBefore = slow.dropped();

        publish(TOPIC, published, published + FEW);

        inbox.awaitLast(published + FEW - 1);
        assertThat(slow.dropped()).isEqualTo(droppedBefore);
    }

    @Test
    final void guarantee_4_a_subscriber_that_throws_gets_the_next_message_and_others_notice_nothing() {
        Inbox thrower = new Inbox();
        Inbox calm = new Inbox();
        bus.subscribe(TOPIC, message -> {
            thrower.add(message);
            if (Inbox.number(message) % 2 == 0) {
                throw new IllegalStateException("thrown on purpose by a subscriber");
            }
            throw new AssertionError("thrown on purpose by a subscriber");
        });
        bus.subscribe(TOPIC, calm::add);

        publish(TOPIC, 0, 6);

        thrower.awaitSize(6);
        calm.awaitSize(6);
        assertThat(thrower.numbers()).isEqualTo(calm.numbers());
    }

    @Test
    final void guarantee_5_a_subscriber_may_publish_and_subscribe() {
        Inbox answers = new Inbox();
        bus.subscribe(TOPIC, message -> {
            bus.subscribe(OTHER, answers::add);
            bus.publish(OTHER, Inbox.message(Inbox.number(message) + 100));
        });

        bus.publish(TOPIC, Inbox.message(1));

        answers.awaitSize(1);
        assertThat(answers.numbers()).containsExactly(101);
    }

    @Test
    final void guarantee_5_a_subscriber_may_publish_on_its_own_topic_more_than_can_wait() {
        Inbox inbox = new Inbox();
        CompletableFuture<Subscription> own = new CompletableFuture<>();
        own.complete(bus.subscribe(TOPIC, message -> {
            if (Inbox.number(message) == 0) {
                publishUntilSomeAreLost(own.join(), 1);
            }
            inbox.add(message);
        }));

        bus.publish(TOPIC, Inbox.message(0));

        Eventually.isTrue(() -> inbox.size() > 1);
        assertThat(inbox.numbers()).startsWith(0).isSorted();
    }

    @Test
    final void guarantee_5_a_subscriber_may_close_its_own_subscription() {
        Inbox inbox = new Inbox();
        Inbox other = new Inbox();
        CompletableFuture<Subscription> own = new CompletableFuture<>();
        own.complete(bus.subscribe(TOPIC, message -> {
            own.join().close();
            inbox.add(message);
        }));
        bus.subscribe(TOPIC, other::add);

        publish(TOPIC, 0, FEW);

        other.awaitSize(FEW);
        inbox.awaitSize(1);
        publish(TOPIC, FEW, FEW + 1);
        other.awaitSize(FEW + 1);
        assertThat(inbox.numbers()).containsExactly(0);
    }

    @Test
    final void guarantee_5_a_closed_subscription_gets_nothing_more() {
        Inbox closed = new Inbox();
        Inbox open = new Inbox();
        Subscription subscription = bus.subscribe(TOPIC, closed::add);
        bus.subscribe(TOPIC, open::add);
        publish(TOPIC, 0, 1);
        closed.awaitSize(1);

        subscription.close();
        subscription.close();
        publish(TOPIC, 1, 4);

        open.awaitSize(4);
        assertThat(closed.numbers()).containsExactly(0);
        assertThat(subscription.dropped()).isZero();
    }

    @Test
    final void guarantee_6_a_closed_bus_refuses_and_delivers_nothing() {
        Inbox inbox = new Inbox();
        bus.subscribe(TOPIC, message -> {
            inbox.add(message);
            gate.pass();
        });
        publish(TOPIC, 0, FEW);
        inbox.awaitSize(1);

        bus.close();
        gate.open();

        assertThatCode(bus::close).doesNotThrowAnyException();
        assertThatThrownBy(() -> bus.publish(TOPIC, Inbox.message(1))).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> bus.subscribe(TOPIC, inbox::add)).isInstanceOf(IllegalStateException.class);
        assertThat(inbox.numbers()).containsExactly(0);
    }

    @Test
    final void guarantee_6_closing_does_not_wait_for_ever_for_a_subscriber_that_does_not_return() {
        Gate inside = new Gate();
        bus.subscribe(TOPIC, message -> {
            inside.open();
            gate.passWhateverInterrupts();
        });
        bus.publish(TOPIC, Inbox.message(0));
        inside.pass();

        bus.close();
    }

    @Test
    final void guarantee_6_a_subscriber_may_close_the_bus() {
        Gate closed = new Gate();
        bus.subscribe(TOPIC, message -> {
            bus.close();
            closed.open();
        });

        bus.publish(TOPIC, Inbox.message(0));

        closed.pass();
    }

    private void publish(Topic topic, int from, int to) {
        for (int i = from; i < to; i++) {
            bus.publish(topic, Inbox.message(i));
        }
    }

    /** A hundred messages, a few at a time, since the inbox must keep up. */
    private void publishSlowly(Inbox inbox, int first) {
        for (int i = first; i < first + 100; i++) {
            bus.publish(TOPIC, Inbox.message(i));
            inbox.awaitNumber(i);
        }
    }

    /** The number after the last one published. */
    private int publishUntilSomeAreLost(Subscription slow, int first) {
        int next = first;
        while (slow.dropped() < 5) {
            assertThat(next).as("messages that wait for one subscriber").isLessThan(FAR_TOO_MANY);
            bus.publish(TOPIC, Inbox.message(next++));
        }
        return next;
    }

    private static int gapsIn(List<Integer> sorted) {
        return (int) IntStream.range(1, sorted.size())
                .filter(i -> sorted.get(i) != sorted.get(i - 1) + 1)
                .count();
    }

    private static List<Integer> numbers(int from, int to) {
        return IntStream.range(from, to).boxed().toList();
    }
}
