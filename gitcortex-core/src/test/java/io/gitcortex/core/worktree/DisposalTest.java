package io.gitcortex.core.worktree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gitcortex.core.git.RepositoryException;
import io.gitcortex.core.git.TestRepository;
import io.gitcortex.core.worktree.Disposal.TaskBranch;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What nobody needs any more goes, what only it held stays, and nothing outside the managed directory is touched. */
class DisposalTest {
    private static final TaskBranch BRANCH = new TaskBranch("gitcortex/w/task", "main", "task");
    private static final String FIRST = "refs/gitcortex/rescue/task/1";

    @TempDir
    private Path temp;

    @Test
    void commitsThatOnlyTheLogOfHeadHoldsAreKept() throws Exception {
        try (WorkspaceFixture fixture = WorkspaceFixture.create(temp)) {
            TestRepository task = fixture.task("task");
            task.git("checkout", "-q", "--detach");
            String one = task.write("x", "1").commit("On no branch");
            String two = task.write("y", "2").commit("On no branch either");
            task.git("checkout", "-q", "gitcortex/w/task");
            String amended = task.write("z", "3").commit("Amended");
            task.git("commit", "-q", "--amend", "--allow-empty", "-m", "By this one");

            assertThat(fixture.workspace.remove("task", "task")).containsExactly(FIRST);
            assertThat(fixture.git.git("rev-list", "--parents", "--max-count=1", FIRST))
                    .as("the newer commit, which holds the older one; the branch's own log still holds the amended one")
                    .endsWith(" " + two);
            assertThat(fixture.git.tryGit("merge-base", "--is-ancestor", one, FIRST))
                    .isTrue();
            assertThat(fixture.repository.reflog("gitcortex/w/task", 10)).contains(amended);
        }
    }

    @Test
    void aMergedBranchGoesAndWhatOnlyItsLogHoldsIsKept() throws Exception {
        try (WorkspaceFixture fixture = WorkspaceFixture.create(temp)) {
            TestRepository task = fixture.task("task");
            String amended = task.write("z", "lost otherwise").commit("Amended");
            task.write("z", "kept").git("commit", "-q", "-a", "--amend", "-m", "By this one");
            assertThat(fixture.workspace.obstacle(BRANCH))
                    .hasValueSatisfying(reason -> assertThat(reason).contains("not merged into main"));
            assertThatThrownBy(() -> fixture.workspace.delete(BRANCH)).isInstanceOf(RepositoryException.class);

            fixture.git.git("merge", "-q", "--no-ff", "--no-edit", "gitcortex/w/task");
            assertThat(fixture.workspace.obstacle(BRANCH))
                    .as("its own worktree does not count")
                    .isEmpty();
            assertThatThrownBy(() -> fixture.workspace.delete(BRANCH))
                    .as("unless it is still there")
                    .hasMessageContaining("in use");
            assertThat(fixture.workspace.remove("task", "task")).isEmpty();
            assertThat(fixture.workspace.delete(BRANCH)).contains(FIRST);
            assertThat(fixture.workspace.exists(BRANCH)).isFalse();
            assertThat(fixture.git.git("rev-parse", FIRST + "^")).isEqualTo(amended);
            assertThat(fixture.workspace.delete(BRANCH)).isEmpty();
        }
    }

    @Test
    void aBranchOfWhichNobodyHasCommittedAnythingGoes() throws Exception {
        try (WorkspaceFixture fixture = WorkspaceFixture.create(temp)) {
            fixture.task("task");
            fixture.workspace.remove("task", "task");
            assertThat(fixture.workspace.delete(BRANCH)).isEmpty();
            assertThat(fixture.git.git("for-each-ref")).doesNotContain("gitcortex");
            fixture.git.git("pack-refs", "--all");
            fixture.task("task");
            fixture.git.git("pack-refs", "--all");
            fixture.workspace.remove("task", "task");
            assertThat(fixture.workspace.delete(BRANCH)).isEmpty();
            assertThat(fixture.git.git("for-each-ref"))
                    .doesNotContain("gitcortex")
                    .contains("refs/heads/main");
        }
    }

    @Test
    void aBranchThatAPersonHasCheckedOutStays() throws Exception {
        try (WorkspaceFixture fixture = WorkspaceFixture.create(temp)) {
            fixture.task("task");
            fixture.workspace.remove("task", "task");
            Path elsewhere = temp.toRealPath().resolve("elsewhere");
            fixture.git.git("worktree", "add", "-q", elsewhere.toString(), "gitcortex/w/task");
            assertThat(fixture.workspace.obstacle(BRANCH)).contains("it is in use in " + elsewhere);
            fixture.git.git("worktree", "remove", elsewhere.toString());
            fixture.git.git("checkout", "-q", "gitcortex/w/task");
            assertThatThrownBy(() -> fixture.workspace.delete(BRANCH)).hasMessageContaining("in use");
        }
    }

    @Test
    void whatHasBeenKeptIsNotKeptAgain() throws Exception {
        try (WorkspaceFixture fixture = WorkspaceFixture.create(temp)) {
            TestRepository task = fixture.task("task");
            task.write("staged", "1").git("add", "staged");
            task.write("staged", "2");
            assertThat(fixture.workspace.keep("task", "task")).containsExactly(FIRST);
            assertThat(task.read("staged")).isEqualTo("2");
            assertThat(fixture.workspace.keep("task", "task")).containsExactly(FIRST);
            assertThat(fixture.workspace.remove("task", "task")).containsExactly(FIRST);
            assertThat(fixture.git.git("for-each-ref", "refs/gitcortex").lines())
                    .hasSize(1);
        }
    }

