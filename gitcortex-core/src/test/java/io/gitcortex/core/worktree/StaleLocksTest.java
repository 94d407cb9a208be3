package io.gitcortex.core.worktree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.gitcortex.core.git.TestRepository;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a git process that was killed leaves locked. */
class StaleLocksTest {
    @TempDir
    private Path temp;

    private static Path locked(WorkspaceFixture fixture, TestRepository task) throws Exception {
        Path lock = fixture.workspace.gitDirectory(task.directory()).resolve("index.lock");
        return Files.createFile(lock);
    }

    private static Instant later() {
        return Instant.now().plusSeconds(1);
    }

    @Test
    void theLockOfAKilledAgentIsRemovedAndWhatItHasWorkedOnIsKept() throws Exception {
        try (WorkspaceFixture fixture = WorkspaceFixture.create(temp)) {
            TestRepository task = fixture.task("task");
            task.write("half", "done");
            task.git("add", "half");
            task.write("half", "done, and more");
            Path lock = locked(fixture, task);

            fixture.workspace.releaseLocks(task.directory(), later());
            assertThat(lock).doesNotExist();
            assertThat(fixture.workspace.rescueAndReset(task.directory(), "task"))
                    .contains("refs/gitcortex/rescue/task/1");
            task.write("next", "x").commit("The next one can commit");
        }
    }

    @Test
    void theLocksOfItsBranchAndItsHeadAreRemovedToo() throws Exception {
        try (WorkspaceFixture fixture = WorkspaceFixture.create(temp)) {
            TestRepository task = fixture.task("task");
            Path heads = fixture.repository.commonDirectory().resolve("refs/heads");
            Path branch = Files.createFile(heads.resolve("gitcortex/w/task.lock"));
            Path head = Files.createFile(
                    fixture.workspace.gitDirectory(task.directory()).resolve("HEAD.lock"));
            Path persons = Files.createFile(heads.resolve("main.lock"));
            assertThat(task.write("next", "x").tryGit("commit", "--allow-empty", "-m", "It cannot"))
                    .isFalse();

            fixture.workspace.releaseLocks(task.directory(), later());
            assertThat(branch).doesNotExist();
            assertThat(head).doesNotExist();
            assertThat(persons).exists();
            task.commit("The next one can commit");
        }
    }

    @Test
    void whatHeadSaysLeadsNowhereElse() throws Exception {
        try (WorkspaceFixture fixture = WorkspaceFixture.create(temp)) {
            TestRepository task = fixture.task("task");
            Path elsewhere = Files.createFile(fixture.git.directory().resolve("elsewhere.lock"));
            Files.writeString(
                    fixture.workspace.gitDirectory(task.directory()).resolve("HEAD"),
                    "ref: refs/heads/gitcortex/../../../../elsewhere\n");

            fixture.workspace.releaseLocks(task.directory(), later());
            assertThat(elsewhere).exists();
        }
    }

    @Test
    void aLockThatWasMadeAfterTheSessionIsSomebodyElses() throws Exception {
        try (WorkspaceFixture fixture = WorkspaceFixture.create(temp)) {
            TestRepository task = fixture.task("task");
            Path lock = locked(fixture, task);

            fixture.workspace.releaseLocks(
                    task.directory(),
                    Files.getLastModifiedTime(lock).toInstant().minusSeconds(1));
            assertThat(lock).exists();
        }
    }

    @Test
    void aLockIsLeftAloneWhileAGitProcessIsAtWorkInTheWorktree() throws Exception {
        try (WorkspaceFixture fixture = WorkspaceFixture.create(temp)) {
            TestRepository task = fixture.task("task");
            Path lock = locked(fixture, task);
            // Waits for its standard input.
            Process atWork = new ProcessBuilder("git", "hash-object", "--stdin")
                    .directory(task.directory().toFile())
                    .start();
            try {
                Path name = Path.of("/proc", Long.toString(atWork.pid()), "comm");
                await().until(() -> Files.readString(name).startsWith("git"));
                fixture.workspace.releaseLocks(task.directory(), later());
                assertThat(lock).exists();
            } finally {
                atWork.destroyForcibly().waitFor();
            }
            fixture.workspace.releaseLocks(task.directory(), later());
            assertThat(lock).doesNotExist();
        }
    }

    @Test
    void locksOfThePersonAndOfOtherWorktreesStay() throws Exception {
        try (WorkspaceFixture fixture = WorkspaceFixture.create(temp)) {
            TestRepository task = fixture.task("task");
            Path others = locked(fixture, fixture.task("other"));
            Path persons = Files.createFile(fixture.git.directory().resolve(".git/index.lock"));

            fixture.workspace.releaseLocks(task.directory(), later());
            assertThat(others).exists();
            assertThat(persons).exists();
        }
    }

    @Test
    void aWorktreeThatIsGivenUpIsRemovedInSpiteOfAnOldLock() throws Exception {
        try (WorkspaceFixture fixture = WorkspaceFixture.create(temp)) {
            TestRepository task = fixture.task("task");
            task.write("half", "done");
            task.git("add", "half");
            task.write("half", "done, and more");
            Path lock = locked(fixture, task);
            Files.setLastModifiedTime(lock, FileTime.from(Instant.now().minus(Duration.ofMinutes(5))));

            fixture.workspace.remove("task", "task");
            assertThat(task.directory()).doesNotExist();
            assertThat(fixture.git.git("show", "refs/gitcortex/rescue/task/1:half"))
                    .isEqualTo("done, and more");
        }
    }
}
