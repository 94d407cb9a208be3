package io.gitcortex.integration.worktrees;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.gitcortex.core.GitCortex;
import io.gitcortex.core.Leftover;
import io.gitcortex.core.Leftover.Kept;
import io.gitcortex.core.Leftover.Kind;
import io.gitcortex.core.Leftover.Removed;
import io.gitcortex.core.WorkflowRun;
import io.gitcortex.model.WorkflowId;
import io.gitcortex.testkit.waiting.Eventually;
import io.gitcortex.workflow.WorkflowStatus;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What workflows leave behind is freed when they have ended, and nothing that only it held is lost. */
final class GarbageTest {
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

    private Path managed() {
        return yard.repository().directory().resolve(".gitcortex/worktrees");
    }

    private String refs(String prefix) {
        return yard.repository().git("for-each-ref", "--format=%(refname)", prefix);
    }

    /** A workflow that was cancelled when its agent had done half, and left a file lying about. */
    private WorkflowId cancelled(String... cleanup) throws InterruptedException {
        try (GitCortex cortex = yard.open()) {
            WorkflowRun run = cortex.start(Yard.plan(Yard.task("half", "stays", cleanup)));
            Path worktree = managed().resolve(run.id() + "-half");
            Eventually.isTrue(() -> Files.exists(worktree.resolve("unfinished")));
            run.cancel("enough");
            Eventually.isTrue(() -> run.workflow().status() == WorkflowStatus.CANCELLED);
            return run.id();
        }
    }

    @Test
    void of_a_completed_workflow_all_goes_and_a_look_changes_nothing() throws Exception {
        Path mark = directory.resolve("mark");
        WorkflowId id = yard.completed(Yard.task("one", "works", "sh", "-c", "pwd -P >> " + mark));
        String before = refs("refs/");
        try (GitCortex cortex = yard.open()) {
            List<Leftover> seen = cortex.garbage();
            assertThat(seen)
                    .extracting(Leftover::kind, Leftover::isRemoved)
                    .containsExactly(
                            tuple(Kind.WORKTREE, false),
                            tuple(Kind.BRANCH, false),
                            tuple(Kind.FILES, false),
                            tuple(Kind.FILES, false));
            assertThat(seen.get(0).bytes()).isPositive();
            assertThat(refs("refs/")).isEqualTo(before);
            assertThat(mark).doesNotExist();

            List<Leftover> gone = cortex.collectGarbage();
            assertThat(gone)
                    .extracting(Leftover::name)
                    .isEqualTo(seen.stream().map(Leftover::name).toList());
            assertThat(gone)
                    .extracting(Leftover::bytes)
                    .isEqualTo(seen.stream().map(Leftover::bytes).toList());
            assertThat(gone).extracting(Leftover::fate).containsOnly(new Removed(List.of(), List.of()));
            assertThat(mark)
                    .as("cleanup ran there, once")
                    .hasContent(managed().toRealPath().resolve(id + "-one").toString());
            assertThat(managed()).isEmptyDirectory();
            assertThat(refs("refs/")).isEqualTo("refs/heads/main");
            assertThat(yard.repository().git("worktree", "list").lines()).hasSize(1);
            assertThat(gone).extracting(left -> Path.of(left.name())).noneMatch(Files::exists);
            assertThat(cortex.workflow(id)).as("its journal stays").isPresent();
            assertThat(cortex.garbage()).isEmpty();
            assertThat(cortex.collectGarbage()).isEmpty();
        }
    }

    @Test
    void of_a_cancelled_workflow_the_unmerged_branch_stays_and_what_lay_about_is_kept() throws Exception {
        WorkflowId id = cancelled("sh", "-c", "rm unfinished");
        try (GitCortex cortex = yard.open()) {
            List<Leftover> gone = cortex.collectGarbage();
            String rescue = "refs/gitcortex/rescue/" + id + "-half/1";
            assertThat(gone)
                    .extracting(Leftover::fate)
                    .startsWith(
                            new Removed(List.of(rescue), List.of()),
                            new Kept("it holds commits that are not merged into main"));
            assertThat(yard.repository().git("show", rescue + ":unfinished"))
                    .as("kept before the cleanup, which deletes it")
                    .isEqualTo("the other half");
            assertThat(refs("refs/heads/gitcortex")).isEqualTo("refs/heads/gitcortex/" + id + "/half");
            assertThat(managed()).isEmptyDirectory();
            assertThat(cortex.garbage()).extracting(Leftover::kind).containsExactly(Kind.BRANCH);
        }
    }

