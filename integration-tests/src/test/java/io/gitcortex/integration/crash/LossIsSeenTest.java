package io.gitcortex.integration.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.gitcortex.workflow.WorkflowOutcome;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What looks for losses finds them: a runner that writes the inbox in two transactions, halted between them, loses a commit. */
final class LossIsSeenTest {
    private static final Duration LIMIT = Duration.ofMinutes(2);

    @TempDir
    private Path parent;

    @Test
    void a_commit_that_a_split_inbox_loses_is_missed() throws Exception {
        try (CountingModel model = CountingModel.thinkingFor(Duration.ZERO)) {
            CrashSite site = CrashSite.in(parent, model, 1);
            // The third: the first two make the cursors of the branches.
            try (RunnerProcess runner = site.launch(SplitInboxRunner.haltedBetween(3))) {
                assertThat(runner.exitCode(LIMIT)).as(runner::output).isEqualTo(HaltingRunner.HALTED);
            }

            assertThat(site.finish(LIMIT)).isInstanceOf(WorkflowOutcome.Completed.class);

            assertThat(Aftermath.of(site.repository()).lost()).isNotEmpty();
        }
    }
}
