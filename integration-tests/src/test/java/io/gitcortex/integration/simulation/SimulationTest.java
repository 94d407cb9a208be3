package io.gitcortex.integration.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.gitcortex.integration.modules.ChildJvm;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whole workflows out of seeds, with faults: {@code -Dgitcortex.seed=N} begins with another seed, {@code -Dgitcortex.seeds=N}
 * sets how many. One in a hundred keeps its journal in SQLite.
 */
class SimulationTest {
    private static final long FIRST = Long.getLong("gitcortex.seed", 1);
    private static final int SEEDS = Integer.getInteger("gitcortex.seeds", 500);
    private static final int IN_SQLITE = 100;

    @TempDir
    private static Path directory;

    private static PrintStream errors;
    private static Library library;

    /** What goes wrong on purpose is told to the log, thousands of times. */
    @BeforeAll
    static void be_quiet() {
        errors = System.err;
        System.setErr(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
        library = Library.in(directory);
    }

    @AfterAll
    static void speak_again() {
        System.setErr(errors);
    }

    private static Simulation.Result run(long seed) {
        return seed % IN_SQLITE == 0 ? Stores.inSqlite(seed, library) : Stores.inMemory(seed, library);
    }

    @Test
    void no_invariant_is_violated_whatever_goes_wrong() {
        LongAdder steps = new LongAdder();
        LongAdder lives = new LongAdder();
        long begun = System.nanoTime();
        Map<Long, String> violated = LongStream.range(FIRST, FIRST + SEEDS)
                .parallel()
                .mapToObj(SimulationTest::run)
                .peek(result -> {
                    steps.add(result.steps());
                    lives.add(result.lives());
                })
                .filter(result -> !result.violations().isEmpty())
                .collect(Collectors.toMap(
                        Simulation.Result::seed, result -> result.violations().get(0)));
        Duration took = Duration.ofNanos(System.nanoTime() - begun);
        System.out.printf(
                "%,d seeds from %d: %,d steps, %,d lives of a process, %d violations, %,d seeds a minute%n",
                SEEDS,
                FIRST,
                steps.sum(),
                lives.sum(),
                violated.size(),
                SEEDS * 60_000L / Math.max(1, took.toMillis()));
        assertThat(violated)
                .as("seeds and what did not hold; one is replayed by -Dgitcortex.seed=N -Dgitcortex.seeds=1")
                .isEmpty();
    }

    @Test
    void one_seed_gives_one_journal_in_memory_and_in_sqlite() {
        for (long seed = FIRST; seed < FIRST + 20; seed++) {
            String journal = Stores.inMemory(seed, library).journal();
            assertThat(Stores.inMemory(seed, library).journal())
                    .as("seed %s again", seed)
                    .isEqualTo(journal);
            assertThat(Stores.inSqlite(seed, library).journal())
                    .as("seed %s in SQLite", seed)
                    .isEqualTo(journal);
        }
    }

    /** Sets and maps of the JDK are shuffled anew in each JVM: nothing may depend on their order. */
    @Test
    void one_seed_gives_one_journal_in_another_jvm() throws IOException, InterruptedException {
        ChildJvm child = ChildJvm.run(
                directory,
                List.of(
                        "-cp",
                        System.getProperty("java.class.path"),
                        "-Dorg.slf4j.simpleLogger.defaultLogLevel=off",
                        Replay.class.getName(),
                        Long.toString(FIRST),
                        "40"));
        assertThat(child.output()).isEqualTo(Replay.hashes(FIRST, 40, library));
    }
}
