package io.gitcortex.integration;

import io.gitcortex.bus.Subscription;

/** The hold on a topic of a bus that delivers nothing. */
public record SilentSubscription() implements Subscription {
    @Override
    public long dropped() {
        return 0;
    }

    @Override
    public void close() {}
}
