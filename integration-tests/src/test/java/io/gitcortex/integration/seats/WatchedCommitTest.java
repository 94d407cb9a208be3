package io.gitcortex.integration.seats;

import static org.assertj.core.api.Assertions.assertThat;

import io.gitcortex.core.GitCortex;
import io.gitcortex.core.WorkflowRun;
import io.gitcortex.integration.GitCalls;
import io.gitcortex.integration.ScratchRepository;
import io.gitcortex.model.SessionId;
import io.gitcortex.terminal.TerminalSpec;
import io.gitcortex.testkit.terminal.FakeTerminalTransport;
import io.gitcortex.workflow.CommitEvent.CommitMalformed;
import io.gitcortex.workflow.CommitEvent.CommitQuarantined;
import io.gitcortex.workflow.CommitEvent.ResultSuperseded;
import io.gitcortex.workflow.CommitEvent.TerminalCompleted;
import io.gitcortex.workflow.CommitSource;
import io.gitcortex.workflow.TerminalStatus;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What commits mean that are found on the branch of a task. */
final class WatchedCommitTest {
    @TempDir
    private Path directory;

    private final FakeTerminalTransport terminals = FakeTerminalTransport.running(terminal -> terminal.print("ready"));
    private GitCortex cortex;
    private WorkflowRun run;
    private Seats seats;
    private SessionId coder;
    private GitCalls worktree;
    private String instructionId;

    @BeforeEach
    void start() throws Exception {
        cortex = GitCortex.builder()
                .repository(ScratchRepository.in(directory).directory())
                .terminals(terminals)
                .build();
        run = cortex.start(Seats.plan("true", "coder", "fixer"));
        seats = Seats.of(cortex, run);
        coder = seats.awaitSession("one-coder");
        run.pause("only commits are looked at");
        TerminalSpec spec = terminals.terminal(coder).spec();
        worktree = GitCalls.in(spec.workingDirectory());
        instructionId = instructionId(Path.of(spec.environment().get("GITCORTEX_INSTRUCTION_FILE")));
    }

    @AfterEach
    void close() {
        cortex.close();
        terminals.close();
    }

    private static String instructionId(Path instruction) throws IOException {
        try (var lines = Files.lines(instruction)) {
            return lines.filter(line -> line.startsWith("instruction_id: "))
                    .map(line -> line.substring("instruction_id: ".length()))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private String commit(String status, String more) {
        String message = "Did it\n\n---METADATA---\n{\"workflow_id\":\"" + run.id()
                + "\",\"task_id\":\"one\",\"terminal_id\":\"one-coder\",\"status\":\"" + status
                + "\",\"instruction_id\":\"" + instructionId + "\"" + more + "}\n";
        worktree.run(
                "-c",
                "user.name=Agent",
                "-c",
                "user.email=agent@example.invalid",
                "commit",
                "-q",
                "--allow-empty",
                "-m",
                message);
        return worktree.run("rev-parse", "HEAD");
    }

    private void assertTold(String... words) {
        Awaitility.await("told " + String.join(", ", words)).atMost(Seats.LIMIT).until(() -> {
            String typed = new String(terminals.terminal(coder).typed(), StandardCharsets.UTF_8);
            return List.of(words).stream().allMatch(typed::contains);
        });
    }

    @ParameterizedTest
    @CsvSource({
        "review_reject, ',\"reviewed_terminal\":\"one-fixer\"', review_reject needs issues",
        "review_pass, '', A review needs reviewed_terminal",
        "finished, '', is unknown. Known are"
    })
    void a_malformed_block_is_told_to_the_agent_in_words_and_changes_nothing(String status, String more, String words) {
        String hash = commit(status, more);

        assertThat(seats.awaitEvent(CommitMalformed.class).commit().hash()).isEqualTo(hash);
        assertTold("Commit " + hash + " could not be understood", words);
        assertThat(seats.status("one-coder")).isEqualTo(TerminalStatus.RUNNING);
    }

    @Test
    void a_verdict_in_a_round_of_work_is_told_to_the_agent_and_changes_nothing() {
        String hash = commit("review_pass", ",\"reviewed_terminal\":\"one-fixer\"");

        assertThat(seats.awaitEvent(CommitQuarantined.class).reason()).contains("a round of work takes completed");
        assertTold("Commit " + hash + " was not accepted", "a round of work takes completed or failed");
        assertThat(seats.status("one-coder")).isEqualTo(TerminalStatus.RUNNING);
    }

    @Test
    void the_first_result_of_a_round_wins_and_a_later_one_is_superseded() {
        String first = commit("completed", "");
        assertThat(seats.awaitEvent(TerminalCompleted.class).commit().hash()).isEqualTo(first);
        assertThat(seats.events(TerminalCompleted.class).get(0).commit().source())
                .isEqualTo(CommitSource.BRANCH);

        String late = commit("failed", "");
        assertThat(seats.awaitEvent(ResultSuperseded.class).commit().hash()).isEqualTo(late);
        assertThat(seats.status("one-coder")).isEqualTo(TerminalStatus.COMPLETED);
    }
}
