package io.gitcortex.integration.seats;

import static org.assertj.core.api.Assertions.assertThat;

import io.gitcortex.bus.BusMessage;
import io.gitcortex.bus.BusMessage.EventRecorded;
import io.gitcortex.bus.Subscription;
import io.gitcortex.bus.Topic;
import io.gitcortex.core.GitCortex;
import io.gitcortex.core.WorkflowRun;
import io.gitcortex.integration.LiveSessions;
import io.gitcortex.integration.ScratchRepository;
import io.gitcortex.model.ErrorSeverity;
import io.gitcortex.model.TaskId;
import io.gitcortex.model.TerminalId;
import io.gitcortex.workflow.Instruction.CancelTask;
import io.gitcortex.workflow.Instruction.FailWorkflow;
import io.gitcortex.workflow.Instruction.StartTerminal;
import io.gitcortex.workflow.LifecycleEvent.WorkflowFailed;
import io.gitcortex.workflow.OrchestratorConfig;
import io.gitcortex.workflow.RunState;
import io.gitcortex.workflow.TerminalEvent.SessionEnded;
import io.gitcortex.workflow.TerminalEvent.SessionOpened;
import io.gitcortex.workflow.TerminalEvent.SessionOpening;
import io.gitcortex.workflow.TerminalPlan;
import io.gitcortex.workflow.WorkflowOutcome;
import io.gitcortex.workflow.WorkflowPlan;
import io.gitcortex.workflow.WorkflowStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A workflow fails, and somebody is told, if that is possible. */
final class ErrorTerminalTest {
    private static final TerminalId ERROR = TerminalId.of("error");

    /** Keeps its file, what is typed, and where it is; ends at the last line. */
    private static final String LISTENS =
            "cp \"$1\" \"$0/told\"; pwd > \"$0/place\"; git rev-parse HEAD > \"$0/commit\";"
                    + " git symbolic-ref -q HEAD >> \"$0/commit\"; env > \"$0/environment\";"
                    + " while IFS= read -r line; do printf '%s\\n' \"$line\" >> \"$0/typed\";"
                    + " case $line in Please*) break ;; esac; done; touch \"$0/over\"";

    @TempDir
    private Path directory;

    private ScratchRepository repository;

    @BeforeEach
    void makeRepository() {
        repository = ScratchRepository.in(directory);
    }

    private WorkflowPlan planWith(String... errorCommand) {
        return Seats.plan("sleep 600", "coder").toBuilder()
                .errorTerminal(TerminalPlan.builder("error")
                        .cli("shell")
                        .command(List.of(errorCommand))
                        .build())
                .build();
    }

    private String file(String name) throws IOException {
        return Files.readString(directory.resolve(name));
    }

    private void awaitFile(String name) {
        Awaitility.await(name).atMost(Seats.LIMIT).until(() -> Files.exists(directory.resolve(name)));
    }

    private static void fail(WorkflowRun run, String error, ErrorSeverity severity) throws InterruptedException {
        assertThat(run.instruct(List.of(new FailWorkflow(error, severity)))).isEmpty();
        assertThat(run.await(Seats.LIMIT)).isEqualTo(new WorkflowOutcome.Failed(error, severity));
    }

    @Test
    void is_told_when_no_task_can_go_on() throws Exception {
        try (GitCortex cortex = GitCortex.open(repository.directory())) {
            WorkflowRun run = cortex.start(planWith("sh", "-c", LISTENS, directory.toString(), "{instruction_file}"));
            Seats seats = Seats.of(cortex, run);
            seats.awaitSession("one-coder");

            assertThat(run.instruct(List.of(new CancelTask(TaskId.of("one"), "not wanted"))))
                    .isEmpty();
            awaitFile("over");

            assertThat(file("told"))
                    .startsWith("[ERROR] Workflow failed: No task can go on; not completed: one (cancelled)\n\n");
            assertFailed(cortex, run);
        }
    }

    private static void assertFailed(GitCortex cortex, WorkflowRun run) {
        assertThat(cortex.workflow(run.id()).orElseThrow().status())
                .as("in the store")
                .isEqualTo(WorkflowStatus.FAILED);
        Awaitility.await("idle").atMost(Seats.LIMIT).until(() -> run.state() == RunState.IDLE);
    }

    @ParameterizedTest
    @CsvSource({"CRITICAL, Critical", "MAJOR, Major"})
    void is_told_of_what_is_bad_by_file_and_by_its_standard_input(ErrorSeverity severity, String inWords)
            throws Exception {
        Queue<BusMessage> published = new ConcurrentLinkedQueue<>();
        try (GitCortex cortex = GitCortex.open(repository.directory())) {
            WorkflowRun run = cortex.start(planWith("sh", "-c", LISTENS, directory.toString(), "{instruction_file}"));
            Seats seats = Seats.of(cortex, run);
            seats.awaitSession("one-coder");
            try (Subscription subscription = cortex.bus().subscribe(Topic.workflow(run.id()), published::add)) {
                assertThat(subscription).isNotNull();
                fail(run, "Disk full", severity);
                awaitFile("over");
            }

            String text =
                    "[ERROR] Workflow failed: Disk full\n\nSeverity: " + inWords + "\nPlease investigate and fix.";
            assertThat(file("told")).isEqualTo(text);
            assertThat(file("typed")).isEqualTo(text + "\n");
            assertThat(file("commit"))
                    .as("the base's commit, on no branch")
                    .isEqualTo(repository.git("rev-parse", "main") + "\n");
            assertThat(file("place")).contains("/.gitcortex/worktrees/");
            assertThat(file("environment"))
                    .contains("GITCORTEX_TERMINAL_ID=error")
                    .doesNotContain("GITCORTEX_TASK_ID");
            assertFailed(cortex, run);
            assertThat(published)
                    .anyMatch(message -> message instanceof EventRecorded recorded
                            && recorded.entry().event().equals(new WorkflowFailed(run.id(), "Disk full", severity)));
            Awaitility.await("all sessions over")
                    .atMost(Seats.LIMIT)
                    .until(() -> LiveSessions.of(seats.journal()).isEmpty());
        }
    }

