package io.gitcortex.integration.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.gitcortex.core.GitCortex;
import io.gitcortex.core.WorkflowRun;
import io.gitcortex.integration.LiveSessions;
import io.gitcortex.integration.ScratchRepository;
import io.gitcortex.model.TaskId;
import io.gitcortex.model.TerminalId;
import io.gitcortex.workflow.CommitEvent;
import io.gitcortex.workflow.CommitEvent.CheckpointRecorded;
import io.gitcortex.workflow.CommitEvent.ReviewPassed;
import io.gitcortex.workflow.CommitEvent.ReviewRejected;
import io.gitcortex.workflow.CommitEvent.TerminalCompleted;
import io.gitcortex.workflow.DecisionMode;
import io.gitcortex.workflow.JournalEntry;
import io.gitcortex.workflow.TaskEvent.ReportPrepared;
import io.gitcortex.workflow.TaskPlan;
import io.gitcortex.workflow.TerminalEvent.RoundFailed;
import io.gitcortex.workflow.TerminalPlan;
import io.gitcortex.workflow.WorkflowEvent;
import io.gitcortex.workflow.WorkflowOutcome;
import io.gitcortex.workflow.WorkflowPlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whole workflows of agents that cannot commit, in real pseudo-terminals: they leave files, and GitCortex commits. */
final class ReportByFileTest {
    private static final Duration LIMIT = Duration.ofMinutes(1);

    /** Waits until the file that was left is taken, 20 s at most. */
    private static final String AWAIT = """
            await() { n=0; while [ -e .gitcortex-report.json ] && [ $n -lt 200 ]; do n=$((n + 1)); sleep 0.1; done; }
            """;

    @TempDir
    private Path directory;

    private Path seen;
    private Path dialects;
    private ScratchRepository repository;
    private List<JournalEntry> journal = List.of();

    @BeforeEach
    void prepare() throws IOException {
        repository = ScratchRepository.in(directory);
        seen = Files.createDirectories(directory.resolve("seen"));
        dialects = Files.createDirectories(directory.resolve("dialects"));
        Files.writeString(
                dialects.resolve("boxed.yaml"),
                "name: boxed\ncommand: []\nenvironment: {SEEN: \"" + seen + "\"}\nreports: file\n");
    }

    private static TerminalPlan terminal(String role, String script) {
        return TerminalPlan.builder(role)
                .id(TerminalId.of(role))
                .cli("boxed")
                .command(List.of("sh", "-c", AWAIT + script))
                .build();
    }

    private WorkflowOutcome run(TerminalPlan... terminals) throws InterruptedException {
        TaskPlan task = TaskPlan.builder("Say hello")
                .id(TaskId.of("hello"))
                .description("Write hello.txt")
                .terminals(List.of(terminals))
                .build();
        WorkflowPlan plan = WorkflowPlan.builder("hello", "Say hello")
                .mode(DecisionMode.RULES)
                .tasks(List.of(task))
                .build();
        try (GitCortex cortex = GitCortex.builder()
                .repository(repository.directory())
                .dialects(dialects)
                .build()) {
            WorkflowRun run = cortex.start(plan);
            WorkflowOutcome outcome = run.await(LIMIT);
            journal = cortex.events(run.id(), 0, 1_000);
            return outcome;
        }
    }

    private <E extends WorkflowEvent> List<E> events(Class<E> type) {
        return journal.stream()
                .map(JournalEntry::event)
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }

    private List<String> hashes() {
        return events(CommitEvent.class).stream()
                .map(event -> event.commit().hash())
                .toList();
    }

    private String seen(String file) throws IOException {
        return Files.readString(seen.resolve(file));
    }

