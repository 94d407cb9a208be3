package io.gitcortex.integration.standin;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the stand-in was asked. Bounded: a CLI that asks without end is found out rather than remembered. Thread-safe. */
final class ExchangeLog {
    private static final int MOST = 10_000;

    private final Object lock = new Object();
    private final List<Exchange> exchanges = new ArrayList<>();

    void add(String request, Optional<Turn> turn, Optional<Step> step) {
        synchronized (lock) {
            if (exchanges.size() == MOST) {
                throw new IllegalStateException("The stand-in was asked more than " + MOST + " times");
            }
            exchanges.add(new Exchange(exchanges.size() + 1, request, turn, step));
        }
    }

    List<Exchange> all() {
        synchronized (lock) {
            return List.copyOf(exchanges);
        }
    }
}
