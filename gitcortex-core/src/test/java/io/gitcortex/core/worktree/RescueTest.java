package io.gitcortex.core.worktree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gitcortex.core.git.RepositoryException;
import io.gitcortex.core.git.TestRepository;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RescueTest {
    @TempDir
    private Path temp;

    @Test
    void whatLiesUncommittedIsKeptByteForByteAndTheWorktreeIsAsItsBranch() throws Exception {
        try (WorkspaceFixture fixture = WorkspaceFixture.create(temp)) {
            byte[] random = new byte[100_000];
            new Random(7).nextBytes(random);
            TestRepository task = taskWithChangesOfEveryKind(fixture, random);

            assertThat(fixture.workspace.isDirty(task.directory())).isTrue();
            String ref =
                    fixture.workspace.rescueAndReset(task.directory(), "task").orElseThrow();
            assertThat(ref).isEqualTo("refs/gitcortex/rescue/task/1");

            assertThat(blob(task, ref + ":bin")).isEqualTo(random);
            assertThat(blob(task, ref + ":README")).asString().isEqualTo("changed\r\nno end");
            assertThat(blob(task, ref + ":lines.txt")).asString().isEqualTo("a\nb\r\nc");
            assertThat(blob(task, ref + ":a.id")).asString().isEqualTo("$Id$\n");
            assertThat(blob(task, ref + ":a.u16")).asString().isEqualTo("not UTF-16");
            assertThat(blob(task, ref + ":dir/ü ' \" \n name")).asString().isEqualTo("odd");
            assertThat(blob(task, ref + ":staged")).asString().isEqualTo("2\n");
            assertThat(blob(task, ref + "^2:staged")).asString().isEqualTo("1\n");
            assertThat(blob(task, ref + ":link")).asString().isEqualTo("/nowhere");
            assertThat(task.git("ls-tree", ref, "run.sh", "link")).contains("100755 blob", "120000 blob");
            assertThat(task.git("ls-tree", "--name-only", ref)).doesNotContain("gone", "build.log");
            assertThat(task.git("rev-parse", ref + "^1")).isEqualTo(task.head());

            assertThat(fixture.workspace.isDirty(task.directory())).isFalse();
            assertThat(task.git("status", "--porcelain")).isEmpty();
            assertThat(task.directory().resolve("bin")).doesNotExist();
            assertThat(task.directory().resolve("build.log")).exists();
            assertThat(fixture.workspace.rescueAndReset(task.directory(), "task"))
                    .isEmpty();
            task.write("again", "x");
            assertThat(fixture.workspace.rescueAndReset(task.directory(), "task"))
                    .contains("refs/gitcortex/rescue/task/2");
        }
    }

    private static TestRepository taskWithChangesOfEveryKind(WorkspaceFixture fixture, byte[] random) throws Exception {
        // Attributes and settings that would have git change bytes on their way in.
        fixture.git.git("config", "core.autocrlf", "true");
        fixture.git.write(".gitattributes", "*.txt text eol=crlf\n*.id ident\n*.u16 working-tree-encoding=UTF-16\n");
        fixture.git.write("gone", "g\n").write("staged", "0\n").write(".gitignore", "*.log\n");
        fixture.git.commit("Before");
        TestRepository task = fixture.task("task");
        task.write("README", "changed\r\nno end").write("bin", random).write("lines.txt", "a\nb\r\nc");
        task.write("a.id", "$Id$\n")
                .write("a.u16", "not UTF-16")
                .write("dir/ü ' \" \n name", "odd")
                .write(" x", "");
        task.delete("gone").write("run.sh", "#!/bin/sh\n").write("build.log", "ignored");
        Files.setPosixFilePermissions(task.directory().resolve("run.sh"), PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.createSymbolicLink(task.directory().resolve("link"), Path.of("/nowhere"));
        task.write("staged", "1\n").git("add", "staged");
        task.write("staged", "2\n");
        return task;
    }

    private byte[] blob(TestRepository git, String name) throws Exception {
        Path out = temp.resolve("blob");
        Process process = new ProcessBuilder("git", "cat-file", "blob", name)
                .directory(git.directory().toFile())
                .redirectOutput(out.toFile())
                .start();
        assertThat(process.waitFor()).as(name).isZero();
        return Files.readAllBytes(out);
    }

    @Test
    void aRebaseThatStoppedIsKeptWithTheCommitsThatNoBranchHolds() throws Exception {
        try (WorkspaceFixture fixture = WorkspaceFixture.create(temp)) {
            TestRepository task = fixture.task("task");
            task.write("a", "1").commit("One");
            String tip = task.write("README", "mine\n").commit("Two");
            fixture.git.write("README", "main\n").commit("Main");
            assertThat(task.tryGit("rebase", "main")).isFalse();
            String rebased = task.head();
            assertThat(task.git("log", "-1", "--format=%s")).isEqualTo("One");

            String ref =
                    fixture.workspace.rescueAndReset(task.directory(), "task").orElseThrow();
            assertThat(task.git("rev-parse", ref + "^1")).isEqualTo(rebased);
            assertThat(task.git("show", ref + ":README")).contains("<<<<<<<");
            assertThat(task.git("symbolic-ref", "HEAD")).isEqualTo("refs/heads/gitcortex/w/task");
            assertThat(task.head()).isEqualTo(tip);
            assertThat(task.git("status")).doesNotContain("rebase").contains("working tree clean");
        }
    }

    @Test
    void operationsOfEveryKindAreEndedWithoutMovingABranch() throws Exception {
        try (WorkspaceFixture fixture = WorkspaceFixture.create(temp)) {
            String base = fixture.git.head();
            TestRepository task = fixture.task("task");
            String one = task.write("README", "one\n").commit("One");
            String two = task.write("README", "two\n").commit("Two");
            fixture.git.write("README", "main\n").commit("Main");

            assertThat(task.tryGit("merge", "main")).isFalse();
            assertReset(fixture, task, two);
            assertThat(task.tryGit("cherry-pick", one, "main")).isFalse();
            assertReset(fixture, task, two);
            assertThat(task.tryGit("revert", "--no-edit", one)).isFalse();
            assertReset(fixture, task, two);
            task.git("bisect", "start", "HEAD", base);
            assertReset(fixture, task, two);
            task.git("checkout", "-q", "--orphan", "alone");
            assertReset(fixture, task, two);
            task.git("checkout", "-q", "-b", "another", base);
            task.write("x", "on another branch");
            assertReset(fixture, task, two);
        }
    }

    private static void assertReset(WorkspaceFixture fixture, TestRepository task, String tip)
            throws InterruptedException {
        fixture.workspace.rescueAndReset(task.directory(), "task");
        assertThat(task.head()).isEqualTo(tip);
        assertThat(task.git("status", "--porcelain", "-b")).isEqualTo("## gitcortex/w/task");
        assertThat(task.git("status")).doesNotContain("bisect", "You have", "You are", "You must", "currently");
    }

    @Test
    void aReportThatIsStillToBeReadIsNobodysWork() throws Exception {
        try (WorkspaceFixture fixture = WorkspaceFixture.create(temp)) {
            TestRepository task = fixture.task("task").write(".gitcortex-report.json", "{}");
            assertThat(fixture.workspace.isDirty(task.directory())).isFalse();
            task.write("other", "x");
            String ref =
                    fixture.workspace.rescueAndReset(task.directory(), "task").orElseThrow();
            assertThat(task.git("ls-tree", "--name-only", ref)).isEqualTo("README\nother");
        }
    }

    @Test
    void removingKeepsFirstAndLeavesTheBranch() throws Exception {
        try (WorkspaceFixture fixture = WorkspaceFixture.create(temp)) {
            TestRepository task = fixture.task("task");
            String tip = task.commit("Work");
            task.write("unfinished", "work").write(".gitignore", "cache\n").write("cache/deep/file", "x");
            Path readOnly = task.directory().resolve("cache/deep");
            Files.setPosixFilePermissions(readOnly, PosixFilePermissions.fromString("r-xr-xr-x"));
            Path outside = Files.writeString(temp.resolve("outside"), "stays");
            Files.createSymbolicLink(task.directory().resolve("cache/link"), outside.getParent());

            fixture.workspace.remove("task", "task");
            assertThat(task.directory()).doesNotExist();
            assertThat(outside).hasContent("stays");
            assertThat(fixture.git.git("rev-parse", "gitcortex/w/task")).isEqualTo(tip);
            assertThat(fixture.git.git("show", "refs/gitcortex/rescue/task/1:unfinished"))
                    .isEqualTo("work");
            assertThat(fixture.git.git("worktree", "list").lines()).hasSize(1);
            fixture.workspace.remove("task", "task");
            fixture.workspace.remove("never-was", "never-was");
        }
    }

    @Test
    void whatIsLeftOfAWorktreeIsKeptEvenWhereTheRepositoryKnowsItNoMore() throws Exception {
        try (WorkspaceFixture fixture = WorkspaceFixture.create(temp)) {
            TestRepository task = fixture.task("task");
            task.write("unfinished", "work");
            DirectoryTree.delete(fixture.workspace.gitDirectory(task.directory()));
            fixture.workspace.remove("task", "task");
            assertThat(task.directory()).doesNotExist();
            assertThat(fixture.git.git("show", "refs/gitcortex/rescue/task/1:unfinished"))
                    .isEqualTo("work");
        }
    }

    @Test
    void aRepositoryInsideAWorktreeKeepsItFromBeingRemoved() throws Exception {
        try (WorkspaceFixture fixture = WorkspaceFixture.create(temp)) {
            TestRepository task = fixture.task("task");
            TestRepository inner = TestRepository.create(task.directory().resolve("inner"));
            DirectoryTree.delete(task.directory().resolve("home"));
            assertThatThrownBy(() -> fixture.workspace.remove("task", "task"))
                    .isInstanceOf(RepositoryException.class)
                    .hasMessageContaining("inner/");
            fixture.workspace.rescueAndReset(task.directory(), "task");
            assertThat(inner.directory().resolve("README")).exists();

            DirectoryTree.delete(inner.directory());
            TestRepository library = TestRepository.create(temp.resolve("library"));
            task.git(
                    "-c",
                    "protocol.file.allow=always",
                    "submodule",
                    "--quiet",
                    "add",
                    library.directory().toString());
            task.commit("With a submodule");
            assertThatThrownBy(() -> fixture.workspace.remove("task", "task")).hasMessageContaining("library");
        }
    }

    @Test
    void namesOfFilesNeedNotBeText() throws Exception {
        try (WorkspaceFixture fixture = WorkspaceFixture.create(temp)) {
            TestRepository task = fixture.task("task");
            Process process = new ProcessBuilder("sh", "-c", "printf x > \"$(printf 'a\\377\\n b')\"")
                    .directory(task.directory().toFile())
                    .start();
            assertThat(process.waitFor()).isZero();
            String ref =
                    fixture.workspace.rescueAndReset(task.directory(), "task").orElseThrow();
            assertThat(task.git("ls-tree", "--name-only", "-z", ref).getBytes(StandardCharsets.ISO_8859_1))
                    .contains(0xff);
            assertThat(fixture.workspace.isDirty(task.directory())).isFalse();
        }
    }
}
