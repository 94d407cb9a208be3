package io.gitcortex.benchmarks;

import io.gitcortex.bus.BusMessage;
import io.gitcortex.bus.MessageBus;
import io.gitcortex.bus.Topic;
import io.gitcortex.core.bus.InProcessMessageBus;
import io.gitcortex.model.SessionId;

final class OurBus extends BenchmarkedBus {
    private final MessageBus bus = InProcessMessageBus.create();
    private final Topic[] topics;
    private final BusMessage[] messages;

    OurBus(int count, int subscribers) {
        super(count, subscribers);
        topics = new Topic[count];
        messages = new BusMessage[count];
        for (int i = 0; i < count; i++) {
            SessionId session = SessionId.of("session-" + i);
            topics[i] = Topic.terminal(session);
            messages[i] = new BusMessage.TerminalMessage(session, "text");
            for (int j = 0; j < subscribers; j++) {
                int topic = i;
                int subscriber = j;
                bus.subscribe(topics[i], message -> delivered(topic, subscriber));
            }
        }
    }

    @Override
    void publish(int topic) {
        bus.publish(topics[topic], messages[topic]);
    }

    @Override
    public void close() {
        bus.close();
    }
}
