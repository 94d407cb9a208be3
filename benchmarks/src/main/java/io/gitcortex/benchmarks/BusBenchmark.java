package io.gitcortex.benchmarks;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/**
 * The in-process bus beside {@link java.util.concurrent.SubmissionPublisher}, in one process, turn by turn.
 *
 * <p>Throughput: one thread publishes as fast as subscribers follow (never more than 150 messages of a topic ahead, so that
 * nothing is dropped and nobody blocks). Latency: one thread publishes 10,000 messages a second, and each delivery is timed.
 */
public final class BusBenchmark {
    private static final int ROUNDS = 5;
    private static final int WARM_UP_ROUNDS = 2;
    private static final int AHEAD_PER_TOPIC = 150;
    private static final int LATENCY_MESSAGES = 64 * 80;
    private static final long LATENCY_PAUSE_NANOS = TimeUnit.MICROSECONDS.toNanos(100);

    private BusBenchmark() {}

    /**
     * Prints one line for each scenario and bus: the median of the measured rounds.
     *
     * @param args none
     */
    public static void main(String[] args) {
        System.out.printf(
                "JDK %s, %d processors, median of %d rounds%n",
                Runtime.version(), Runtime.getRuntime().availableProcessors(), ROUNDS);
        List<Scenario> scenarios = List.of(new Scenario(64, 4, 15_000), new Scenario(1, 100, 20_000));
        for (Scenario scenario : scenarios) {
            measure(scenario);
        }
    }

    private static void measure(Scenario scenario) {
        List<Contestant> contestants = List.of(
                new Contestant("InProcessMessageBus", () -> new OurBus(scenario.topics(), scenario.subscribers())),
                new Contestant("SubmissionPublisher", () -> new JdkBus(scenario.topics(), scenario.subscribers())));
        for (int round = 0; round < WARM_UP_ROUNDS + ROUNDS; round++) {
            for (Contestant contestant : contestants) {
                contestant.run(scenario, round >= WARM_UP_ROUNDS);
            }
        }
        System.out.printf(
                "%d topics, %d subscribers on each, 1 publisher, %,d messages%n",
                scenario.topics(), scenario.subscribers(), scenario.messages());
        contestants.forEach(Contestant::print);
    }

    /** How many messages are published, and who gets them. */
    private record Scenario(int topics, int subscribers, int messagesOfTopic) {
        int messages() {
            return topics * messagesOfTopic;
        }
    }

    /** A bus to measure, and what has been measured. */
    private static final class Contestant {
        private final String name;
        private final Supplier<BenchmarkedBus> factory;
        private final List<Double> published = new ArrayList<>();
        private final List<Double> p50 = new ArrayList<>();
        private final List<Double> p99 = new ArrayList<>();

        Contestant(String name, Supplier<BenchmarkedBus> factory) {
            this.name = name;
            this.factory = factory;
        }

        void run(Scenario scenario, boolean counts) {
            double perSecond;
            try (BenchmarkedBus bus = factory.get()) {
                perSecond = throughput(bus, scenario);
            }
            long[] latencies;
            try (BenchmarkedBus bus = factory.get()) {
                latencies = latencies(bus, scenario);
            }
            if (counts) {
                published.add(perSecond);
                p50.add(latencies[latencies.length / 2] / 1000.0);
                p99.add(latencies[(int) (latencies.length * 0.99)] / 1000.0);
            }
        }

        void print() {
            System.out.printf(
                    Locale.ROOT,
                    "  %-20s %,12.0f messages/s published and delivered to all, latency p50 %7.1f us, p99 %8.1f us%n",
                    name,
                    median(published),
                    median(p50),
                    median(p99));
        }

        private static double median(List<Double> values) {
            return values.stream().sorted().toList().get(values.size() / 2);
        }
    }

    private static double throughput(BenchmarkedBus bus, Scenario scenario) {
        long start = System.nanoTime();
        for (int i = 0; i < scenario.messagesOfTopic(); i++) {
            if (i % (AHEAD_PER_TOPIC / 2) == 0) {
                bus.awaitDelivered(i - AHEAD_PER_TOPIC / 2);
            }
            for (int topic = 0; topic < scenario.topics(); topic++) {
                bus.publish(topic);
            }
        }
        bus.awaitDelivered(scenario.messagesOfTopic());
        return scenario.messages() * 1e9 / (System.nanoTime() - start);
    }

    private static long[] latencies(BenchmarkedBus bus, Scenario scenario) {
        bus.timeDeliveries(LATENCY_MESSAGES * scenario.subscribers());
        long due = System.nanoTime();
        for (int i = 0; i < LATENCY_MESSAGES; i++) {
            due += LATENCY_PAUSE_NANOS;
            for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
                LockSupport.parkNanos(left);
            }
            bus.publishTimed(i % scenario.topics());
        }
        bus.awaitDelivered(LATENCY_MESSAGES / scenario.topics());
        long[] sorted = bus.timings();
        Arrays.sort(sorted);
        return sorted;
    }
}
