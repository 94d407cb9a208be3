package io.gitcortex.core.commit;

import static org.assertj.core.api.Assertions.assertThat;

import io.gitcortex.core.commit.ParsedCommit.WithMetadata;
import io.gitcortex.model.CommitMetadata;
import io.gitcortex.model.CommitStatus;
import io.gitcortex.model.InstructionId;
import io.gitcortex.model.ReviewIssue;
import io.gitcortex.model.TaskId;
import io.gitcortex.model.TerminalId;
import io.gitcortex.model.WorkflowId;
import io.gitcortex.testkit.git.CommandResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** In the round of a CLI that cannot commit, {@code gitcortex-report} leaves a file and touches nothing of git's. */
final class ReportScriptFileTest {
    @TempDir
    private Path root;

    private static CommitMetadata.Builder expected(CommitStatus status) {
        return CommitMetadata.builder(WorkflowId.of("wf-1"), TaskId.of("task-1"), TerminalId.of("term-1"), status)
                .instructionId(InstructionId.of("i-1=2"));
    }

    @ParameterizedTest
    @MethodSource("io.gitcortex.core.commit.ReportRound#shells")
    void theReportIsAFileAndNothingIsAddedOrCommitted(String shell) throws IOException {
        ReportRound round = ReportRound.work(root).byFile().under(shell);
        round.worktree().write("a/new.txt", "new");
        String before = round.worktree().hash("HEAD");
        String text = "Say \"hello\" \\ in\n\n" + "Ünïcödé 漢字 😀 ".repeat(20).strip();

        CommandResult result = round.report("completed", "-m", text, "--notes", "Look\nat it");

        assertThat(result.exitCode()).as(result.error()).isZero();
        assertThat(result.output()).contains("commits it on your behalf", "without running hooks");
        assertThat(round.left())
                .isEqualTo(new WithMetadata(
                        text,
                        expected(CommitStatus.COMPLETED).notes("Look\nat it").build()));
        assertThat(round.worktree().hash("HEAD")).isEqualTo(before);
        assertThat(round.worktree().git("status", "--porcelain")).isEqualTo("?? .gitcortex-report.json\n?? a/\n");
    }

    @Test
    void itLiesAtTheTopAndTakesThePlaceOfTheOneBefore() throws IOException {
        ReportRound round = ReportRound.review(root).byFile();
        round.report("checkpoint", "-m", "Half of it");
        String script = "mkdir -p deep && cd deep && sh '" + round.helper()
                + "' review_reject --issue src/A.java:42:major:Null";

        CommandResult result = round.worktree().run(List.of("sh", "-c", script), Map.of());

        assertThat(result.exitCode()).as(result.error()).isZero();
        assertThat(round.left())
                .isEqualTo(new WithMetadata(
                        "Reject the review",
                        expected(CommitStatus.REVIEW_REJECT)
                                .reviewedTerminal(TerminalId.of("coder-1"))
                                .issues(List.of(new ReviewIssue("src/A.java", 42, "major", "Null", null)))
                                .build()));
        assertThat(round.worktree().git("status", "--porcelain")).isEqualTo("?? .gitcortex-report.json\n");
    }

    @Test
    void whatIsRefusedLeavesNothing() throws IOException {
        ReportRound round = ReportRound.work(root).byFile();

        CommandResult separator = round.report("completed", "-m", "One\n---METADATA---");
        CommandResult tooLong = round.report("completed", "-m", "x".repeat(17 * 1024));

        assertThat(separator.exitCode()).isEqualTo(2);
        assertThat(separator.error()).contains("-m must not hold a line ---METADATA---");
        assertThat(tooLong.exitCode()).isEqualTo(2);
        assertThat(tooLong.error()).contains("-m is longer than 16 KiB");
        assertThat(round.worktree().git("status", "--porcelain")).isEmpty();
    }

    @Test
    void aFileThatLiesThereIsNoPartOfACommit() throws IOException {
        ReportRound round = ReportRound.work(root);
        for (String name : List.of(".gitcortex-report.json", ".gitcortex-report.json.77")) {
            Files.writeString(round.worktree().directory().resolve(name), "{}");
        }
        round.worktree().write("new.txt", "new");

        assertThat(round.report("completed", "-m", "Say hello").exitCode()).isZero();

        assertThat(round.worktree().git("show", "--name-only", "--format=", "HEAD"))
                .isEqualTo("new.txt\n");
    }
}
