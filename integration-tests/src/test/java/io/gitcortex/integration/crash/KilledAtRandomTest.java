package io.gitcortex.integration.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.gitcortex.workflow.LifecycleEvent.WorkflowCompleted;
import io.gitcortex.workflow.WorkflowOutcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The runner is killed again and again while its agents commit, each time another process goes on: nothing is lost, nothing
 * is done twice, whenever it is.
 *
 * <p>{@code -Dgitcortex.kills=N} for another number of kills, {@code -Dgitcortex.seed=N} for other moments.
 */
final class KilledAtRandomTest {
    private static final int KILLS = Integer.getInteger("gitcortex.kills", 20);
    private static final long SEED = Long.getLong("gitcortex.seed", 20_261_126L);
    /** Proves that a loss is seen: the runner whose store writes the inbox in two transactions takes the place of ours. */
    private static final boolean SPLIT = Boolean.getBoolean("gitcortex.splitInbox");

    private static final Duration LIMIT = Duration.ofMinutes(2);
    /** Before a runner has said anything: it opens the journal and takes the workflow over. In milliseconds, as below. */
    private static final int BIRTH = 1_000;
    /** After its first word. */
    private static final int LIFE = 1_500;
    /** Steps of two commits each, of each of two coders, in each of their rounds. */
    private static final int STEPS = 20;

    @TempDir
    private Path parent;

    @Test
    void nothing_is_lost_or_done_twice_whenever_the_runner_is_killed() throws Exception {
        Random random = new Random(SEED);
        RunnerProcess.Program program = SPLIT ? SplitInboxRunner.everywhere() : RunnerProcess.RUNNER;
        Toll toll = Toll.NONE;
        for (int workflow = 1; toll.kills() < KILLS; workflow++) {
            toll = toll.plus(killed(
                    program, Files.createDirectory(parent.resolve("w" + workflow)), random, KILLS - toll.kills()));
        }
        System.out.println("Killed at random, seed " + SEED + ": " + toll);
        assertThat(toll.lost()).as("commits lost").isZero();
        assertThat(toll.doubled()).as("commits doubled").isZero();
        assertThat(toll.effects()).as("effects repeated").isZero();
    }

    /** Runs one workflow to its end, through at most so many kills. */
    private static Toll killed(RunnerProcess.Program program, Path directory, Random random, int most)
            throws IOException, InterruptedException {
        try (CountingModel model = CountingModel.thinkingFor(Duration.ofMillis(150))) {
            CrashSite site = CrashSite.in(directory, model, STEPS);
            int kills = 0;
            boolean goesOn = true;
            while (goesOn && kills < most && !site.isOver()) {
                goesOn = isKilled(site, program, random);
                kills += goesOn ? 1 : 0;
                assertSound(site, kills);
            }
            assertThat(site.finish(LIMIT)).as("stuck").isInstanceOf(WorkflowOutcome.Completed.class);
            return toll(site, kills);
        }
    }

    /** Runs a process until it is killed; false if it came to its end before. */
    private static boolean isKilled(CrashSite site, RunnerProcess.Program program, Random random)
            throws IOException, InterruptedException {
        try (RunnerProcess runner = site.launch(program)) {
            live(runner, random);
            runner.kill();
            int exitCode = runner.exitCode(LIMIT);
            assertThat(exitCode).as(runner::output).isIn(0, RunnerProcess.KILLED);
            return exitCode == RunnerProcess.KILLED;
        }
    }

    /** Three of four runners may begin to work; the others are to die while they open the journal, or go on from it. */
    private static void live(RunnerProcess runner, Random random) throws InterruptedException {
        boolean works = random.nextInt(4) > 0;
        if (works) {
            Awaitility.await("the runner's first word")
                    .atMost(LIMIT)
                    .pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofMillis(5))
                    .until(() -> !runner.isAlive() || runner.hasSpoken());
        }
        runner.awaitEnd(Duration.ofMillis(random.nextInt(works ? LIFE : BIRTH)));
    }

    private static void assertSound(CrashSite site, int kills) {
        Aftermath death = Aftermath.ofDeath(site.repository());
        assertThat(death.faults()).isEmpty();
        assertThat(site.calls() - death.answers())
                .as("calls of the model repeated, after " + kills + " kills")
                .isLessThanOrEqualTo(kills);
    }

    private static Toll toll(CrashSite site, int kills) throws IOException {
        Aftermath after = Aftermath.of(site.repository());
        assertThat(after.faults()).isEmpty();
        assertThat(after.count(WorkflowCompleted.class)).isEqualTo(1);
        return new Toll(
                kills,
                after.agentCommits().size(),
                after.lost().size(),
                after.doubled().size(),
                after.repeatedEffects().size(),
                (int) (site.calls() - after.answers()));
    }
}