    @Test
    void work_that_is_left_as_a_file_is_committed_and_merged() throws Exception {
        WorkflowOutcome outcome = run(terminal("coder", """
                cp "$GITCORTEX_INSTRUCTION_FILE" "$SEEN/told"
                mkdir -p a; echo hello >a/hello.txt; echo '*.log' >.gitignore; echo no >build.log
                "$GITCORTEX_REPORT" completed -m 'Say "hello"' --notes 'Only once' >"$SEEN/said"
                await
                git status --porcelain --ignored >"$SEEN/status"
                """));

        assertThat(outcome).isInstanceOf(WorkflowOutcome.Completed.class);
        assertThat(repository.git("show", "main:a/hello.txt")).isEqualTo("hello");
        assertThat(repository.git("ls-tree", "-r", "--name-only", "main").lines())
                .contains("a/hello.txt", ".gitignore")
                .doesNotContain("build.log", ".gitcortex-report.json");
        TerminalCompleted completed = events(TerminalCompleted.class).get(0);
        assertThat(completed.commit().message()).isEqualTo("Say \"hello\"");
        assertThat(completed.notes()).isEqualTo("Only once");
        assertThat(events(ReportPrepared.class))
                .singleElement()
                .extracting(ReportPrepared::commit)
                .isEqualTo(completed.commit().hash());
        assertThat(seen("status")).isEqualTo("!! build.log\n");
        assertThat(seen("said")).contains("on your behalf").contains("without running hooks");
        assertThat(seen("told"))
                .contains("on your behalf, without running hooks", "then rename it to .gitcortex-report.json:")
                .contains("\"message\": \"What you did\",\n")
                .doesNotContain("---METADATA---");
        assertThat(LiveSessions.of(journal)).isEmpty();
    }

    @Test
    void a_reviewer_rejects_and_passes_by_files_and_commits_nothing_of_the_worktree() throws Exception {
        WorkflowOutcome outcome = run(terminal("coder", """
                echo again >>hello.txt
                "$GITCORTEX_REPORT" completed -m "Say hello"
                """), terminal("reviewer", """
                echo scratch >scratch.txt
                if [ "$(wc -l <hello.txt)" -gt 1 ]; then "$GITCORTEX_REPORT" review_pass -m "Good"
                else "$GITCORTEX_REPORT" review_reject -m "Not yet" --issue "hello.txt:1:major:Say it twice"; fi
                """));

        assertThat(outcome).isInstanceOf(WorkflowOutcome.Completed.class);
        assertThat(repository.git("show", "main:hello.txt").lines()).hasSize(2);
        assertThat(repository.git("ls-tree", "-r", "--name-only", "main")).doesNotContain("scratch");
        assertThat(events(ReviewRejected.class))
                .singleElement()
                .satisfies(rejected ->
                        assertThat(rejected.issues().get(0).message()).isEqualTo("Say it twice"));
        assertThat(events(ReviewPassed.class)).hasSize(1);
        assertThat(events(ReportPrepared.class)).hasSize(4);
        assertThat(hashes()).doesNotHaveDuplicates().hasSize(4);
        assertThat(events(RoundFailed.class)).isEmpty();
    }

