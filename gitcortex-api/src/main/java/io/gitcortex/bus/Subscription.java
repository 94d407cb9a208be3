package io.gitcortex.bus;

/**
 * A subscriber's hold on a topic.
 *
 * <p>Thread-safe.
 */
public interface Subscription extends AutoCloseable {
    /**
     * How many messages this subscriber has missed because it was too slow.
     *
     * @return a count that never falls
     */
    long dropped();

    /**
     * Ends the subscription. Returns at once; a delivery under way may still finish, none starts afterwards. Idempotent.
     */
    @Override
    void close();
}
