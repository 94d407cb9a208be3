package io.gitcortex.integration.seats;

import static org.assertj.core.api.Assertions.assertThat;

import io.gitcortex.bus.BusMessage;
import io.gitcortex.bus.BusMessage.EventRecorded;
import io.gitcortex.bus.Topic;
import io.gitcortex.core.GitCortex;
import io.gitcortex.core.WorkflowRun;
import io.gitcortex.integration.ScratchRepository;
import io.gitcortex.model.FileChange;
import io.gitcortex.model.SessionId;
import io.gitcortex.testkit.terminal.FakeTerminalTransport;
import io.gitcortex.workflow.CommitEvent;
import io.gitcortex.workflow.CommitEvent.CheckpointRecorded;
import io.gitcortex.workflow.CommitEvent.CommitMalformed;
import io.gitcortex.workflow.CommitEvent.CommitObserved;
import io.gitcortex.workflow.CommitEvent.CommitOfOtherWorkflow;
import io.gitcortex.workflow.CommitEvent.CommitQuarantined;
import io.gitcortex.workflow.CommitEvent.ResultSuperseded;
import io.gitcortex.workflow.CommitEvent.ReviewPassed;
import io.gitcortex.workflow.CommitEvent.ReviewRejected;
import io.gitcortex.workflow.CommitEvent.TerminalCompleted;
import io.gitcortex.workflow.CommitEvent.TerminalFailed;
import io.gitcortex.workflow.CommitSource;
import io.gitcortex.workflow.Instruction.CompleteWorkflow;
import io.gitcortex.workflow.TerminalStatus;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What commits mean that a host with a watcher of its own reports: the hash and the branch are the host's own. */
final class HostReportTest {
    @TempDir
    private Path directory;

    private final Queue<BusMessage> published = new ConcurrentLinkedQueue<>();
    private final FakeTerminalTransport terminals = FakeTerminalTransport.running(terminal -> terminal.print("ready"));
    private GitCortex cortex;
    private WorkflowRun run;
    private Seats seats;
    private SessionId coder;

    /** The coder is at work, and nothing is decided meanwhile: what changes, the commits change. */
    @BeforeEach
    void start() throws Exception {
        cortex = GitCortex.builder()
                .repository(ScratchRepository.in(directory).directory())
                .terminals(terminals)
                .build();
        run = cortex.start(Seats.plan("true", "coder", "reviewer", "fixer"));
        seats = Seats.of(cortex, run);
        coder = seats.awaitSession("one-coder");
        cortex.bus().subscribe(Topic.workflow(run.id()), published::add);
        run.pause("only commits are looked at");
    }

    @AfterEach
    void close() {
        cortex.close();
        terminals.close();
    }

    private void report(String hash, String terminal, String status, String more) throws InterruptedException {
        run.handleGitEvent(hash, "main", message(run.id().value(), terminal, status, more));
    }

    private static String message(String workflow, String terminal, String status, String more) {
        return "Did it\n\n---METADATA---\n{\"workflow_id\":\"" + workflow + "\",\"task_id\":\"one\",\"terminal_id\":\""
                + terminal + "\",\"status\":\"" + status + "\"" + more + "}\n";
    }

    private <E extends CommitEvent> E only(Class<E> type) {
        List<E> found = seats.events(type);
        assertThat(found).hasSize(1);
        E event = found.get(0);
        Awaitility.await("published")
                .atMost(Seats.LIMIT)
                .until(() -> published.stream()
                        .anyMatch(message -> message instanceof EventRecorded recorded
                                && recorded.entry().event().equals(event)));
        return event;
    }

    private void assertTold(String... words) {
        Awaitility.await("told " + String.join(", ", words)).atMost(Seats.LIMIT).until(() -> {
            String typed = new String(terminals.terminal(coder).typed(), StandardCharsets.UTF_8);
            return List.of(words).stream().allMatch(typed::contains);
        });
    }

    @Test
    void completed_completes_the_terminal_and_says_what_was_done() throws Exception {
        report(
                "abc123",
                "one-coder",
                "completed",
                ",\"notes\":\"mind the gap\",\"files_changed\":"
                        + "[{\"path\":\"src/Auth.java\",\"change_type\":\"modified\"}]");

        assertThat(seats.status("one-coder")).isEqualTo(TerminalStatus.COMPLETED);
        TerminalCompleted event = only(TerminalCompleted.class);
        assertThat(event.workflowId()).isEqualTo(run.id());
        assertThat(event.taskId().value()).isEqualTo("one");
        assertThat(event.terminalId().value()).isEqualTo("one-coder");
        assertThat(event.commit().hash()).isEqualTo("abc123");
        assertThat(event.commit().branch()).isEqualTo("main");
        assertThat(event.commit().message()).isEqualTo("Did it");
        assertThat(event.commit().source()).isEqualTo(CommitSource.HOST);
        assertThat(event.filesChanged()).containsExactly(new FileChange("src/Auth.java", "modified"));
        assertThat(event.notes()).isEqualTo("mind the gap");
    }