    @Test
    void is_not_told_of_what_is_minor() throws Exception {
        try (GitCortex cortex = GitCortex.open(repository.directory())) {
            WorkflowRun run = cortex.start(planWith("sh", "-c", LISTENS, directory.toString(), "{instruction_file}"));
            Seats seats = Seats.of(cortex, run);
            seats.awaitSession("one-coder");

            fail(run, "A typo", ErrorSeverity.MINOR);

            assertFailed(cortex, run);
            Awaitility.await("all sessions over")
                    .atMost(Seats.LIMIT)
                    .until(() -> LiveSessions.of(seats.journal()).isEmpty());
            assertThat(seats.events(SessionOpening.class))
                    .noneMatch(opening -> opening.terminalId().equals(ERROR));
        }
    }

    @Test
    void that_cannot_be_opened_keeps_no_workflow_from_failing() throws Exception {
        try (GitCortex cortex = GitCortex.open(repository.directory())) {
            WorkflowRun run =
                    cortex.start(planWith(directory.resolve("no-such-program").toString()));
            Seats seats = Seats.of(cortex, run);
            seats.awaitSession("one-coder");

            fail(run, "Disk full", ErrorSeverity.CRITICAL);

            assertFailed(cortex, run);
            assertThat(seats.events(WorkflowFailed.class)).hasSize(1);
            Awaitility.await("its session is over")
                    .atMost(Seats.LIMIT)
                    .until(() -> seats.events(SessionEnded.class).stream()
                            .anyMatch(ended -> ended.terminalId().equals(ERROR) && ended.exitCode() == null));
            assertThat(seats.events(SessionOpened.class))
                    .noneMatch(opened -> opened.terminalId().equals(ERROR));
        }
    }

    @Test
    void may_be_any_terminal_whose_session_then_outlives_the_workflow() throws Exception {
        String agent = "while IFS= read -r line; do printf '%s\\n' \"$line\" >> '" + directory.resolve("typed")
                + "'; case $line in Please*) touch '" + directory.resolve("over") + "' ;; esac; done";
        WorkflowPlan plan = Seats.plan(agent, "coder").toBuilder()
                .tasks(List.of(Seats.task("one", agent, "coder"), Seats.task("two", "sleep 600", "coder")))
                .build();
        OrchestratorConfig config = OrchestratorConfig.builder()
                .errorTerminalId(TerminalId.of("one-coder"))
                .build();
        try (GitCortex cortex = GitCortex.builder()
                .repository(repository.directory())
                .config(config)
                .build()) {
            WorkflowRun run = cortex.start(plan);
            Seats seats = Seats.of(cortex, run);
            seats.awaitSession("one-coder");
            seats.awaitSession("two-coder");

            fail(run, "Disk full", ErrorSeverity.CRITICAL);

            awaitFile("over");
            assertThat(file("typed")).isEqualTo("""
                    [ERROR] Workflow failed: Disk full

                    Severity: Critical
                    Please investigate and fix.
                    """);
            Awaitility.await("the other one's end")
                    .atMost(Seats.LIMIT)
                    .until(() -> seats.events(SessionEnded.class).stream()
                            .anyMatch(ended -> ended.terminalId().equals(TerminalId.of("two-coder"))));
            assertThat(seats.events(SessionEnded.class))
                    .noneMatch(ended -> ended.terminalId().equals(TerminalId.of("one-coder")));
            assertThat(LiveSessions.of(seats.journal())).isNotEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({"nobody", "one-reviewer"})
    void that_is_not_there_or_has_no_session_keeps_no_workflow_from_failing(String chosen) throws Exception {
        OrchestratorConfig config = OrchestratorConfig.builder()
                .errorTerminalId(TerminalId.of(chosen))
                .build();
        try (GitCortex cortex = GitCortex.builder()
                .repository(repository.directory())
                .config(config)
                .build()) {
            WorkflowRun run = cortex.start(Seats.plan("sleep 600", "coder", "reviewer"));
            Seats.of(cortex, run).awaitSession("one-coder");

            fail(run, "Disk full", ErrorSeverity.CRITICAL);

            assertFailed(cortex, run);
        }
    }

    @Test
    void takes_no_work() throws Exception {
        try (GitCortex cortex = GitCortex.open(repository.directory())) {
            WorkflowRun run = cortex.start(planWith("true"));

            assertThat(run.instruct(List.of(new StartTerminal(ERROR, "Build a house"))))
                    .singleElement()
                    .asString()
                    .contains("stands outside the tasks");
        }
    }
}
