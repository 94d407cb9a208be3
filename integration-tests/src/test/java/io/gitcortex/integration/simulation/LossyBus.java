package io.gitcortex.integration.simulation;

import io.gitcortex.bus.BusMessage;
import io.gitcortex.bus.MessageBus;
import io.gitcortex.bus.Subscription;
import io.gitcortex.bus.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Loses, doubles and reorders what is published. */
final class LossyBus implements MessageBus {
    private static final Duration LATEST = Duration.ofSeconds(3);

    private final World world;
    private final Life life;
    private final List<Receiver> receivers = new ArrayList<>();

    private record Receiver(Topic topic, Consumer<? super BusMessage> subscriber) {}

    LossyBus(World world, Life life) {
        this.world = world;
        this.life = life;
    }

    @Override
    public void publish(Topic topic, BusMessage message) {
        for (Receiver receiver : receivers) {
            int copies = world.faults.isCalm() ? 1 : world.chance.below(3);
            for (int i = 0; i < copies && receiver.topic.equals(topic); i++) {
                life.later(world.chance.upTo(LATEST), () -> receiver.subscriber.accept(message));
            }
        }
    }

    @Override
    public Subscription subscribe(Topic topic, Consumer<? super BusMessage> subscriber) {
        Receiver receiver = new Receiver(topic, subscriber);
        receivers.add(receiver);
        return new Subscription() {
            @Override
            public long dropped() {
                return 0;
            }

            @Override
            public void close() {
                receivers.remove(receiver);
            }
        };
    }

    @Override
    public void close() {}
}
