package io.gitcortex.integration.worktrees;

import static org.assertj.core.api.Assertions.assertThat;

import io.gitcortex.core.GitCortex;
import io.gitcortex.core.Leftover;
import io.gitcortex.core.Leftover.Fate;
import io.gitcortex.core.Leftover.Kept;
import io.gitcortex.core.Leftover.Kind;
import io.gitcortex.core.Leftover.Removable;
import io.gitcortex.core.Leftover.Removed;
import io.gitcortex.core.WorkflowRun;
import io.gitcortex.model.WorkflowId;
import io.gitcortex.testkit.waiting.Eventually;
import io.gitcortex.workflow.WorkflowStatus;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A journal is forgotten when somebody says so, after everything else of its workflow, and while nobody holds that. */
final class JournalsTest {
    @TempDir
    private Path directory;

    private Yard yard;

    @BeforeEach
    void open() {
        yard = new Yard(directory, Map.of());
    }

    @AfterEach
    void close() {
        yard.close();
    }

    private static Fate only(List<Leftover> journals, WorkflowId id) {
        assertThat(journals).singleElement().satisfies(journal -> {
            assertThat(journal.kind()).isEqualTo(Kind.JOURNAL);
            assertThat(journal.workflowId()).isEqualTo(id);
        });
        return journals.get(0).fate();
    }

    private static void assertKept(Fate fate, String reason) {
        assertThat(fate)
                .isInstanceOfSatisfying(
                        Kept.class, kept -> assertThat(kept.reason()).contains(reason));
    }

    @Test
    void goes_after_everything_else_of_its_workflow() throws Exception {
        WorkflowId id = yard.completed(Yard.task("one", "works"));
        try (GitCortex cortex = yard.open()) {
            assertThat(only(cortex.journals().aged(Duration.ZERO), id)).isInstanceOf(Removable.class);
            assertKept(only(cortex.journals().forget(Duration.ZERO), id), "of its workflow is left");
            assertThat(cortex.workflow(id)).isPresent();

            cortex.collectGarbage();
            assertThat(cortex.workflow(id)).as("not by itself").isPresent();

            assertThat(only(cortex.journals().forget(Duration.ZERO), id)).isInstanceOf(Removed.class);
            assertThat(cortex.workflow(id)).isEmpty();
            assertThat(cortex.journals().forget(Duration.ZERO)).isEmpty();
        }
    }

    @Test
    void stays_as_long_as_a_branch_is_not_merged() throws Exception {
        try (GitCortex cortex = yard.open()) {
            WorkflowRun run = cortex.start(Yard.plan(Yard.task("half", "stays")));
            Path unfinished =
                    yard.repository().directory().resolve(".gitcortex/worktrees/" + run.id() + "-half/unfinished");
            Eventually.isTrue(() -> Files.exists(unfinished));
            assertThat(cortex.journals().forget(Duration.ZERO))
                    .as("it has not ended")
                    .isEmpty();
            run.cancel("enough");
            Eventually.isTrue(() -> run.workflow().status() == WorkflowStatus.CANCELLED);
        }
        try (GitCortex cortex = yard.open()) {
            cortex.collectGarbage(); // Resumes it, to end the agent, and holds it from then on.
        }
        try (GitCortex cortex = yard.open()) {
            String reason = "/half of its workflow is left";
            WorkflowId id = cortex.workflows().get(0).workflowId();

            assertKept(only(cortex.journals().aged(Duration.ZERO), id), reason);
            assertKept(only(cortex.journals().forget(Duration.ZERO), id), reason);

            assertThat(cortex.workflow(id)).isPresent();
        }
    }

    @Test
    void stays_as_long_as_a_process_holds_its_workflow() throws Exception {
        WorkflowId id;
        try (GitCortex host = yard.open();
                GitCortex another = yard.open()) {
            WorkflowRun run = host.start(Yard.plan(Yard.task("one", "works")));
            id = run.id();
            run.await(Yard.LIMIT);
            // What the host does at the end of a run may take a moment longer than the run.
            Eventually.isTrue(() -> isCollected(host));

            assertKept(only(host.journals().forget(Duration.ZERO), id), "may still be asked about it");
            assertKept(only(another.journals().forget(Duration.ZERO), id), "owns its workflow");
            assertKept(only(another.journals().aged(Duration.ZERO), id), "owns its workflow");
            assertThat(run.workflow().status()).isEqualTo(WorkflowStatus.COMPLETED);
        }
        try (GitCortex cortex = yard.open()) {
            assertThat(only(cortex.journals().forget(Duration.ZERO), id)).isInstanceOf(Removed.class);
        }
    }

    private static boolean isCollected(GitCortex host) {
        try {
            host.collectGarbage();
            return host.garbage().isEmpty();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void goes_when_its_workflow_ended_long_ago_only() throws Exception {
        WorkflowId id = yard.completed(Yard.task("one", "works"));
        Duration age = Duration.ofDays(90);
        try (GitCortex cortex = yard.open()) {
            cortex.collectGarbage();
            assertThat(cortex.journals().aged(age)).isEmpty();
            assertThat(cortex.journals().forget(age)).isEmpty();
            assertThat(cortex.workflow(id)).isPresent();
        }
        try (GitCortex later =
                yard.builder().clock(Clock.offset(Clock.systemUTC(), age)).build()) {
            assertThat(only(later.journals().forget(age), id)).isInstanceOf(Removed.class);
        }
    }
}
