package io.gitcortex.integration.seats;

import static org.assertj.core.api.Assertions.assertThat;

import io.gitcortex.core.GitCortex;
import io.gitcortex.core.WorkflowRun;
import io.gitcortex.integration.LiveSessions;
import io.gitcortex.integration.ScratchRepository;
import io.gitcortex.testkit.terminal.FakeTerminalTransport;
import io.gitcortex.workflow.OrchestratorConfig;
import io.gitcortex.workflow.TerminalEvent.RoundFailed;
import io.gitcortex.workflow.TerminalStatus;
import io.gitcortex.workflow.WorkflowOutcome;
import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Terminals that do not open in time. */
final class ConnectTimeoutTest {
    @TempDir
    private Path directory;

    @Test
    void a_round_whose_terminal_does_not_open_in_time_fails_with_the_limit_and_gets_another_one() throws Exception {
        ScratchRepository repository = ScratchRepository.in(directory);
        try (FakeTerminalTransport terminals = FakeTerminalTransport.running(terminal -> terminal.print("ready"));
                GitCortex cortex = GitCortex.builder()
                        .repository(repository.directory())
                        .terminals(terminals)
                        .build()) {
            terminals.timeOutNextOpen();
            WorkflowRun run = cortex.start(Seats.plan("true", "coder"));
            Seats seats = Seats.of(cortex, run);

            assertThat(seats.awaitEvent(RoundFailed.class).reason()).isEqualTo("PTY connection timeout after 30s");
            seats.awaitSession("one-coder");
            assertThat(seats.status("one-coder")).isEqualTo(TerminalStatus.RUNNING);
        }
    }

    @Test
    void a_real_terminal_that_never_opens_in_time_leaves_a_question_and_no_process() throws Exception {
        ScratchRepository repository = ScratchRepository.in(directory);
        OrchestratorConfig config = OrchestratorConfig.builder()
                .terminalConnectTimeout(Duration.ofNanos(1)) // No process starts in that time.
                .build();
        try (GitCortex cortex = GitCortex.builder()
                .repository(repository.directory())
                .config(config)
                .build()) {
            WorkflowRun run = cortex.start(Seats.plan("sleep 600", "coder"));

            WorkflowOutcome outcome = run.await(Seats.LIMIT);

            assertThat(outcome)
                    .isInstanceOfSatisfying(
                            WorkflowOutcome.NeedsAnswer.class,
                            needs -> assertThat(needs.questions().get(0).text())
                                    .contains("has failed 2 times", "PTY connection timeout after 0s"));
            Awaitility.await("no process is left")
                    .atMost(Seats.LIMIT)
                    .until(() ->
                            LiveSessions.of(Seats.of(cortex, run).journal()).isEmpty());
        }
    }
}