    @Test
    void ignoredFilesGoUnkept() throws Exception {
        try (WorkspaceFixture fixture = WorkspaceFixture.create(temp)) {
            fixture.git.write(".gitignore", "*.secret\n").commit("Ignore");
            TestRepository task = fixture.task("task").write("a.secret", "x".repeat(1_000));
            assertThat(fixture.workspace.bytes("task")).isBetween(1_000L, 2_000L);
            assertThat(fixture.workspace.remove("task", "task")).isEmpty();
            assertThat(task.directory()).doesNotExist();
            assertThat(fixture.workspace.isLeft("task")).isFalse();
            assertThat(fixture.workspace.bytes("task")).isZero();
        }
    }

    @Test
    void whatIsHalfDeletedIsNeverTakenForSomebodysWork() throws Exception {
        try (WorkspaceFixture fixture = WorkspaceFixture.create(temp)) {
            TestRepository task = fixture.task("task").write("unfinished", "work");
            List<Boolean> there = new ArrayList<>();
            GitWorkspace watched = fixture.cutOff(step -> {
                if (step.equals("moved aside")) {
                    there.add(Files.exists(task.directory()));
                }
            });
            watched.remove("task", "task");
            assertThat(there).as("in its place when its files begin to go").containsExactly(false);
            assertThat(fixture.managed()).isEmptyDirectory();
        }
    }

    @Test
    void nothingIsDeletedOrResetWhereALinkLeads() throws Exception {
        try (WorkspaceFixture fixture = WorkspaceFixture.create(temp)) {
            TestRepository task = fixture.task("task");
            task.write("precious", "untracked");
            Path moved = Files.move(task.directory(), temp.resolve("moved"));
            Files.createSymbolicLink(task.directory(), moved);
            assertRefused(fixture, moved.resolve("README"));
            Files.delete(task.directory());
            Files.move(moved, task.directory());

            Path away = Files.move(fixture.managed(), temp.resolve("away"));
            Files.createSymbolicLink(fixture.managed(), away);
            assertRefused(fixture, away.resolve("task/README"));
            Files.delete(fixture.managed());
            Files.move(away, fixture.managed());

            Path base = fixture.managed().getParent();
            Path other = Files.move(base, temp.resolve("other"));
            Files.createSymbolicLink(base, other);
            assertRefused(fixture, other.resolve("worktrees/task/README"));
            Files.delete(base);
            Files.move(other, base);
            assertThat(fixture.workspace.remove("task", "task")).containsExactly(FIRST);
            assertThat(task.directory()).doesNotExist();
        }
    }

    private static void assertRefused(WorkspaceFixture fixture, Path stays) {
        Path worktree = fixture.managed().resolve("task").toAbsolutePath().normalize();
        assertThatThrownBy(() -> fixture.workspace.remove("task", "task"))
                .isInstanceOf(RepositoryException.class)
                .hasMessageContaining("nothing is touched there");
        for (ThrowingCallable use : List.<ThrowingCallable>of(
                () -> fixture.workspace.rescueAndReset(worktree, "task"),
                () -> fixture.workspace.isDirty(worktree),
                () -> fixture.workspace.bytes("task"))) {
            assertThatThrownBy(use).hasMessageContaining("nothing is touched there");
        }
        assertThat(stays).exists();
        assertThat(stays.resolveSibling("precious")).exists();
    }

    @Test
    void aWorktreeThatAPersonHasMovedStaysAndSoDoesItsBranch() throws Exception {
        try (WorkspaceFixture fixture = WorkspaceFixture.create(temp)) {
            TestRepository task = fixture.task("task").write("unfinished", "work");
            Path elsewhere = temp.toRealPath().resolve("elsewhere");
            fixture.git.git("worktree", "move", task.directory().toString(), elsewhere.toString());
            assertThat(fixture.workspace.remove("task", "task")).isEmpty();
            assertThat(elsewhere.resolve("unfinished")).hasContent("work");
            assertThat(fixture.git.at(elsewhere).git("status", "--porcelain")).isEqualTo("?? unfinished");
            assertThat(fixture.workspace.obstacle(BRANCH)).contains("it is in use in " + elsewhere);
        }
    }

    @Test
    void aWorktreeThatIsSaidToBeTheRepositoryItselfLeavesTheRepositoryAlone() throws Exception {
        try (WorkspaceFixture fixture = WorkspaceFixture.create(temp)) {
            TestRepository task = fixture.task("task").write("unfinished", "work");
            Path pointer = fixture.workspace.gitDirectory(task.directory()).resolve("gitdir");
            Files.writeString(pointer, fixture.git.directory().resolve(".git") + "\n");
            assertThat(fixture.workspace.remove("task", "task")).containsExactly(FIRST);
            assertThat(task.directory()).doesNotExist();
            assertThat(fixture.git.read("README")).isEqualTo("hello\n");
            assertThat(fixture.git.git("status", "--porcelain")).isEmpty();
            assertThat(fixture.git.git("show", FIRST + ":unfinished")).isEqualTo("work");
            assertThat(List.of(".", "..", "", "task/.."))
                    .allSatisfy(name -> assertThatThrownBy(() -> fixture.workspace.remove(name, "task"))
                            .isInstanceOf(IllegalArgumentException.class));
        }
    }
}
