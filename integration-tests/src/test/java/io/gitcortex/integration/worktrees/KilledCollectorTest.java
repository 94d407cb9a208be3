package io.gitcortex.integration.worktrees;

import static org.assertj.core.api.Assertions.assertThat;

import io.gitcortex.core.GitCortex;
import io.gitcortex.core.WorkflowRun;
import io.gitcortex.integration.FreshJvm;
import io.gitcortex.model.WorkflowId;
import io.gitcortex.testkit.waiting.Eventually;
import io.gitcortex.workflow.TaskPlan;
import io.gitcortex.workflow.WorkflowStatus;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A process that collects is killed, and another one goes on: all that lay about is found. */
final class KilledCollectorTest {
    private static final List<String> TASKS = List.of("a", "b", "c", "d");

    @TempDir
    private Path directory;

    @ParameterizedTest(name = "killed when {0} have been kept")
    @ValueSource(ints = {1, 3})
    void what_lay_about_is_found_after_a_kill(int kept) throws Exception {
        try (Yard yard = new Yard(directory, Map.of())) {
            Path repository = yard.repository().directory();
            WorkflowId id = cancelled(yard, repository);
            collectAndKill(repository, id, kept);
            assertThat(rescued(repository, id)).isGreaterThanOrEqualTo(kept);

            try (GitCortex cortex = yard.open()) {
                cortex.collectGarbage();
            }
            for (String task : TASKS) {
                assertThat(yard.repository().git("show", "refs/gitcortex/rescue/" + id + "-" + task + "/1:unfinished"))
                        .isEqualTo("the other half");
                assertThat(yard.repository().git("show", "gitcortex/" + id + "/" + task + ":" + task + ".txt"))
                        .isEqualTo("done");
            }
            assertThat(repository.resolve(".gitcortex/worktrees")).isEmptyDirectory();
            assertThat(yard.repository().git("worktree", "list").lines()).hasSize(1);
            assertThat(yard.repository().git("fsck", "--no-dangling", "--no-progress"))
                    .isEmpty();
        }
    }

    private void collectAndKill(Path repository, WorkflowId id, int kept) throws Exception {
        Process collector = new ProcessBuilder(FreshJvm.running(
                        "io.gitcortex.examples.runner.Runner", List.of("gc", "--repo", repository.toString())))
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("output").toFile())
                .start();
        try {
            Awaitility.await()
                    .pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofMillis(2))
                    .atMost(Yard.LIMIT)
                    .until(() -> !collector.isAlive() || rescued(repository, id) >= kept);
        } finally {
            collector.destroyForcibly().waitFor();
        }
    }

    private static long rescued(Path repository, WorkflowId id) {
        return TASKS.stream()
                .filter(task ->
                        Files.exists(repository.resolve(".git/refs/gitcortex/rescue/" + id + "-" + task + "/1")))
                .count();
    }

    /** Each of its agents has committed one file, and left another lying about. */
    private static WorkflowId cancelled(Yard yard, Path repository) throws InterruptedException {
        try (GitCortex cortex = yard.open()) {
            WorkflowRun run = cortex.start(Yard.plan(
                    TASKS.stream().map(task -> Yard.task(task, "stays")).toArray(TaskPlan[]::new)));
            Eventually.isTrue(() -> TASKS.stream()
                    .allMatch(task -> Files.exists(
                            repository.resolve(".gitcortex/worktrees/" + run.id() + "-" + task + "/unfinished"))));
            run.cancel("enough");
            Eventually.isTrue(() -> run.workflow().status() == WorkflowStatus.CANCELLED);
            return run.id();
        }
    }
}
