package io.gitcortex.testkit.bus;

import io.gitcortex.bus.BusMessage;
import io.gitcortex.model.SessionId;
import io.gitcortex.testkit.waiting.Eventually;
import java.util.ArrayList;
import java.util.List;

/** What a subscriber has got, of messages that are numbers. */
final class Inbox {
    private final List<Integer> numbers = new ArrayList<>();

    static BusMessage message(int number) {
        return new BusMessage.TerminalMessage(SessionId.of("one"), Integer.toString(number));
    }

    static int number(BusMessage message) {
        return Integer.parseInt(((BusMessage.TerminalMessage) message).text());
    }

    synchronized void add(BusMessage message) {
        numbers.add(number(message));
    }

    synchronized int size() {
        return numbers.size();
    }

    synchronized List<Integer> numbers() {
        return List.copyOf(numbers);
    }

    void awaitSize(int size) {
        Eventually.isTrue(() -> size() >= size);
    }

    void awaitNumber(int number) {
        Eventually.isTrue(() -> numbers().contains(number));
    }

    void awaitLast(int number) {
        Eventually.isTrue(() -> size() > 0 && numbers().get(size() - 1) == number);
    }
}
