package io.gitcortex.testkit.bus;

import static org.assertj.core.api.Assertions.assertThat;

import io.gitcortex.bus.BusMessage;
import io.gitcortex.bus.MessageBus;
import io.gitcortex.bus.Subscription;
import io.gitcortex.bus.Topic;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class FaultyMessageBusTest {
    private static final Topic TOPIC = new Topic("terminal:one");

    @Test
    void messages_are_lost_doubled_and_reordered() {
        DirectBus direct = new DirectBus();
        List<Integer> got = new ArrayList<>();
        try (FaultyMessageBus faulty = FaultyMessageBus.around(direct, 7);
                Subscription ignored = faulty.subscribe(TOPIC, message -> got.add(Inbox.number(message)))) {
            for (int i = 0; i < 1000; i++) {
                faulty.publish(TOPIC, Inbox.message(i));
            }
            faulty.flush();

            assertThat(ignored.dropped()).isZero();
            assertThat(got).hasSize((int) (1000 - faulty.lost() + faulty.doubled()));
            assertThat(new HashSet<>(got)).hasSize((int) (1000 - faulty.lost()));
            assertThat(got).isNotEqualTo(got.stream().sorted().toList());
            assertThat(faulty.lost()).isBetween(50L, 250L);
            assertThat(faulty.doubled()).isBetween(50L, 250L);
            assertThat(faulty.delayed()).isBetween(100L, 400L);
        }
        assertThat(direct.closed).isTrue();
    }

    @Test
    void one_seed_makes_the_same_choices_and_another_others() {
        assertThat(deliveriesWith(42)).isEqualTo(deliveriesWith(42)).isNotEqualTo(deliveriesWith(43));
    }

    @Test
    void what_is_held_back_when_the_bus_closes_is_lost() {
        DirectBus direct = new DirectBus();
        FaultyMessageBus faulty = FaultyMessageBus.around(direct, 7);
        for (int i = 0; i < 100; i++) {
            faulty.publish(TOPIC, Inbox.message(i));
        }

        faulty.close();

        assertThat(faulty.lost() + direct.published - faulty.doubled()).isEqualTo(100);
    }

    private static List<Integer> deliveriesWith(long seed) {
        List<Integer> got = new ArrayList<>();
        FaultyMessageBus faulty = FaultyMessageBus.around(new DirectBus(), seed);
        faulty.subscribe(TOPIC, message -> got.add(Inbox.number(message)));
        for (int i = 0; i < 100; i++) {
            faulty.publish(TOPIC, Inbox.message(i));
        }
        faulty.close();
        return got;
    }

    /** Delivers on the publishing thread, so that what arrives is what was published. */
    private static final class DirectBus implements MessageBus {
        private final List<Consumer<? super BusMessage>> subscribers = new ArrayList<>();
        private int published;
        private boolean closed;

        @Override
        public void publish(Topic topic, BusMessage message) {
            published++;
            subscribers.forEach(subscriber -> subscriber.accept(message));
        }

        @Override
        public Subscription subscribe(Topic topic, Consumer<? super BusMessage> subscriber) {
            subscribers.add(subscriber);
            return new Subscription() {
                @Override
                public long dropped() {
                    return 0;
                }

                @Override
                public void close() {
                    subscribers.remove(subscriber);
                }
            };
        }

        @Override
        public void close() {
            closed = true;
        }
    }
}
