package io.gitcortex.integration.seats;

import static org.assertj.core.api.Assertions.assertThat;

import io.gitcortex.core.GitCortex;
import io.gitcortex.core.WorkflowRun;
import io.gitcortex.integration.LiveSessions;
import io.gitcortex.integration.ScratchRepository;
import io.gitcortex.model.ErrorSeverity;
import io.gitcortex.model.TerminalId;
import io.gitcortex.model.WorkflowId;
import io.gitcortex.workflow.Instruction.FailWorkflow;
import io.gitcortex.workflow.JournalEntry;
import io.gitcortex.workflow.OrchestratorConfig;
import io.gitcortex.workflow.TerminalEvent.SessionEnded;
import io.gitcortex.workflow.TerminalPlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Closing, while somebody looks into a failure. */
final class ErrorTerminalGraceTest {
    private static final TerminalId ERROR = TerminalId.of("error");
    private static final String LOOKS_UNTIL_TOLD = "touch \"$0/begun\"; until [ -e \"$0/go\" ]; do sleep 0.05; done";

    @TempDir
    private Path directory;

    private ScratchRepository repository;
    private WorkflowId workflow;

    private GitCortex failed(Duration grace) throws Exception {
        repository = ScratchRepository.in(directory);
        GitCortex cortex = GitCortex.builder()
                .repository(repository.directory())
                .config(OrchestratorConfig.builder().errorTerminalGrace(grace).build())
                .build();
        WorkflowRun run = cortex.start(Seats.plan("sleep 600", "coder").toBuilder()
                .errorTerminal(TerminalPlan.builder("error")
                        .cli("shell")
                        .command(List.of("sh", "-c", LOOKS_UNTIL_TOLD, directory.toString()))
                        .build())
                .build());
        workflow = run.id();
        Seats.of(cortex, run).awaitSession("one-coder");
        run.instruct(List.of(new FailWorkflow("Disk full", ErrorSeverity.CRITICAL)));
        run.await(Seats.LIMIT);
        Awaitility.await("begun").atMost(Seats.LIMIT).until(() -> Files.exists(directory.resolve("begun")));
        return cortex;
    }

    /** Closes in a thread of its own, and returns when that waits for the error terminal. */
    private static Thread closing(GitCortex cortex) {
        return closing(cortex::close);
    }

    private static Thread closing(Runnable close) {
        Thread thread = new Thread(close, "closing");
        thread.setDaemon(true);
        thread.start();
        Awaitility.await("closing waits")
                .atMost(Seats.LIMIT)
                .until(() -> List.of(thread.getStackTrace()).stream()
                        .anyMatch(frame -> frame.getClassName().endsWith("ErrorTerminalWait")));
        return thread;
    }

    private List<JournalEntry> journal() {
        try (GitCortex cortex = GitCortex.open(repository.directory())) {
            return cortex.events(workflow, 0, 1_000);
        }
    }

    private List<SessionEnded> ends() {
        return journal().stream()
                .map(JournalEntry::event)
                .filter(SessionEnded.class::isInstance)
                .map(SessionEnded.class::cast)
                .filter(ended -> ended.terminalId().equals(ERROR))
                .toList();
    }

    private static void join(Thread closing) throws InterruptedException {
        closing.join(Seats.LIMIT.toMillis());
        assertThat(closing.isAlive()).as("still closing").isFalse();
    }

    @Test
    void waits_until_the_error_terminal_is_done() throws Exception {
        Thread closing = closing(failed(Duration.ofHours(1)));

        Files.createFile(directory.resolve("go"));
        join(closing);

        assertThat(ends())
                .singleElement()
                .satisfies(ended -> assertThat(ended.exitCode()).isZero());
    }

    @Test
    void does_not_wait_longer_than_the_grace() throws Exception {
        failed(Duration.ofMillis(1)).close();

        assertNothingIsLeft();
    }

    @Test
    void waits_no_longer_when_it_is_asked_again() throws Exception {
        GitCortex cortex = failed(Duration.ofHours(1));
        Thread closing = closing(cortex);

        cortex.close();

        assertNothingIsLeft();
        join(closing);
    }

    @Test
    void waits_no_longer_when_it_is_interrupted() throws Exception {
        GitCortex cortex = failed(Duration.ofHours(1));
        AtomicBoolean stillInterrupted = new AtomicBoolean();
        Thread closing = closing(() -> {
            cortex.close();
            stillInterrupted.set(Thread.interrupted());
        });

        closing.interrupt();
        join(closing);

        assertNothingIsLeft();
        assertThat(stillInterrupted).isTrue();
    }

    private void assertNothingIsLeft() throws IOException {
        assertThat(LiveSessions.of(journal())).isEmpty();
    }
}
