package io.gitcortex.integration.seats;

import static org.assertj.core.api.Assertions.assertThat;

import io.gitcortex.core.GitCortex;
import io.gitcortex.core.Leftover;
import io.gitcortex.core.WorkflowRun;
import io.gitcortex.integration.FreshJvm;
import io.gitcortex.integration.LiveSessions;
import io.gitcortex.integration.ScratchRepository;
import io.gitcortex.model.TerminalId;
import io.gitcortex.model.WorkflowId;
import io.gitcortex.workflow.TerminalEvent.SessionEnded;
import io.gitcortex.workflow.TerminalEvent.SessionOpening;
import io.gitcortex.workflow.WorkflowStatus;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The process is killed while the error terminal is at work: nobody is told twice, and nothing is left. */
final class ErrorTerminalCrashTest {
    private static final TerminalId ERROR = TerminalId.of("error");

    @TempDir
    private Path directory;

    @Test
    void a_killed_process_leaves_an_orphan_that_the_next_one_ends_and_starts_no_second_one() throws Exception {
        ScratchRepository repository = ScratchRepository.in(directory);
        killedWhileItWorks(repository);

        try (GitCortex cortex = GitCortex.open(repository.directory())) {
            WorkflowId workflow = cortex.workflows().get(0).workflowId();
            WorkflowRun run = cortex.resume(workflow);
            Seats seats = Seats.of(cortex, run);

            assertThat(run.workflow().status()).isEqualTo(WorkflowStatus.FAILED);
            assertThat(LiveSessions.of(seats.journal())).isEmpty();
            assertThat(seats.events(SessionOpening.class))
                    .filteredOn(opening -> opening.terminalId().equals(ERROR))
                    .hasSize(1);
            assertThat(seats.events(SessionEnded.class))
                    .filteredOn(ended -> ended.terminalId().equals(ERROR))
                    .hasSize(1);
        }
        assertThat(Files.readAllLines(directory.resolve("starts"))).hasSize(1);
        assertThat(Files.readAllLines(directory.resolve("typed"))).hasSize(4);
    }

    @Test
    void collecting_garbage_ends_the_orphan_before_its_worktree_goes() throws Exception {
        ScratchRepository repository = ScratchRepository.in(directory);
        killedWhileItWorks(repository);
        Path worktrees = repository.directory().resolve(".gitcortex/worktrees");
        assertThat(worktrees).isNotEmptyDirectory();

        try (GitCortex cortex = GitCortex.open(repository.directory())) {
            WorkflowId workflow = cortex.workflows().get(0).workflowId();
            assertThat(LiveSessions.of(cortex.events(workflow, 0, 1_000))).isNotEmpty();
            assertThat(cortex.collectGarbage())
                    .extracting(Leftover::name)
                    .contains(
                            worktrees.toRealPath().resolve(workflow + "--error").toString());
            assertThat(LiveSessions.of(cortex.events(workflow, 0, 1_000))).isEmpty();
        }
        assertThat(worktrees).isEmptyDirectory();
    }

    private void killedWhileItWorks(ScratchRepository repository) throws Exception {
        Process host = new ProcessBuilder(FreshJvm.running(
                        FailingHost.class.getName(),
                        List.of(repository.directory().toString(), directory.toString())))
                .redirectErrorStream(true)
                .redirectOutput(new File(directory.toFile(), "host.out"))
                .start();
        try {
            Awaitility.await("told")
                    .atMost(Seats.LIMIT)
                    .failFast("the host has ended", () -> !host.isAlive())
                    .until(() -> Files.exists(directory.resolve("told")));
        } finally {
            host.destroyForcibly().waitFor();
        }
    }
}