    @ParameterizedTest
    @CsvSource({"review_pass", "review_passed"})
    void review_pass_passes_the_reviewed_and_completes_the_reviewer_from_pending(String status) throws Exception {
        report("a1", "one-coder", "completed", "");
        report("a2", "one-reviewer", status, ",\"reviewed_terminal\":\"one-coder\"");

        assertThat(seats.status("one-coder")).isEqualTo(TerminalStatus.REVIEW_PASSED);
        assertThat(seats.status("one-reviewer")).isEqualTo(TerminalStatus.COMPLETED);
        assertThat(only(ReviewPassed.class).reviewed().value()).isEqualTo("one-coder");
    }

    @ParameterizedTest
    @CsvSource({"review_reject", "review_rejected"})
    void review_reject_rejects_the_reviewed_and_completes_the_reviewer(String status) throws Exception {
        report("a1", "one-coder", "completed", "");
        report(
                "a2",
                "one-reviewer",
                status,
                ",\"reviewed_terminal\":\"one-coder\",\"issues\":"
                        + "[{\"line\":42,\"severity\":\"major\",\"message\":\"off by one\"}]");

        assertThat(seats.status("one-coder")).isEqualTo(TerminalStatus.REVIEW_REJECTED);
        assertThat(seats.status("one-reviewer")).isEqualTo(TerminalStatus.COMPLETED);
        assertThat(only(ReviewRejected.class).issues())
                .singleElement()
                .satisfies(issue -> assertThat(issue.line()).isEqualTo(42));
    }

    @Test
    void failed_fails_the_terminal_and_gives_the_message_as_the_error() throws Exception {
        report("abc123", "one-coder", "failed", "");

        assertThat(seats.status("one-coder")).isEqualTo(TerminalStatus.FAILED);
        assertThat(only(TerminalFailed.class).error()).isEqualTo("Did it");
    }

    @Test
    void a_checkpoint_is_recorded_and_changes_nothing() throws Exception {
        report("abc123", "one-coder", "checkpoint", "");

        assertThat(seats.status("one-coder")).isEqualTo(TerminalStatus.RUNNING);
        assertThat(only(CheckpointRecorded.class).commit().hash()).isEqualTo("abc123");
    }

    @Test
    void another_workflows_id_is_recorded_and_changes_nothing() throws Exception {
        run.handleGitEvent("abc123", "main", message("wf-other", "one-coder", "completed", ""));

        assertThat(seats.status("one-coder")).isEqualTo(TerminalStatus.RUNNING);
        assertThat(only(CommitOfOtherWorkflow.class).named().value()).isEqualTo("wf-other");
    }

    @Test
    void a_commit_without_metadata_is_recorded_and_changes_nothing() throws Exception {
        run.handleGitEvent("abc123", "main", "Tidy up");

        assertThat(seats.status("one-coder")).isEqualTo(TerminalStatus.RUNNING);
        assertThat(only(CommitObserved.class).commit().message()).isEqualTo("Tidy up");
    }

    @ParameterizedTest
    @CsvSource({
        "review_reject, ',\"reviewed_terminal\":\"one-fixer\"', review_reject needs issues",
        "review_pass, '', A review needs reviewed_terminal",
        "finished, '', is unknown. Known are",
        "completed, ',\"issues\":[', metadata"
    })
    void a_malformed_block_is_told_to_the_agent_in_words_and_changes_nothing(String status, String more, String words)
            throws Exception {
        report("abc123", "one-coder", status, more);

        assertThat(only(CommitMalformed.class).problems()).isNotEmpty();
        assertTold("Commit abc123 could not be understood", words);
        assertThat(seats.status("one-coder")).isEqualTo(TerminalStatus.RUNNING);
    }

    @Test
    void a_verdict_on_what_is_not_there_or_not_done_is_not_accepted() throws Exception {
        report("a1", "one-reviewer", "review_pass", ",\"reviewed_terminal\":\"nobody\"");
        report("a2", "one-reviewer", "review_pass", ",\"reviewed_terminal\":\"one-fixer\"");
        report("a3", "one-coder", "review_pass", ",\"reviewed_terminal\":\"one-fixer\"");

        assertThat(seats.events(CommitQuarantined.class))
                .extracting(CommitQuarantined::reason)
                .satisfiesExactly(
                        first -> assertThat(first).contains("nobody, which this workflow does not have"),
                        second -> assertThat(second).contains("one-fixer, which is pending"),
                        third -> assertThat(third).contains("a round of work takes completed or failed"));
        assertTold("Commit a3 was not accepted", "a round of work takes completed or failed");
        assertThat(seats.status("one-reviewer")).isEqualTo(TerminalStatus.PENDING);
    }

    @Test
    void a_commit_is_handled_once_and_a_late_one_changes_nothing() throws Exception {
        report("abc123", "one-coder", "completed", "");
        report("abc123", "one-coder", "failed", "");
        assertThat(seats.status("one-coder")).isEqualTo(TerminalStatus.COMPLETED);
        assertThat(seats.events(CommitEvent.class)).hasSize(1);

        run.unpause();
        run.instruct(List.of(new CompleteWorkflow(false, "over")));
        run.await(Seats.LIMIT);
        report("late", "one-fixer", "completed", "");
        assertThat(only(ResultSuperseded.class).commit().hash()).isEqualTo("late");
        assertThat(seats.status("one-fixer")).isEqualTo(TerminalStatus.PENDING);
    }
}
