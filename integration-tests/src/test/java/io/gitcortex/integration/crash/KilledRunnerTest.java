package io.gitcortex.integration.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.gitcortex.core.GitCortex;
import io.gitcortex.core.WorkflowRun;
import io.gitcortex.core.json.EventJson;
import io.gitcortex.integration.GitCalls;
import io.gitcortex.integration.LiveSessions;
import io.gitcortex.integration.ScratchRepository;
import io.gitcortex.workflow.CommitEvent;
import io.gitcortex.workflow.DecisionEvent.InstructionDone;
import io.gitcortex.workflow.JournalEntry;
import io.gitcortex.workflow.TaskEvent.MergePrepared;
import io.gitcortex.workflow.TaskEvent.TaskMerged;
import io.gitcortex.workflow.Workflow;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The runner is killed in the middle of its work, and another one goes on: nothing is lost, nothing is done twice. */
final class KilledRunnerTest {
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final int ALL = 10_000;

    @TempDir
    private Path parent;

    @ParameterizedTest(name = "killed after {0}")
    @ValueSource(strings = {"session_opened", "terminal_completed", "review_rejected", "merge_prepared", "task_merged"})
    void goes_on_after_a_kill(String event) throws Exception {
        ScratchRepository scratch = ScratchRepository.in(parent);
        Path repository = scratch.directory();
        Path gate =
                parent.resolve("gate"); // Closed: the workflow cannot have come to its end when the runner is killed.
        List<JournalEntry> atDeath = killedAfter(event, repository, scratch.gatedWorkflow(gate));
        assertThat(typesOf(atDeath)).as("how far it was when it died").contains(event);
        assertThat(typesOf(atDeath)).doesNotContain("workflow_completed", "workflow_failed", "workflow_cancelled");

        Files.createFile(gate);
        try (RunnerProcess second = RunnerProcess.start(parent, "resume", "--repo", repository.toString())) {
            assertThat(second.exitCode(LIMIT)).as(second::output).isZero();
        }

        assertNothingIsLostOrDoubled(scratch, atDeath);
    }

    private static void assertNothingIsLostOrDoubled(ScratchRepository scratch, List<JournalEntry> atDeath)
            throws Exception {
        Path repository = scratch.directory();
        List<JournalEntry> journal = journal(repository);
        assertThat(journal)
                .as("nothing in the journal is ever changed")
                .startsWith(atDeath.toArray(JournalEntry[]::new));
        assertThat(journal)
                .as("no instruction is carried out twice")
                .extracting(JournalEntry::event)
                .filteredOn(InstructionDone.class::isInstance)
                .isNotEmpty()
                .extracting(done -> ((InstructionDone) done).instruction())
                .doesNotHaveDuplicates();
        assertThat(commitsOf(journal))
                .as("every commit of an agent has exactly one event")
                .isNotEmpty()
                .containsExactlyInAnyOrderElementsOf(agentCommits(repository));
        assertThat(journal)
                .as("no task is merged twice")
                .extracting(JournalEntry::event)
                .filteredOn(TaskMerged.class::isInstance)
                .hasSize(2);
        assertThat(journal)
                .as("a merge that was prepared is the one that is made")
                .extracting(JournalEntry::event)
                .filteredOn(TaskMerged.class::isInstance)
                .extracting(merged -> ((TaskMerged) merged).mergeCommit())
                .containsAll(preparedIn(atDeath));
        assertThat(scratch.git("rev-list", "--merges", "--count", "main")).isEqualTo("2");
        assertThat(scratch.git("status", "--porcelain")).isEmpty();
        assertThat(scratch.git("fsck", "--no-dangling")).isEmpty();
        assertThat(LiveSessions.of(journal)).as("processes left").isEmpty();
    }

    private static List<String> preparedIn(List<JournalEntry> journal) {
        return journal.stream()
                .map(JournalEntry::event)
                .filter(MergePrepared.class::isInstance)
                .map(event -> ((MergePrepared) event).mergeCommit())
                .toList();
    }

    /** Kills the runner as soon as the event is in the journal, and returns what the journal holds when it is dead. */
    private List<JournalEntry> killedAfter(String event, Path repository, Path workflow) throws Exception {
        try (RunnerProcess runner =
                RunnerProcess.start(parent, "run", workflow.toString(), "--repo", repository.toString())) {
            Awaitility.await()
                    .atMost(LIMIT)
                    .failFast("the runner ended too soon", () -> !runner.isAlive())
                    .until(() -> Files.exists(repository.resolve(".git/gitcortex/gitcortex.db")));
            try (GitCortex reader = GitCortex.open(repository)) {
                awaitEvent(runner, reader, event);
                runner.kill();
                return journal(reader);
            }
        }
    }

    private static void awaitEvent(RunnerProcess runner, GitCortex reader, String event) {
        AtomicLong seen = new AtomicLong();
        Awaitility.await()
                .atMost(LIMIT)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(2))
                .failFast("the runner ended too soon", () -> !runner.isAlive())
                .until(() -> {
                    List<JournalEntry> news = after(reader, seen.get());
                    news.forEach(entry -> seen.set(entry.sequence()));
                    return typesOf(news).contains(event);
                });
    }

    private static List<String> typesOf(List<JournalEntry> journal) {
        return journal.stream().map(entry -> EventJson.typeOf(entry.event())).toList();
    }

    private static List<JournalEntry> journal(Path repository) {
        try (GitCortex cortex = GitCortex.open(repository)) {
            return journal(cortex);
        }
    }

    private static List<JournalEntry> journal(GitCortex cortex) {
        return after(cortex, 0);
    }

    private static List<JournalEntry> after(GitCortex cortex, long sequence) {
        List<Workflow> workflows = cortex.workflows();
        return workflows.isEmpty() ? List.of() : cortex.events(workflows.get(0).workflowId(), sequence, ALL);
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
            Awaitility.await()
                    .atMost(LIMIT)
                    .until(() -> typesOf(cortex.events(run.id(), 0, ALL)).contains("session_opened"));
            assertThat(LiveSessions.of(cortex.events(run.id(), 0, ALL)))
                    .as("what is alive is found")
                    .isNotEmpty();
            String directory = repository.directory().toString();
            try (RunnerProcess second = RunnerProcess.start(parent, "resume", "--repo", directory)) {
                assertThat(second.exitCode(LIMIT)).as(second::output).isZero();
                assertThat(second.output())
                        .contains("Process " + ProcessHandle.current().pid())
                        .contains("owns workflow " + run.id());
            }
            run.cancel("the test is over");
        }
    }
}
