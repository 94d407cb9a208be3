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
import io.gitcortex.testkit.git.GitSandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReportScriptTest {
    private static final ReviewIssue ISSUE = new ReviewIssue("src/A.java", 42, "major", "Null: not handled", null);
    private static final String ISSUE_ARGUMENT = "src/A.java:42:major:Null: not handled";

    @TempDir
    private Path root;

    private static CommitMetadata.Builder expected(CommitStatus status) {
        return CommitMetadata.builder(WorkflowId.of("wf-1"), TaskId.of("task-1"), TerminalId.of("term-1"), status)
                .instructionId(InstructionId.of("i-1=2"));
    }

    @Test
    void workIsAddedAndCommittedWithTheIdsOfTheRound() throws IOException {
        ReportRound round = ReportRound.work(root);
        round.worktree().write("a/new.txt", "new");

        CommandResult result = round.report("completed", "-m", "Say hello", "--notes", "Look at a/new.txt");

        assertThat(result.exitCode()).as(result.error()).isZero();
        assertThat(round.tip())
                .isEqualTo(new WithMetadata(
                        "Say hello",
                        expected(CommitStatus.COMPLETED)
                                .notes("Look at a/new.txt")
                                .build()));
        assertThat(round.worktree().git("status", "--porcelain")).isEmpty();
        assertThat(round.worktree().git("show", "--name-only", "--format=", "HEAD"))
                .isEqualTo("a/new.txt\n");
    }

    @Test
    void workWithoutChangesIsReportedByAnEmptyCommit() throws IOException {
        ReportRound round = ReportRound.work(root);
        String before = round.worktree().hash("HEAD");

        assertThat(round.report("failed").exitCode()).isZero();

        assertThat(round.worktree().hash("HEAD^")).isEqualTo(before);
        assertThat(round.tip())
                .isEqualTo(new WithMetadata(
                        "The work cannot be done", expected(CommitStatus.FAILED).build()));
    }

    @Test
    void reviewLeavesIndexAndFilesAlone() throws IOException {
        ReportRound round = ReportRound.review(root);
        GitSandbox worktree = round.worktree();
        worktree.write("tracked", "1").commit("Add a file");
        worktree.write("staged", "s").git("add", "staged");
        worktree.write("tracked", "2").write("untracked", "u");
        String index = worktree.git("ls-files", "--stage");
        String status = worktree.git("status", "--porcelain");

        CommandResult result = round.report("review_reject", "-m", "# Not yet", "--issue", ISSUE_ARGUMENT);

        assertThat(result.exitCode()).as(result.error()).isZero();
        assertThat(worktree.git("ls-files", "--stage")).isEqualTo(index).contains("staged");
        assertThat(worktree.git("status", "--porcelain")).isEqualTo(status);
        assertThat(worktree.git("rev-parse", "HEAD^{tree}")).isEqualTo(worktree.git("rev-parse", "HEAD^^{tree}"));
        assertThat(round.tip())
                .isEqualTo(new WithMetadata(
                        "# Not yet",
                        expected(CommitStatus.REVIEW_REJECT)
                                .reviewedTerminal(TerminalId.of("coder-1"))
                                .issues(List.of(ISSUE))
                                .build()));
    }

    @Test
    void passedReviewNamesTheTerminalThatTheRoundIsAbout() throws IOException {
        ReportRound round = ReportRound.review(root);

        assertThat(round.report("review_passed", "--reviewed", "coder-1").exitCode())
                .isZero();

        assertThat(round.metadata())
                .isEqualTo(expected(CommitStatus.REVIEW_PASS)
                        .reviewedTerminal(TerminalId.of("coder-1"))
                        .build());
    }

    @Test
    void environmentStandsInForAMissingRoundFile() throws IOException {
        ReportRound round = ReportRound.unknown(root);
        Map<String, String> ids = Map.of(
                "GITCORTEX_WORKFLOW_ID", "wf-1",
                "GITCORTEX_TASK_ID", "task-1",
                "GITCORTEX_TERMINAL_ID", "term-1",
                "GITCORTEX_INSTRUCTION_ID", "i-1=2");

        assertThat(round.report(ids, "review_reject", "--reviewed", "coder-9", "--issue", ISSUE_ARGUMENT)
                        .exitCode())
                .isZero();
        assertThat(round.metadata())
                .isEqualTo(expected(CommitStatus.REVIEW_REJECT)
                        .reviewedTerminal(TerminalId.of("coder-9"))
                        .issues(List.of(ISSUE))
                        .build());

        assertThat(round.report(ids, "checkpoint").exitCode()).isZero();
        assertThat(round.metadata()).isEqualTo(expected(CommitStatus.CHECKPOINT).build());
    }

    @Test
    void roundFileBeatsTheEnvironment() throws IOException {
        ReportRound round = ReportRound.work(root);

        round.report(Map.of("GITCORTEX_WORKFLOW_ID", "old", "GITCORTEX_INSTRUCTION_ID", "old"), "completed");

        assertThat(round.metadata()).isEqualTo(expected(CommitStatus.COMPLETED).build());
    }

    @Test
    void identityMayComeFromTheEnvironment() throws IOException {
        ReportRound round = ReportRound.review(root);
        round.worktree().git("config", "--unset", "user.name");
        round.worktree().git("config", "--unset", "user.email");
        round.worktree().git("config", "user.useConfigOnly", "true");
        Map<String, String> identity = Map.of(
                "GIT_AUTHOR_NAME", "GitCortex Agent",
                "GIT_AUTHOR_EMAIL", "agent@example.com",
                "GIT_COMMITTER_NAME", "GitCortex Agent",
                "GIT_COMMITTER_EMAIL", "agent@example.com");

        assertThat(round.report("review_pass").exitCode()).isEqualTo(128);
        assertThat(round.report(identity, "review_pass").exitCode()).isZero();
        assertThat(round.worktree().git("log", "-1", "--format=%an %ce").strip())
                .isEqualTo("GitCortex Agent agent@example.com");
    }

    @Test
    void reportFromASubdirectoryTakesInTheWholeTree() throws IOException {
        ReportRound round = ReportRound.work(root);
        round.worktree().write("sub/inside", "1").write("outside", "2").write(".gitcortex-report.json", "{}");
        Path helper = root.resolve("gitcortex-report");

        CommandResult result = round.worktree()
                .run(List.of("sh", "-c", "cd sub && exec sh \"$0\" completed", helper.toString()), Map.of());

        assertThat(result.exitCode()).as(result.error()).isZero();
        assertThat(round.worktree().git("ls-files")).isEqualTo("outside\nsub/inside\n");
        assertThat(round.metadata().status()).isEqualTo(CommitStatus.COMPLETED);
    }

    @Test
    void hooksRefusalReachesTheAgentWithTheExitCodeOfGit() throws IOException {
        ReportRound round = ReportRound.work(root);
        String before = round.worktree().hash("HEAD");
        Path hook = root.resolve("repository/.git/hooks/pre-commit");
        Files.createDirectories(hook.getParent());
        Files.writeString(hook, "#!/bin/sh\necho 'lint: line 3 is too long' >&2\nexit 1\n");
        assertThat(hook.toFile().setExecutable(true)).isTrue();

        CommandResult result = round.report("completed");

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.error()).contains("lint: line 3 is too long", "nothing is reported yet");
        assertThat(round.worktree().hash("HEAD")).isEqualTo(before);
    }

    @Test
    void nothingIsLeftBehindInTheGitDirectory() throws IOException {
        ReportRound round = ReportRound.work(root);
        round.report("completed");
        Files.createFile(round.gitDirectory().resolve("index.lock"));
        assertThat(round.report("completed").exitCode()).isEqualTo(128);

        try (var files = Files.list(round.gitDirectory())) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .doesNotContain("gitcortex-report")
                    .noneMatch(name -> name.startsWith("gitcortex-report."));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "work, review_pass, this round is work",
        "work, review_reject, this round is work",
        "review, completed, this round is a review",
        "review, review_reject, at least one --issue",
        "work, done, is no status",
        "work, merged, is no status"
    })
    void statusThatDoesNotFitTheRoundIsRefusedInASentence(String kind, String status, String sentence)
            throws IOException {
        ReportRound round = kind.equals("work") ? ReportRound.work(root) : ReportRound.review(root);

        assertRefused(round, sentence, status);
    }

    @Test
    void argumentsThatMakeNoSenseAreRefusedInASentence() throws IOException {
        ReportRound review = ReportRound.review(root);

        assertRefused(review, "-m needs a value", "review_pass", "-m");
        assertRefused(review, "'--note' is not understood", "review_pass", "--note", "x");
        assertRefused(review, "reviews the terminal coder-1, not coder-2", "review_pass", "--reviewed", "coder-2");
        for (String issue : List.of("A.java:x:major:m", "A.java:42:major", "A.java:42:major: ", "A.java:42::m", "")) {
            assertRefused(review, "PATH:LINE:SEVERITY:TEXT", "review_reject", "--issue", issue);
        }
        assertRefused(review, "PATH:LINE:SEVERITY:TEXT", "review_reject", "--issue", "A:2147483648:major:m");
        assertRefused(review, "longer than 16 KiB", "review_pass", "--notes", "x".repeat(16385));
        assertRefused(review, "larger than 64 KiB", "review_pass", "--notes", "\u0001".repeat(16384));
    }

    @Test
    void worktreeWithoutARoundIsRefused() throws IOException {
        assertRefused(ReportRound.unknown(root), "no round of GitCortex is known", "completed");
    }

    @Test
    void usageIsShownToThoseWhoAskAndToThoseWhoSayNothing() throws IOException {
        ReportRound round = ReportRound.work(root);

        assertThat(round.report("--help").output()).startsWith("usage: gitcortex-report <status>");
        assertThat(round.report().exitCode()).isEqualTo(2);
    }

    private static void assertRefused(ReportRound round, String sentence, String... arguments) throws IOException {
        String before = round.worktree().hash("HEAD");

        CommandResult result = round.report(arguments);

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.error()).startsWith("gitcortex-report: ").contains(sentence);
        assertThat(round.worktree().hash("HEAD")).isEqualTo(before);
    }
}
