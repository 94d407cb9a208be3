package io.gitcortex.core.worktree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gitcortex.core.git.RepositoryException;
import io.gitcortex.core.git.TestRepository;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is easily overlooked when a worktree is removed. */
final class KeptAtRemovalTest {
    private static final String FIRST = "refs/gitcortex/rescue/task/1";

    @TempDir
    private Path temp;

    @Test
    void whatARebaseThatWasNotFinishedHasSetAsideIsKept() throws Exception {
        try (WorkspaceFixture fixture = WorkspaceFixture.create(temp)) {
            TestRepository task = fixture.task("task");
            task.write("file", "one").commit("One");
            task.write("file", "two").commit("Two");
            task.write("file", "unfinished, and set aside");
            task.tryGit(
                    "-c",
                    "sequence.editor=sed -i s/^pick/break\\\\npick/",
                    "rebase",
                    "-q",
                    "-i",
                    "--autostash",
                    "HEAD~2");
            assertThat(Files.exists(
                            fixture.workspace.gitDirectory(task.directory()).resolve("rebase-merge/autostash")))
                    .as("a rebase is under way")
                    .isTrue();

            fixture.workspace.remove("task", "task");

            assertThat(fixture.git.git("rev-list", "--all", "--grep=autostash")).isNotEmpty();
            String stash = fixture.git.git("rev-list", "--max-count=1", "--all", "--grep=autostash");
            assertThat(fixture.git.git("show", stash + ":file")).isEqualTo("unfinished, and set aside");
        }
    }

    @Test
    void whatStoodAtTheBeginningOfACutOffLogIsKept() throws Exception {
        try (WorkspaceFixture fixture = WorkspaceFixture.create(temp)) {
            TestRepository task = fixture.task("task");
            task.git("checkout", "-q", "--detach");
            String loose = task.write("file", "loose").commit("On no branch");
            task.git("checkout", "-q", "gitcortex/w/task");
            Path log = fixture.workspace.gitDirectory(task.directory()).resolve("logs/HEAD");
            String last = Files.readAllLines(log).stream()
                    .reduce((first, second) -> second)
                    .orElseThrow();
            Files.writeString(log, last + "\n");
            assertThat(last).as("named as the old side only").startsWith(loose);

            assertThat(fixture.workspace.remove("task", "task")).containsExactly(FIRST);
            assertThat(fixture.git.tryGit("merge-base", "--is-ancestor", loose, FIRST))
                    .isTrue();
        }
    }

    @Test
    void aRepositoryInAWorktreeThatGitHasForgottenStays() throws Exception {
        try (WorkspaceFixture fixture = WorkspaceFixture.create(temp)) {
            TestRepository task = fixture.task("task");
            Path inner = task.directory().resolve("inner");
            TestRepository.create(inner).write("precious", "work").commit("Nowhere else");
            Files.delete(task.directory().resolve(".git"));
            fixture.git.git("worktree", "prune");

            assertThatThrownBy(() -> fixture.workspace.remove("task", "task"))
                    .isInstanceOf(RepositoryException.class)
                    .hasMessageContaining("holds a repository of its own in 'inner'");
            assertThat(inner.resolve("precious")).hasContent("work");
        }
    }

    @Test
    void whatCannotBeDeletedKeepsNobodyFromWorking() throws Exception {
        try (WorkspaceFixture fixture = WorkspaceFixture.create(temp)) {
            Path left = Files.createDirectories(fixture.managed().resolve(".tmp-elsewhere-1"));
            Files.writeString(left.resolve("file"), "of a process that is gone");
            Files.setLastModifiedTime(left, FileTime.fromMillis(0));

            try (GitWorkspace workspace = fixture.cutOff(step -> {
                if (step.equals("moved aside")) {
                    throw new RepositoryException("Could not remove " + left + ": not permitted");
                }
            })) {
                assertThat(left).exists();
                assertThat(workspace.ensure(
                                "gitcortex/w/task",
                                "task",
                                fixture.repository.tip("main").orElseThrow()))
                        .isDirectory();
            }
        }
    }
}
