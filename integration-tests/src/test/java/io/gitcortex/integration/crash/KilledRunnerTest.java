package io.gitcortex.integration.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.gitcortex.core.GitCortex;
import io.gitcortex.core.WorkflowRun;
import io.gitcortex.core.json.EventJson;
import io.gitcortex.integration.GitCalls;
import io.gitcortex.integration.LiveSessions;
import io.gitcortex.integration.ScratchRepository;
import io.gitcortex.model.WorkflowId;
import io.gitcortex.workflow.CommitEvent;
import io.gitcortex.workflow.JournalEntry;
import io.gitcortex.workflow.TaskEvent.TaskMerged;
import io.gitcortex.workflow.Workflow;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The runner is killed in the middle of the demo, and another one goes on: nothing is lost, nothing is done twice. */
final class KilledRunnerTest {
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final int ALL = 10_000;

    @TempDir
    private Path parent;

    @ParameterizedTest(name = "killed after {0}")
    @ValueSource(strings = {"session_opened", "terminal_completed", "review_rejected", "merge_prepared", "task_merged"})
    void goes_on_after_a_kill(String event) throws Exception {
        Path repository = parent.resolve("demo");
        try (RunnerProcess first = RunnerProcess.start(parent, "demo", "--dir", repository.toString())) {
            awaitEvent(first, repository, event);
            first.kill();
        }
        try (RunnerProcess second = RunnerProcess.start(parent, "resume", "--repo", repository.toString())) {
            assertThat(second.exitCode(LIMIT)).as(second::output).isZero();
        }

        List<JournalEntry> journal = journal(repository);
        assertThat(journal).extracting(JournalEntry::sequence).doesNotHaveDuplicates();
        assertThat(commitsOf(journal))
                .as("every commit of an agent has exactly one event")
                .containsExactlyInAnyOrderElementsOf(agentCommits(repository));
        assertThat(journal)
                .as("no task is merged twice")
                .extracting(JournalEntry::event)
                .filteredOn(TaskMerged.class::isInstance)
                .hasSize(2);
        assertThat(GitCalls.in(repository).run("rev-list", "--merges", "--count", "main"))
                .isEqualTo("2");
        assertThat(GitCalls.in(repository).run("status", "--porcelain")).isEmpty();
        assertThat(GitCalls.in(repository).run("fsck", "--no-dangling")).isEmpty();
        assertThat(LiveSessions.of(journal)).as("processes left").isEmpty();
    }

    private static void awaitEvent(RunnerProcess runner, Path repository, String event) {
        Awaitility.await()
                .atMost(LIMIT)
                .pollInterval(Duration.ofMillis(20))
                .failFast("the runner ended too soon", () -> !runner.isAlive())
                .until(() -> Files.exists(repository.resolve(".git/gitcortex/gitcortex.db"))
                        && journal(repository).stream()
                                .anyMatch(
                                        entry -> EventJson.typeOf(entry.event()).equals(event)));
    }

    private static List<JournalEntry> journal(Path repository) {
        try (GitCortex cortex = GitCortex.open(repository)) {
            List<Workflow> workflows = cortex.workflows();
            if (workflows.isEmpty()) {
                return List.of();
            }
            WorkflowId id = workflows.get(0).workflowId();
            return cortex.events(id, 0, ALL);
        }
    }

    private static List<String> commitsOf(List<JournalEntry> journal) {
        return journal.stream()
                .map(JournalEntry::event)
                .filter(CommitEvent.class::isInstance)
                .map(event -> ((CommitEvent) event).commit().hash())
                .toList();
    }

    /** What the branches of the tasks hold beyond the commit that all began from. */
    private static List<String> agentCommits(Path repository) {
        GitCalls git = GitCalls.in(repository);
        String root = git.run("rev-list", "--max-parents=0", "main");
        return git.run("rev-list", "--no-merges", "--branches=gitcortex/*", "^" + root)
                .lines()
                .toList();
    }

    @Test
    void tells_a_second_runner_who_runs_the_workflow() throws Exception {
        ScratchRepository repository = ScratchRepository.in(parent);
        try (GitCortex cortex = GitCortex.open(repository.directory())) {
            WorkflowRun run = cortex.start(repository.waitingPlan());
            String directory = repository.directory().toString();
            try (RunnerProcess second = RunnerProcess.start(parent, "resume", "--repo", directory)) {
                assertThat(second.exitCode(LIMIT)).isEqualTo(1);
                assertThat(second.output())
                        .contains("process " + ProcessHandle.current().pid());
            }
            run.cancel("the test is over");
        }
    }
}
