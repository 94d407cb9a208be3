package io.gitcortex.integration.worktrees;

import static org.assertj.core.api.Assertions.assertThat;

import io.gitcortex.core.GitCortex;
import io.gitcortex.core.Leftover;
import io.gitcortex.core.WorkflowRun;
import io.gitcortex.testkit.waiting.Eventually;
import io.gitcortex.workflow.WorkflowOutcome;
import io.gitcortex.workflow.WorkflowStatus;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Workflows from their start to their last branch, in a repository that would have git run something at every step. */
final class HostileWorkflowTest {
    private static final int ALL = 29;

    @TempDir
    private Path directory;

    @Test
    void nothing_that_a_repository_brings_along_runs_from_start_to_gc() throws Exception {
        Path room = Files.createDirectories(directory.resolve("room"));
        // What agents commit selects every driver; a base that did would be refused at the start.
        try (Yard yard =
                new Yard(directory.resolve("yard"), Map.of(".gitattributes", "* filter=evil merge=evil diff=evil\n"))) {
            Path repository = yard.repository().directory();
            Traps traps = Traps.plant(repository, room);
            assertThat(traps.showThatEachFires()).isEqualTo(ALL);

            cancelled(yard, repository);
            completed(yard);
            assertThat(traps.called()).as("while they ran").isEmpty();
            try (GitCortex cortex = yard.open()) {
                assertThat(cortex.unsafeDrivers()).as("merged by now").containsExactly("filter.evil", "merge.evil");
                assertThat(cortex.garbage()).isNotEmpty();
                assertThat(cortex.collectGarbage())
                        .filteredOn(Leftover::isRemoved)
                        .hasSizeGreaterThan(6);
            }
            assertThat(traps.called()).as("programs of the repository").isEmpty();
            assertThat(repository.resolve(".gitcortex/worktrees")).isEmptyDirectory();
        }
    }

    private static void cancelled(Yard yard, Path repository) throws InterruptedException {
        try (GitCortex cortex = yard.open()) {
            WorkflowRun run = cortex.start(Yard.plan(Yard.task("half", "stays", "true")));
            Eventually.isTrue(
                    () -> Files.exists(repository.resolve(".gitcortex/worktrees/" + run.id() + "-half/unfinished")));
            run.cancel("enough");
            Eventually.isTrue(() -> run.workflow().status() == WorkflowStatus.CANCELLED);
        }
    }

    private static void completed(Yard yard) throws InterruptedException {
        try (GitCortex cortex = yard.open()) {
            WorkflowRun run = cortex.start(Yard.plan(Yard.task("one", "works"), Yard.task("two", "works")).toBuilder()
                    .verify(List.of("true"))
                    .build());
            assertThat(run.await(Yard.LIMIT)).isInstanceOf(WorkflowOutcome.Completed.class);
        }
    }
}
