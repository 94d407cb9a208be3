package io.gitcortex.testkit.store;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Lets threads begin at the same moment, and tells what became of each. */
final class Race {
    /** Far more than any step takes; a test that reaches it hangs. */
    private static final Duration DEADLINE = Duration.ofMinutes(2);

    private Race() {}

    /** Runs all of them at once, each on a thread of its own; in their order, what each has thrown. */
    static List<Optional<Throwable>> run(List<Runnable> racers) {
        ExecutorService threads = Executors.newFixedThreadPool(racers.size());
        try {
            CyclicBarrier start = new CyclicBarrier(racers.size());
            List<Future<?>> running = new ArrayList<>();
            for (Runnable racer : racers) {
                running.add(threads.submit(() -> {
                    start.await(DEADLINE.toSeconds(), TimeUnit.SECONDS);
                    racer.run();
                    return null;
                }));
            }
            return running.stream().map(Race::outcome).toList();
        } finally {
            threads.shutdownNow();
        }
    }

    private static Optional<Throwable> outcome(Future<?> racer) {
        try {
            racer.get(DEADLINE.toSeconds(), TimeUnit.SECONDS);
            return Optional.empty();
        } catch (ExecutionException e) {
            return Optional.of(Objects.requireNonNullElse(e.getCause(), e));
        } catch (TimeoutException e) {
            throw new AssertionError("A thread has not ended within " + DEADLINE, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("Interrupted while waiting for a thread", e);
        }
    }
}