    @Test
    void no_hook_of_the_repository_is_run() throws Exception {
        Path fired = directory.resolve("fired");
        Path hooks = repository.directory().resolve(".git/hooks");
        for (String hook : List.of("pre-commit", "commit-msg", "post-commit", "post-index-change")) {
            Path file = Files.writeString(
                    Files.createDirectories(hooks).resolve(hook), "#!/bin/sh\necho " + hook + " >>" + fired + "\n");
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
        repository.git(
                "-c",
                "user.name=T",
                "-c",
                "user.email=t@example.invalid",
                "commit",
                "-q",
                "--allow-empty",
                "-m",
                "Fire");
        assertThat(Files.readString(fired)).contains("pre-commit", "commit-msg", "post-commit");
        Files.delete(fired);

        WorkflowOutcome outcome = run(terminal("coder", """
                echo hello >hello.txt
                "$GITCORTEX_REPORT" completed -m "Say hello"
                """));

        assertThat(outcome).isInstanceOf(WorkflowOutcome.Completed.class);
        assertThat(repository.git("show", "main:hello.txt")).isEqualTo("hello");
        assertThat(fired).doesNotExist();
    }

    @Test
    void half_a_report_is_complained_about_once_and_taken_when_it_is_mended() throws Exception {
        WorkflowOutcome outcome = run(terminal("coder", """
                echo hello >hello.txt
                printf '{"workflow_id": "w", "message": "Say' >.gitcortex-report.json
                read -r told; printf '%s\\n' "$told" >"$SEEN/told"
                sleep 3
                [ -e .gitcortex-report.json ] && echo there >"$SEEN/still"
                "$GITCORTEX_REPORT" completed -m "Say hello"
                await
                timeout 1 cat >"$SEEN/more"
                """));

        assertThat(outcome).isInstanceOf(WorkflowOutcome.Completed.class);
        assertThat(seen("told")).contains("Your report in .gitcortex-report.json is not accepted", "not valid JSON");
        assertThat(seen("still")).isEqualTo("there\n");
        assertThat(seen("more")).isEmpty();
        assertThat(hashes()).hasSize(1);
        assertThat(events(RoundFailed.class)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "completed, Its instruction_id is not the one that terminal coder was given last",
        "checkpoint, It does not name the instruction that was given last"
    })
    void nothing_is_committed_for_an_instruction_that_was_not_given(String status, String reason) throws Exception {
        WorkflowOutcome outcome = run(terminal("coder", """
                echo hello >hello.txt
                printf '{"workflow_id": "%s", "task_id": "%s", "terminal_id": "%s", "message": "Say hello",
                    "status": "STATUS", "instruction_id": "i-00000000000000000000000000000000"}' \\
                    "$GITCORTEX_WORKFLOW_ID" "$GITCORTEX_TASK_ID" "$GITCORTEX_TERMINAL_ID" >.gitcortex-report.json
                read -r told; printf '%s\\n' "$told" >"$SEEN/told"
                git log --format=%s main..HEAD >"$SEEN/commits"
                "$GITCORTEX_REPORT" completed -m "Say hello"
                """.replace("STATUS", status)));

        assertThat(outcome).isInstanceOf(WorkflowOutcome.Completed.class);
        assertThat(seen("told")).contains(reason);
        assertThat(seen("commits")).isEmpty();
        assertThat(events(ReportPrepared.class)).hasSize(1);
    }

    @Test
    void an_equal_report_is_dropped() throws Exception {
        WorkflowOutcome outcome = run(terminal("coder", """
                echo hello >hello.txt
                "$GITCORTEX_REPORT" checkpoint -m "On the way"; await
                echo more >>hello.txt
                "$GITCORTEX_REPORT" checkpoint -m "On the way"; await
                [ -e .gitcortex-report.json ] || echo dropped >"$SEEN/dropped"
                "$GITCORTEX_REPORT" completed -m "Say hello"
                """));

        assertThat(outcome).isInstanceOf(WorkflowOutcome.Completed.class);
        assertThat(seen("dropped")).isEqualTo("dropped\n");
        assertThat(events(CheckpointRecorded.class)).hasSize(1);
        assertThat(events(ReportPrepared.class)).hasSize(2);
        assertThat(repository.git("show", "main:hello.txt")).isEqualTo("hello\nmore");
    }

    @Test
    void whoever_leaves_with_half_a_report_has_failed_and_is_told_why() throws Exception {
        WorkflowOutcome outcome = run(terminal("coder", """
                if [ -e "$SEEN/before" ]; then
                    cp "$GITCORTEX_INSTRUCTION_FILE" "$SEEN/told"; "$GITCORTEX_REPORT" completed -m "Say hello"
                else echo before >"$SEEN/before"; echo hello >hello.txt; echo '{' >.gitcortex-report.json; fi
                """));

        assertThat(outcome).isInstanceOf(WorkflowOutcome.Completed.class);
        List<String> reasons = new ArrayList<>();
        events(RoundFailed.class).forEach(failed -> reasons.add(failed.reason()));
        assertThat(reasons)
                .singleElement()
                .asString()
                .contains("exit code 0 and without a result; what it left in .gitcortex-report.json is not accepted")
                .contains("is not valid JSON");
        assertThat(seen("told")).contains("is not valid JSON");
        assertThat(repository.git("show", "main:hello.txt")).isEqualTo("hello");
    }
}
