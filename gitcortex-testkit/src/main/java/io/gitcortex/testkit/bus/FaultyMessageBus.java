package io.gitcortex.testkit.bus;

import io.gitcortex.bus.BusMessage;
import io.gitcortex.bus.MessageBus;
import io.gitcortex.bus.Subscription;
import io.gitcortex.bus.Topic;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/**
 * A bus that loses, doubles and reorders messages on purpose: what uses a bus as a hint must work with this one too. Of eight
 * messages about one is lost, one is delivered twice, and two are held back until after later ones. One seed makes the same
 * choices for the same messages.
 *
 * <p>Thread-safe.
 */
public final class FaultyMessageBus implements MessageBus {
    private static final int MOST_HELD = 8;

    private final MessageBus bus;
    private final Object lock = new Object();
    private final SplittableRandom random;
    private final List<Publication> held = new ArrayList<>();
    private long lost;
    private long doubled;
    private long delayed;

    private FaultyMessageBus(MessageBus bus, long seed) {
        this.bus = bus;
        this.random = new SplittableRandom(seed);
    }

    /**
     * Makes a bus unreliable.
     *
     * @param bus the bus that carries what is left; closed with this one
     * @param seed decides which messages suffer
     * @return a new bus, which the caller closes
     */
    public static FaultyMessageBus around(MessageBus bus, long seed) {
        return new FaultyMessageBus(bus, seed);
    }

    @Override
    public void publish(Topic topic, BusMessage message) {
        List<Publication> due = new ArrayList<>();
        synchronized (lock) {
            judge(new Publication(topic, message), due);
            if (!held.isEmpty() && random.nextBoolean()) {
                due.add(held.remove(random.nextInt(held.size())));
            }
        }
        due.forEach(publication -> bus.publish(publication.topic(), publication.message()));
    }

    @Override
    public Subscription subscribe(Topic topic, Consumer<? super BusMessage> subscriber) {
        return bus.subscribe(topic, subscriber);
    }

    /** Publishes what is held back, in any order. */
    public void flush() {
        List<Publication> due = new ArrayList<>();
        synchronized (lock) {
            while (!held.isEmpty()) {
                due.add(held.remove(random.nextInt(held.size())));
            }
        }
        due.forEach(publication -> bus.publish(publication.topic(), publication.message()));
    }

    /**
     * Messages that were published and never delivered.
     *
     * @return a count that never falls
     */
    public long lost() {
        synchronized (lock) {
            return lost;
        }
    }

    /**
     * Messages that were delivered twice.
     *
     * @return a count that never falls
     */
    public long doubled() {
        synchronized (lock) {
            return doubled;
        }
    }

    /**
     * Messages that were held back.
     *
     * @return a count that never falls
     */
    public long delayed() {
        synchronized (lock) {
            return delayed;
        }
    }

    /** Closes the bus underneath. What is held back is lost. */
    @Override
    public void close() {
        synchronized (lock) {
            lost += held.size();
            held.clear();
        }
        bus.close();
    }

    private void judge(Publication publication, List<Publication> due) {
        switch (random.nextInt(8)) {
            case 0 -> lost++;
            case 1 -> {
                doubled++;
                due.add(publication);
                due.add(publication);
            }
            case 2, 3 -> hold(publication, due);
            default -> due.add(publication);
        }
    }

    private void hold(Publication publication, List<Publication> due) {
        if (held.size() == MOST_HELD) {
            due.add(publication);
            return;
        }
        delayed++;
        held.add(publication);
    }

    private record Publication(Topic topic, BusMessage message) {}
}
