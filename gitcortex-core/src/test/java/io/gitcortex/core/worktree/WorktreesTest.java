package io.gitcortex.core.worktree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.gitcortex.core.git.GitRepository;
import io.gitcortex.core.git.RepositoryException;
import io.gitcortex.core.git.TestRepository;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorktreesTest {
    private static final int FIFTY = 50;
    /** What another process does that writes the configuration again and again: it holds the lock for 200 ms each time. */
    private static final String HOLDER = "set -C; while :; do"
            + " if : 2>/dev/null >\"$1\"; then echo held; sleep 0.2; rm -f \"$1\"; fi; sleep 0.02; done";

    @TempDir
    private Path temp;

    @Test
    void ensureMakesBranchAndWorktreeOnce() throws Exception {
        try (WorkspaceFixture fixture = WorkspaceFixture.create(temp)) {
            String start = fixture.git.head();
            assertThat(fixture.workspace.find("task")).isEmpty();
            Path made = fixture.workspace.ensure("gitcortex/w/task", "task", start);

            TestRepository worktree = fixture.git.at(made);
            assertThat(worktree.git("symbolic-ref", "HEAD")).isEqualTo("refs/heads/gitcortex/w/task");
            assertThat(worktree.head()).isEqualTo(start);
            assertThat(worktree.read("README")).isEqualTo("hello\n");
            assertThat(fixture.git.git("status", "--porcelain")).isEmpty();
            assertThat(fixture.repository.reflog("gitcortex/w/task", 10)).containsExactly(start);

            String work = worktree.write("new", "x").commit("Work");
            fixture.git.commit("Main goes on");
            assertThat(fixture.workspace.ensure("gitcortex/w/task", "task", fixture.git.head()))
                    .isEqualTo(made);
            assertThat(worktree.head()).isEqualTo(work);
            assertThat(fixture.workspace.find("task")).contains(made);
            assertThat(fixture.workspace.list()).containsExactly("task");
            assertThat(fixture.workspace.gitDirectory(made))
                    .isEqualTo(fixture.repository.commonDirectory().resolve("worktrees/task"));
        }
    }

    @Test
    void anExistingBranchIsFoundAsItIs() throws Exception {
        try (WorkspaceFixture fixture = WorkspaceFixture.create(temp)) {
            String start = fixture.git.head();
            TestRepository task = fixture.task("task");
            String work = task.commit("Work");
            fixture.workspace.remove("task", "task");
            assertThat(fixture.workspace.list()).isEmpty();
            Path again = fixture.workspace.ensure("gitcortex/w/task", "task", start);
            assertThat(fixture.git.at(again).head()).isEqualTo(work);
        }
    }

    @Test
    void whatWasCutOffIsMadeAgain() throws Exception {
        try (WorkspaceFixture fixture = WorkspaceFixture.create(temp)) {
            Path path = fixture.task("task").directory();
            Path records = fixture.repository.commonDirectory().resolve("gitcortex/worktree-records/task");
            Path gitDirectory = fixture.workspace.gitDirectory(path);

            // Killed in the checkout: registered and locked, some files there, no index.
            Files.writeString(records, "refs/heads/gitcortex/w/task\n");
            Files.delete(gitDirectory.resolve("index"));
            Files.writeString(gitDirectory.resolve("locked"), "initializing");
            Files.writeString(path.resolve("README"), "hel");
            assertThat(fixture.workspace.find("task")).isEmpty();
            assertWhole(fixture);

            // Killed after it was registered, before there was a directory.
            Files.writeString(records, "refs/heads/gitcortex/w/task\n");
            DirectoryTree.delete(path);
            assertWhole(fixture);

            // Killed between the files and their registration.
            Files.writeString(records, "refs/heads/gitcortex/w/task\n");
            DirectoryTree.delete(fixture.workspace.gitDirectory(path));
            assertWhole(fixture);
        }
    }

    private static void assertWhole(WorkspaceFixture fixture) throws InterruptedException {
        TestRepository task = fixture.task("task");
        assertThat(task.read("README")).isEqualTo("hello\n");
        assertThat(task.git("status", "--porcelain")).isEmpty();
        assertThat(fixture.workspace.find("task")).contains(task.directory());
        assertThat(fixture.workspace.list()).containsExactly("task");
    }

    @Test
    void aWorktreeWhoseRecordIsLostIsFoundAsItIs() throws Exception {
        try (WorkspaceFixture fixture = WorkspaceFixture.create(temp)) {
            fixture.task("task").write("unfinished", "work");
            DirectoryTree.delete(fixture.repository.commonDirectory().resolve("gitcortex"));
            assertThat(fixture.task("task").read("unfinished")).isEqualTo("work");
        }
    }

    @Test
    void filesThatNobodyKnowsAreNotTouched() throws Exception {
        try (WorkspaceFixture fixture = WorkspaceFixture.create(temp)) {
            Path foreign = Files.createDirectory(fixture.managed().resolve("task"));
            Files.writeString(foreign.resolve("somebody's"), "file");
            assertThatThrownBy(() -> fixture.task("task"))
                    .isInstanceOf(RepositoryException.class)
                    .hasMessageContaining("holds files");
            assertThat(foreign.resolve("somebody's")).exists();
        }
    }

    @Test
    void aBranchThatIsCheckedOutElsewhereIsRefusedWithItsPlace() throws Exception {
        try (WorkspaceFixture fixture = WorkspaceFixture.create(temp)) {
            fixture.git.git("checkout", "-q", "-b", "gitcortex/w/task");
            assertThatThrownBy(() -> fixture.task("task"))
                    .isInstanceOf(RepositoryException.class)
                    .hasMessageContaining(fixture.git.directory().toRealPath().toString());
        }
    }

    @Test
    void aMissingGitFileIsWrittenAgainAndABentOneIsNotBelieved() throws Exception {
        try (WorkspaceFixture fixture = WorkspaceFixture.create(temp)) {
            TestRepository task = fixture.task("task");
            Path gitDirectory = fixture.workspace.gitDirectory(task.directory());
            task.delete(".git");
            assertThat(fixture.task("task").git("status", "--porcelain")).isEmpty();

            TestRepository evil = TestRepository.create(temp.resolve("evil"));
            task.write(".git", "gitdir: " + evil.directory().resolve(".git") + "\n");
            assertThat(fixture.workspace.gitDirectory(task.directory())).isEqualTo(gitDirectory);
            assertThat(fixture.workspace.isDirty(task.directory())).isFalse();
        }
    }

    @Test
    void namesThatLeadElsewhereAreRefused() throws Exception {
        try (WorkspaceFixture fixture = WorkspaceFixture.create(temp)) {
            for (String name : List.of("..", "../x", "a/b", "", ".tmp", "A", "-x")) {
                assertThatThrownBy(() -> fixture.workspace.ensure("gitcortex/w/t", name, "x"))
                        .as(name)
                        .isInstanceOf(IllegalArgumentException.class);
                assertThatThrownBy(() -> fixture.workspace.remove(name, "t"))
                        .as(name)
                        .isInstanceOf(IllegalArgumentException.class);
            }
            assertThatThrownBy(() -> fixture.workspace.ensure("-x", "t", "x"))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> fixture.workspace.rescueAndReset(fixture.git.directory(), "t"))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> fixture.workspace.ensure("gitcortex/w/t", "t", "0".repeat(40)))
                    .isInstanceOf(RepositoryException.class)
                    .hasMessageContaining("no such commit");
        }
    }

    @Test
    void aDetachedWorktreeBelongsToNoBranch() throws Exception {
        try (WorkspaceFixture fixture = WorkspaceFixture.create(temp)) {
            String start = fixture.git.head();
            Path path = fixture.workspace.ensureDetached("error", start);
            assertThat(fixture.workspace.ensureDetached("error", start)).isEqualTo(path);
            assertThat(fixture.git.at(path).git("rev-parse", "--abbrev-ref", "HEAD"))
                    .isEqualTo("HEAD");

            String loose = fixture.git.at(path).write("x", "y").commit("On no branch");
            fixture.git.at(path).write("z", "z");
            String kept = fixture.workspace.rescueAndReset(path, "error").orElseThrow();
            assertThat(fixture.git.git("rev-parse", kept + "^")).isEqualTo(loose);
            assertThat(fixture.git.at(path).head()).isEqualTo(start);
        }
    }

    @Test
    void theManagedDirectoryIgnoresItselfAndIsNoLink() throws Exception {
        try (WorkspaceFixture fixture = WorkspaceFixture.create(temp)) {
            fixture.task("task");
            Path ignore = fixture.git.directory().resolve(".gitcortex/.gitignore");
            assertThat(ignore).hasContent("*\n");
            Files.delete(ignore);
            new IgnoreFile(fixture.repository).keep();
            assertThat(fixture.git.git("status", "--porcelain", "-uall")).isEmpty();
        }
        TestRepository linked = TestRepository.create(temp.resolve("linked"));
        Files.createSymbolicLink(linked.directory().resolve(".gitcortex"), Files.createDirectory(temp.resolve("out")));
        try (GitRepository repository = GitRepository.open(linked.directory())) {
            assertThatThrownBy(() -> GitWorkspace.open(repository)).hasMessageContaining("is in the way");
        }
    }

    @Test
    void aBareRepositoryHasItsWorktreesInside() throws Exception {
        TestRepository.create(temp.resolve("repo"))
                .git("clone", "-q", "--bare", ".", temp.resolve("b.git").toString());
        try (GitRepository repository = GitRepository.open(temp.resolve("b.git"));
                GitWorkspace workspace = GitWorkspace.open(repository)) {
            String start = repository.tip("main").orElseThrow();
            Path path = workspace.ensure("gitcortex/w/task", "task", start);
            assertThat(path).isEqualTo(repository.commonDirectory().resolve("gitcortex/worktrees/task"));
            assertThat(path.resolve("README")).hasContent("hello");
            workspace.remove("task", "task");
            assertThat(path).doesNotExist();
        }
    }

    @Test
    void fiftyWorktreesAreMadeAtOnceWhileAnotherProcessHoldsTheConfigurationsLock() throws Exception {
        try (WorkspaceFixture fixture = WorkspaceFixture.create(temp)) {
            String start = fixture.git.head();
            Path common = fixture.repository.commonDirectory();
            ExecutorService threads = Executors.newFixedThreadPool(FIFTY);
            Process holder = new ProcessBuilder(
                            "sh",
                            "-c",
                            HOLDER,
                            "sh",
                            common.resolve("config.lock").toString())
                    .redirectOutput(temp.resolve("held").toFile())
                    .start();
            try {
                await("the lock is held").until(() -> !fixture.git.tryGit("config", "some.key", "value"));
                List<Future<Path>> made = new ArrayList<>();
                for (int i = 0; i < FIFTY; i++) {
                    String name = "task-" + i;
                    made.add(threads.submit(() -> fixture.workspace.ensure("gitcortex/w/" + name, name, start)));
                }
                for (Future<Path> path : made) {
                    assertThat(path.get(300, TimeUnit.SECONDS).resolve("README"))
                            .hasContent("hello");
                }
                assertThat(holder.isAlive()).isTrue();
            } finally {
                holder.destroyForcibly().waitFor();
                threads.shutdownNow();
            }
            assertThat(temp.resolve("held")).isNotEmptyFile();
            assertFiftyAndNoStrayBranch(fixture);
        }
    }

    private static void assertFiftyAndNoStrayBranch(WorkspaceFixture fixture) {
        assertThat(fixture.workspace.list()).hasSize(FIFTY);
        assertThat(fixture.git.git("for-each-ref", "--format=%(refname)").lines())
                .as("no stray branch")
                .containsExactlyInAnyOrderElementsOf(Stream.concat(
                                Stream.of("refs/heads/main"),
                                IntStream.range(0, FIFTY).mapToObj(i -> "refs/heads/gitcortex/w/task-" + i))
                        .toList());
        assertThat(fixture.git.git("worktree", "list", "--porcelain").lines().filter(l -> l.startsWith("branch")))
                .hasSize(FIFTY + 1);
    }

    @Test
    void aCallWaitsForALockAndGivesUpWithASentence() throws Exception {
        try (WorkspaceFixture fixture = WorkspaceFixture.create(temp)) {
            GitCalls calls = new GitCalls(WorkspaceFixture.program(Map.of()), fixture.repository, Set.of());
            Path lock = fixture.repository.commonDirectory().resolve("config.lock");
            Files.createFile(lock);
            GitCall call = GitCall.of(calls.common(), "config", "some.key", "value");
            assertThatThrownBy(() -> calls.attempt(call, Duration.ofMillis(100)))
                    .isInstanceOf(LockHeldException.class)
                    .hasMessageContaining("could not lock config file");
            Thread releases = new Thread(() -> {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200));
                lock.toFile().delete();
            });
            releases.start();
            assertThat(calls.attempt(call).succeeded()).isTrue();
            releases.join();
        }
    }
}
