package io.gitcortex.core.worktree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.gitcortex.core.git.TestRepository;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The states in which a killed fast-forward leaves a checkout: git writes the files, then the index, then the ref. */
class CutOffFastForwardTest {
    @TempDir
    private Path temp;

    private MergePreparation.Ready prepared(WorkspaceFixture fixture) throws InterruptedException {
        fixture.git
                .write("a", "a\n")
                .write("b", "b\n")
                .write("gone", "g\n")
                .write("file", "f\n")
                .write("mine", "m\n");
        fixture.git.commit("Before");
        TestRepository task = fixture.task("task");
        task.write("a", "A\n")
                .write("b", "B\n")
                .delete("gone")
                .write("new", "n\n")
                .delete("file");
        String tip = task.write("file/now a directory", "f\n").commit("Work");
        return MergesTest.ready(fixture, tip);
    }

    private static void assertWhole(WorkspaceFixture fixture, MergePreparation.Ready ready, String status)
            throws InterruptedException {
        assertThat(fixture.workspace.isMerged("main", ready.mergeCommit())).isTrue();
        assertThat(fixture.git.head()).isEqualTo(ready.mergeCommit());
        assertThat(fixture.git.git("symbolic-ref", "HEAD")).isEqualTo("refs/heads/main");
        assertThat(fixture.git.git("status", "--porcelain")).isEqualTo(status);
        assertThat(fixture.git.read("a") + fixture.git.read("b") + fixture.git.read("new"))
                .isEqualTo("A\nB\nn\n");
        assertThat(fixture.git.read("file/now a directory")).isEqualTo("f\n");
    }

    @Test
    void someFilesWritten() throws Exception {
        try (WorkspaceFixture fixture = WorkspaceFixture.create(temp)) {
            MergePreparation.Ready ready = prepared(fixture);
            fixture.git.write("a", "A\n").write("new", "n\n").delete("gone");
            fixture.git.write("mine", "local\n").write("untracked", "u");
            assertWhole(fixture, ready, "M mine\n?? untracked");
        }
    }

    @Test
    void aFileHasBecomeADirectory() throws Exception {
        try (WorkspaceFixture fixture = WorkspaceFixture.create(temp)) {
            MergePreparation.Ready ready = prepared(fixture);
            fixture.git.delete("file").write("file/now a directory", "f\n");
            assertWhole(fixture, ready, "");
        }
    }

    @Test
    void allFilesAndTheIndexWritten() throws Exception {
        try (WorkspaceFixture fixture = WorkspaceFixture.create(temp)) {
            MergePreparation.Ready ready = prepared(fixture);
            fixture.git.git("read-tree", "-u", "-m", "HEAD", ready.mergeCommit());
            assertThat(fixture.git.head()).isEqualTo(ready.targetBefore());
            assertWhole(fixture, ready, "");
        }
    }

    @Test
    void anAttemptToMoveTheTargetFinishesItToo() throws Exception {
        try (WorkspaceFixture fixture = WorkspaceFixture.create(temp)) {
            MergePreparation.Ready ready = prepared(fixture);
            fixture.git.write("a", "A\n").delete("gone");
            assertThat(MergesTest.advance(fixture, ready)).isEqualTo(new TargetMove.Moved());
            assertWhole(fixture, ready, "");
        }
    }

    @Test
    void whereAnythingElseIsFoundNothingIsTouched() throws Exception {
        try (WorkspaceFixture fixture = WorkspaceFixture.create(temp)) {
            MergePreparation.Ready ready = prepared(fixture);
            fixture.git.write("a", "A\n").write("b", "neither\n");
            assertUntouched(fixture, ready);
            fixture.git.git("checkout", "-q", "b");
            fixture.git.write("new", "neither\n");
            assertUntouched(fixture, ready);
            fixture.git.delete("new").write("b", "staged\n").git("add", "b");
            fixture.git.write("b", "b\n");
            assertUntouched(fixture, ready);
        }
    }

    @Test
    void anIndexLockIsNotTakenForOurs() throws Exception {
        try (WorkspaceFixture fixture = WorkspaceFixture.create(temp)) {
            MergePreparation.Ready ready = prepared(fixture);
            fixture.git.write("a", "A\n").write(".git/index.lock", "");
            assertUntouched(fixture, ready);
            assertThat(fixture.git.directory().resolve(".git/index.lock")).exists();
            fixture.git.delete(".git/index.lock");
            assertWhole(fixture, ready, "");
        }
    }

    private static void assertUntouched(WorkspaceFixture fixture, MergePreparation.Ready ready) throws Exception {
        List<String> before = state(fixture);
        assertThat(fixture.workspace.isMerged("main", ready.mergeCommit())).isFalse();
        assertThat(state(fixture)).isEqualTo(before);
    }

    private static List<String> state(WorkspaceFixture fixture) throws Exception {
        Path index = fixture.git.directory().resolve(".git/index");
        return List.of(
                fixture.git.head(),
                fixture.git.git("--no-optional-locks", "status", "--porcelain"),
                fixture.git.read("a") + fixture.git.read("b"),
                Files.getLastModifiedTime(index).toString());
    }

    @Test
    void theGitProgramKilledInTheMiddleIsFinished() throws Exception {
        try (WorkspaceFixture fixture = WorkspaceFixture.create(temp)) {
            // A filter that waits at the second file holds the merge exactly where it is to be killed.
            fixture.git
                    .write(".gitattributes", "z filter=slow\n")
                    .write("z", "1\n")
                    .commit("Filter");
            TestRepository task = fixture.task("task");
            String tip = task.write("a-first", "1\n").write("z", "2\n").commit("Work");
            MergePreparation.Ready ready = MergesTest.ready(fixture, tip);
            Path reached = temp.resolve("reached");
            Process merge = new ProcessBuilder(
                            "git",
                            "-c",
                            "filter.slow.smudge=touch " + reached + "; sleep 600",
                            "merge",
                            "--ff-only",
                            ready.mergeCommit())
                    .directory(fixture.git.directory().toFile())
                    .start();
            await().until(() -> Files.exists(reached));
            List<ProcessHandle> tree = merge.descendants().toList();
            merge.destroyForcibly().waitFor();
            tree.forEach(ProcessHandle::destroyForcibly);

            assertThat(fixture.git.git("rev-parse", "HEAD")).isEqualTo(ready.targetBefore());
            assertThat(fixture.git.directory().resolve(".git/index.lock")).exists();
            assertThat(fixture.workspace.isMerged("main", ready.mergeCommit())).isFalse();
            // What a person does who is told of the lock.
            fixture.git.delete(".git/index.lock");
            assertThat(fixture.workspace.isMerged("main", ready.mergeCommit())).isTrue();
            assertThat(fixture.git.head()).isEqualTo(ready.mergeCommit());
            assertThat(fixture.git.read("z")).isEqualTo("2\n");
            assertThat(fixture.git.git("status", "--porcelain")).isEmpty();
        }
    }
}
