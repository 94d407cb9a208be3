package io.gitcortex.bus;

import java.util.function.Consumer;

/**
 * Carries messages to those who watch: a user interface, a log, a test. It is a hint, never the truth: GitCortex works the
 * same if messages are lost, doubled or reordered.
 *
 * <p>Every implementation guarantees, and {@code MessageBusContract} of {@code gitcortex-testkit} checks, that:
 *
 * <ol>
 *   <li>{@link #publish} never blocks and never throws because of a subscriber;
 *   <li>a subscriber that keeps up gets every message that is published on its topic after {@link #subscribe} has
 *       returned, one at a time, in the order in which one thread published them;
 *   <li>a subscriber that does not keep up loses the oldest messages that wait for it, which
 *       {@link Subscription#dropped()} counts; what waits is bounded;
 *   <li>a subscriber that throws is logged, and goes on to get the next message; others notice nothing;
 *   <li>a subscriber may publish, subscribe and close subscriptions, its own too;
 *   <li>after {@link #close()} nothing is delivered, and {@code publish} and {@code subscribe} fail with
 *       {@link IllegalStateException}; {@code close} is idempotent.
 * </ol>
 *
 * <p>Thread-safe. Whoever creates a bus closes it.
 */
public interface MessageBus extends AutoCloseable {
    /**
     * Hands a message to everyone who has subscribed to the topic. Never blocks.
     *
     * @param topic what the message is about
     * @param message the message
     * @throws IllegalStateException if this bus is closed
     */
    void publish(Topic topic, BusMessage message);

    /**
     * Begins to deliver the messages of a topic.
     *
     * @param topic the topic
     * @param subscriber called for each message, one at a time, on a thread of the bus
     * @return the hold on the topic, which the caller closes
     * @throws IllegalStateException if this bus is closed
     */
    Subscription subscribe(Topic topic, Consumer<? super BusMessage> subscriber);

    /** Ends all deliveries. Idempotent, and bounded by a few seconds where a subscriber does not return. */
    @Override
    void close();
}
