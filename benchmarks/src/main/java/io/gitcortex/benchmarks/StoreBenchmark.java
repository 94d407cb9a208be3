package io.gitcortex.benchmarks;

import io.gitcortex.model.WorkflowId;
import io.gitcortex.sqlite.SqliteWorkflowStore;
import io.gitcortex.store.EventRow;
import io.gitcortex.store.Owner;
import io.gitcortex.store.WorkflowStore;
import io.gitcortex.store.WorkflowWrite;
import io.gitcortex.workflow.Workflow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.LongConsumer;

/**
 * Durable events per second: workflows that each write one event after the other, beside the bare driver on a table of the same
 * columns and indexes, in the same run on the same disk. An event that comes from a commit costs more: its hash, which falls
 * anywhere, is in an index of its own. Most events come from none.
 *
 * <p>Arguments: seconds for each figure (5), rounds (3), a directory on the disk in question (a temporary one).
 */
public final class StoreBenchmark {
    private static final int[] WORKFLOWS = {1, 16, 64};
    private static final String JSON = "{\"type\":\"checkpoint_recorded\",\"notes\":\"" + "x".repeat(300) + "\"}";

    private final Duration length;
    private final Path directory;

    private StoreBenchmark(Duration length, Path directory) {
        this.length = length;
        this.directory = directory;
    }

    /**
     * Runs it.
     *
     * @param arguments see the class
     * @throws Exception if anything fails
     */
    public static void main(String[] arguments) throws Exception {
        long seconds = arguments.length > 0 ? Long.parseLong(arguments[0]) : 5;
        int rounds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 3;
        Path parent = arguments.length > 2 ? Path.of(arguments[2]) : Path.of(System.getProperty("java.io.tmpdir"));
        StoreBenchmark benchmark =
                new StoreBenchmark(Duration.ofSeconds(seconds), Files.createTempDirectory(parent, "store-benchmark"));
        benchmark.round("warm-up");
        for (int round = 1; round <= rounds; round++) {
            benchmark.round("round " + round);
        }
    }

    private void round(String name) throws Exception {
        System.out.println("-- " + name);
        for (Events events : Events.values()) {
            for (int count : WORKFLOWS) {
                store(events, count);
                bare(events, count, 1);
                if (count > 1) {
                    bare(events, 1, count);
                }
            }
        }
    }

    private void store(Events events, int workflows) throws Exception {
        try (WorkflowStore store = SqliteWorkflowStore.open(newFile())) {
            List<LongConsumer> writers = new ArrayList<>();
            for (int i = 0; i < workflows; i++) {
                WorkflowId id = WorkflowId.of("wf-" + i);
                store.create(
                        Workflow.builder(id, "name", "goal").build(),
                        new Owner("host", 1, Instant.EPOCH, "boot", "instance"),
                        WorkflowWrite.builder(id, 0, 1).build());
                writers.add(sequence -> store.write(WorkflowWrite.builder(id, sequence, 1)
                        .event(new EventRow(sequence, "type", events.commit(), JSON, Instant.now()))
                        .build()));
            }
            measure(events + ", store, " + workflows + " workflows", writers, 1);
        }
    }

    private void bare(Events events, int threads, int eventsPerCommit) throws Exception {
        try (BareJournal journal = BareJournal.open(newFile())) {
            List<LongConsumer> writers = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                String id = "wf-" + i;
                writers.add(batch -> {
                    try {
                        journal.append(id, batch * eventsPerCommit, JSON, events.commits(eventsPerCommit));
                    } catch (SQLException e) {
                        throw new IllegalStateException(e);
                    }
                });
            }
            measure(
                    events + ", bare, " + threads + " threads, " + eventsPerCommit + " events a commit",
                    writers,
                    eventsPerCommit);
        }
    }

    private Path newFile() throws IOException {
        return Files.createTempDirectory(directory, "run").resolve("gitcortex.db");
    }

    /** Calls each of the writers with 1, 2, 3... on a thread of its own, until the time is over. */
    private void measure(String what, List<LongConsumer> writers, int eventsPerCall)
            throws InterruptedException, ExecutionException {
        ExecutorService threads = Executors.newFixedThreadPool(writers.size());
        try {
            CyclicBarrier start = new CyclicBarrier(writers.size());
            List<Future<Latencies>> running = new ArrayList<>();
            long begin = System.nanoTime();
            Duration cpu = cpuTime();
            for (LongConsumer writer : writers) {
                Callable<Latencies> loop = () -> {
                    start.await();
                    return repeat(writer, eventsPerCall);
                };
                running.add(threads.submit(loop));
            }
            List<Latencies> parts = new ArrayList<>();
            for (Future<Latencies> part : running) {
                parts.add(part.get());
            }
            Duration wall = Duration.ofNanos(System.nanoTime() - begin);
            Duration used = cpuTime().minus(cpu);
            System.out.println(Latencies.together(parts).line(what, wall, used));
        } finally {
            threads.shutdownNow();
        }
    }

    private static Duration cpuTime() {
        return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
    }

    private Latencies repeat(LongConsumer writer, int eventsPerCall) {
        Latencies latencies = new Latencies();
        long end = System.nanoTime() + length.toNanos();
        long before = System.nanoTime();
        for (long call = 1; before < end; call++) {
            writer.accept(call);
            long after = System.nanoTime();
            for (int event = 0; event < eventsPerCall; event++) {
                latencies.add(after - before);
            }
            before = after;
        }
        return latencies;
    }
}