    @Test
    void a_worktree_that_is_a_link_now_stays_and_keeps_no_other_from_being_collected() throws Exception {
        WorkflowId linked = yard.completed(Yard.task("one", "works"));
        WorkflowId other = yard.completed(Yard.task("two", "works"));
        Path worktree = managed().resolve(linked + "-one");
        Path elsewhere = Files.move(worktree, directory.resolve("elsewhere"));
        Files.createSymbolicLink(worktree, elsewhere);
        try (GitCortex cortex = yard.open()) {
            assertThat(cortex.garbage()).as("a look tells of it").isNotEmpty();

            List<Leftover> found = cortex.collectGarbage();

            assertThat(found.get(0).fate())
                    .isInstanceOfSatisfying(
                            Kept.class, kept -> assertThat(kept.reason()).contains("nothing is touched there"));
            assertThat(elsewhere).isNotEmptyDirectory();
            assertThat(managed().resolve(other + "-two")).doesNotExist();
        }
    }

    @Test
    void a_cleanup_that_fails_is_a_warning() throws Exception {
        cancelled("sh", "-c", "echo it cannot be stopped; exit 7");
        try (GitCortex cortex = yard.open()) {
            Leftover worktree = cortex.collectGarbage().get(0);
            assertThat(((Removed) worktree.fate()).warnings())
                    .singleElement()
                    .asString()
                    .startsWith("The clean-up failed: sh -c")
                    .endsWith("it cannot be stopped");
            assertThat(managed()).isEmptyDirectory();
        }
    }

    @Test
    void what_is_run_or_owned_by_somebody_stays() throws Exception {
        try (GitCortex host = yard.open();
                GitCortex another = yard.open()) {
            WorkflowRun run = host.start(Yard.plan(Yard.task("half", "stays")));
            Path worktree = managed().resolve(run.id() + "-half");
            Eventually.isTrue(() -> Files.exists(worktree.resolve("unfinished")));
            assertThat(another.collectGarbage()).as("it has not ended").isEmpty();
            assertThat(host.collectGarbage()).isEmpty();

            run.cancel("enough");
            Eventually.isTrue(() -> run.workflow().status() == WorkflowStatus.CANCELLED);
            assertThat(another.collectGarbage())
                    .as("another process, as far as it can tell, owns it")
                    .isNotEmpty()
                    .extracting(left -> left.fate().toString())
                    .allMatch(fate -> fate.contains("owns its workflow") || fate.contains("not merged"));
            assertThat(another.garbage()).noneMatch(Leftover::isRemoved);
            assertThat(worktree.resolve("unfinished")).exists();

            Eventually.isTrue(() -> isCollected(host, worktree));
            assertThat(yard.repository().git("show", "refs/gitcortex/rescue/" + run.id() + "-half/1:unfinished"))
                    .isEqualTo("the other half");
        }
    }

    /** As soon as nothing of the host's own works in it any more. */
    private static boolean isCollected(GitCortex host, Path worktree) {
        try {
            host.collectGarbage();
            return Files.notExists(worktree);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void what_cannot_be_removed_keeps_nothing_else() throws Exception {
        WorkflowId id = yard.completed(Yard.task("one", "works"), Yard.task("two", "works"));
        Path inner = managed().resolve(id + "-one/inner");
        Files.createDirectories(inner);
        Yard.quietly(inner, "init", "-q");
        Yard.quietly(inner, "commit", "-q", "--allow-empty", "-m", "Somebody's own");
        try (GitCortex cortex = yard.open()) {
            List<Leftover> gone = cortex.collectGarbage();
            assertThat(gone)
                    .extracting(Leftover::kind, Leftover::isRemoved)
                    .containsExactly(
                            tuple(Kind.WORKTREE, false),
                            tuple(Kind.BRANCH, false),
                            tuple(Kind.WORKTREE, true),
                            tuple(Kind.BRANCH, true),
                            tuple(Kind.FILES, false),
                            tuple(Kind.FILES, false));
            assertThat(gone.get(0).fate()).asString().contains("repository of its own in 'inner/'");
            assertThat(inner.resolve(".git")).exists();
        }
    }
}
