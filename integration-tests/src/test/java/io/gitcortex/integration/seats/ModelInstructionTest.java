package io.gitcortex.integration.seats;

import static org.assertj.core.api.Assertions.assertThat;

import io.gitcortex.core.GitCortex;
import io.gitcortex.core.WorkflowRun;
import io.gitcortex.integration.ScratchRepository;
import io.gitcortex.model.ErrorSeverity;
import io.gitcortex.testkit.llm.ScriptedLlmClient;
import io.gitcortex.testkit.terminal.FakeTerminalTransport;
import io.gitcortex.workflow.DecisionEvent.AnswerRefused;
import io.gitcortex.workflow.DecisionEvent.InstructionFailed;
import io.gitcortex.workflow.DecisionMode;
import io.gitcortex.workflow.OrchestratorConfig;
import io.gitcortex.workflow.TaskEvent.TaskReadyToMerge;
import io.gitcortex.workflow.TerminalEvent.SessionOpened;
import io.gitcortex.workflow.TerminalEvent.TerminalCreated;
import io.gitcortex.workflow.WorkflowOutcome;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A model gives every kind of instruction, and what comes of each is as it would be from anybody else. */
final class ModelInstructionTest {
    @TempDir
    private Path directory;

    private final ScriptedLlmClient model = ScriptedLlmClient.create();
    private final FakeTerminalTransport terminals = FakeTerminalTransport.running(terminal -> terminal.print("ready"));
    private Seats seats;
    private WorkflowRun run;

    @Test
    void every_instruction_of_a_model_is_carried_out_or_refused_in_words() throws Exception {
        ScratchRepository repository = ScratchRepository.in(directory);
        String first = repository.git("rev-parse", "main");
        model.thenAnswer("[{\"type\":\"start_task\",\"task_id\":\"one\",\"instruction\":\"Write it, briefly\"},"
                        + "{\"type\":\"send_to_terminal\",\"terminal_id\":\"one-coder\",\"message\":\"and well\"}]")
                .thenAnswer(review("0123456789012345678901234567890123456789"))
                .thenAnswer(review(first))
                .thenAnswer(
                        "[{\"type\":\"fix_issues\",\"terminal_id\":\"one-coder\",\"issues\":[{\"path\":\"a.txt\","
                                + "\"line\":42,\"severity\":\"major\",\"message\":\"off by one\",\"suggestion\":\"add one\"}]}]")
                .thenAnswer("[{\"type\":\"create_task\",\"name\":\"Docs\",\"task_id\":\"docs\"},"
                        + "{\"type\":\"create_terminal\",\"task_id\":\"docs\",\"role\":\"writer\",\"cli\":\"shell\","
                        + "\"model\":\"sonnet\",\"order\":0},"
                        + "{\"type\":\"create_task\",\"name\":\"Other docs\",\"task_id\":\"one\"},"
                        + "{\"type\":\"fail_task\",\"task_id\":\"one\",\"reason\":\"no\"},"
                        + "{\"type\":\"dance\"},"
                        + "{\"type\":\"complete_workflow\",\"success\":true,\"summary\":\"all is well\"},"
                        + "{\"type\":\"complete_task\",\"task_id\":\"one\",\"summary\":\"fixed\"},"
                        + "{\"type\":\"merge_branch\",\"task_id\":\"one\"}]")
                .thenAnswer("[{\"type\":\"complete_workflow\",\"success\":false,\"summary\":\"docs are not wanted\"}]")
                .thenAnswer("[{\"type\":\"complete_workflow\",\"success\":false,\"summary\":\"docs are not wanted\"}]");
        try (GitCortex cortex = GitCortex.builder()
                .repository(repository.directory())
                .terminals(terminals)
                .llm(model)
                .config(OrchestratorConfig.builder()
                        .mode(DecisionMode.MODEL)
                        .graceAfterResult(Duration.ZERO)
                        .build())
                .build()) {
            run = cortex.start(Seats.plan("true", "coder", "reviewer").toBuilder()
                    .mode(DecisionMode.MODEL)
                    .build());
            seats = Seats.of(cortex, run);
            worksReviewsAndFixes(first);
            createsRefusesAndEnds();
        }
    }

    private static String review(String hash) {
        return "[{\"type\":\"review_code\",\"terminal_id\":\"one-coder\",\"commit_hash\":\"" + hash + "\"}]";
    }

    private void worksReviewsAndFixes(String reviewed) throws Exception {
        var coder = seats.awaitSession("one-coder");
        assertThat(instructionOf("one-coder")).contains("Write it, briefly").doesNotContain("Do one");
        Awaitility.await("sent when the session was open")
                .atMost(Seats.LIMIT)
                .until(() ->
                        new String(terminals.terminal(coder).typed(), StandardCharsets.UTF_8).equals("and well\n"));

        report("a1", "one-coder", "completed", "");
        assertThat(seats.awaitEvent(InstructionFailed.class).reason())
                .contains("Commit 0123456", "not in this repository");
        seats.awaitSession("one-reviewer");
        assertThat(instructionOf("one-reviewer"))
                .contains("commit " + reviewed, "> Begin")
                .contains("base.txt");

        report(
                "a2",
                "one-reviewer",
                "review_reject",
                ",\"reviewed_terminal\":\"one-coder\",\"issues\":"
                        + "[{\"line\":42,\"severity\":\"major\",\"message\":\"off by one\"}]");
        Awaitility.await("the coder again")
                .atMost(Seats.LIMIT)
                .until(() -> seats.events(SessionOpened.class).size() == 3);
        assertThat(instructionOf("one-coder")).contains("1. a.txt:42: major: off by one (add one)");
        report("a3", "one-coder", "completed", "");
    }

    private void createsRefusesAndEnds() throws Exception {
        AnswerRefused refused = seats.awaitEvent(AnswerRefused.class);
        assertThat(refused.refusals())
                .anyMatch(words -> words.contains("There is a task one already"))
                .anyMatch(words -> words.contains("'fail_task' is not for a model to give"))
                .anyMatch(words -> words.contains("dance"));
        TerminalCreated writer = seats.awaitEvent(TerminalCreated.class);
        assertThat(writer.terminalId().value()).isEqualTo("docs-writer");
        assertThat(writer.plan().model()).contains("sonnet");
        assertThat(run.await(Seats.LIMIT))
                .isEqualTo(new WorkflowOutcome.Failed("docs are not wanted", ErrorSeverity.MAJOR));
        assertThat(seats.events(TaskReadyToMerge.class)).isEmpty(); // It has no commits of its own.
        assertThat(seats.events(InstructionFailed.class))
                .extracting(InstructionFailed::reason)
                .anyMatch(reason -> reason.contains("a workflow is complete when all its tasks are"));
    }

    private void report(String hash, String terminal, String status, String more) throws InterruptedException {
        run.handleGitEvent(
                hash,
                "main",
                "Did it\n\n---METADATA---\n{\"workflow_id\":\"" + run.id() + "\",\"task_id\":\"one\",\"terminal_id\":\""
                        + terminal + "\",\"status\":\"" + status + "\"" + more + "}\n");
    }

    private String instructionOf(String terminal) throws Exception {
        return Files.readString(directory
                .resolve("repository/.git/gitcortex/instructions")
                .resolve(run.id().value())
                .resolve(terminal + ".md"));
    }
}
