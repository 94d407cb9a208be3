package io.gitcortex.core.worktree;

import static org.assertj.core.api.Assertions.assertThat;

import io.gitcortex.core.git.GitRepository;
import io.gitcortex.core.git.TestRepository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Everything in a repository that git would run, each first shown to fire under the git command it belongs to. */
class HostileRepositoryTest {
    private static final List<String> HOOKS = List.of(
            "post-checkout",
            "reference-transaction",
            "post-index-change",
            "post-merge",
            "pre-merge-commit",
            "post-commit",
            "pre-auto-gc",
            "post-rewrite");

    @TempDir
    private Path temp;

    private TestRepository git;

    /** A program that writes down which trap it was called by. */
    private String trap(String name) throws IOException {
        return trap(name, "");
    }

    /** One that passes its input on, as a filter does. */
    private String filter(String name) throws IOException {
        return trap(name, "cat\n");
    }

    private String trap(String name, String rest) throws IOException {
        Path script = temp.resolve("traps").resolve(name);
        Files.createDirectories(script.getParent());
        Files.createDirectories(temp.resolve("fired"));
        Files.writeString(script, "#!/bin/sh\n: > " + temp.resolve("fired").resolve(name) + "\n" + rest);
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
        return script.toString();
    }

    private void fires(String name, String... command) throws IOException {
        git.tryGit(command);
        assertThat(temp.resolve("fired").resolve(name))
                .as(String.join(" ", command))
                .exists();
        disarmed(git);
    }

    private static void quietly(TestRepository where, String... command) {
        List<String> all = new ArrayList<>();
        for (String off : List.of("core.hooksPath=/dev/null", "core.fsmonitor=false", "filter.longer.process=")) {
            all.addAll(List.of("-c", off));
        }
        all.addAll(List.of(command));
        where.git(all.toArray(new String[0]));
    }

    private void disarmed(TestRepository where) throws IOException {
        quietly(where, "reset", "--hard", "-q");
        DirectoryTree.delete(temp.resolve("fired"));
        Files.createDirectories(temp.resolve("fired"));
    }

    private void assertNothingFired() {
        assertThat(temp.resolve("fired")).isEmptyDirectory();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void nothingOfTheRepositorysOwnEverRuns(boolean hooksWhereTheyAlwaysAre) throws Exception {
        git = TestRepository.create(temp.resolve("repo"));
        git.write(".gitattributes", "*.f filter=evil diff=evil\n*.p filter=longer\n*.m merge=evil\n");
        git.write("a.f", "1\n").write("a.p", "1\n").write("a.m", "1\n").commit("Before");
        String fork = git.head();
        branch("conflict", "a.m", fork);
        branch("fine", "b.f", fork);
        git.write("a.m", "ours\n").write("a.f", "2\n").write("a.p", "2\n").commit("Ours");
        arm(hooksWhereTheyAlwaysAre ? git.directory().resolve(".git/hooks") : temp.resolve("hooks"));
        showThatTheyFire();

        quietly(git, "checkout", "-q", "main");
        disarmed(git);
        useEverything(git.git("rev-parse", "conflict"), git.git("rev-parse", "fine"));
        assertNothingFired();
    }

    private void branch(String name, String file, String fork) {
        git.git("checkout", "-q", "-b", name, fork);
        git.write(file, name + "\n").commit(name);
        git.git("checkout", "-q", "main");
    }

    private void arm(Path hooks) throws IOException {
        Files.createDirectories(hooks);
        for (String hook : HOOKS) {
            Files.copy(Path.of(trap(hook)), hooks.resolve(hook));
        }
        if (!hooks.startsWith(git.directory())) {
            git.git("config", "core.hooksPath", hooks.toString());
        }
        Map.ofEntries(
                        Map.entry("core.fsmonitor", trap("fsmonitor")),
                        Map.entry("filter.evil.smudge", filter("smudge")),
                        Map.entry("filter.evil.clean", filter("clean")),
                        Map.entry("filter.evil.required", "true"),
                        Map.entry("merge.evil.driver", trap("merge-driver")),
                        Map.entry("diff.evil.textconv", trap("textconv")),
                        Map.entry("diff.external", trap("external-diff")),
                        Map.entry("core.editor", trap("editor")),
                        Map.entry("core.sshCommand", trap("ssh")),
                        Map.entry("gpg.program", trap("gpg")),
                        Map.entry("remote.origin.url", git.directory().toString()),
                        Map.entry("remote.origin.uploadpack", trap("upload-pack")),
                        Map.entry("merge.verifySignatures", "false"),
                        Map.entry("gc.auto", "1"))
                .forEach((key, value) -> git.git("-c", "core.fsmonitor=false", "config", key, value));
    }

    private void showThatTheyFire() throws IOException {
        String head = git.git("rev-parse", "HEAD");
        fires(
                "post-checkout",
                "worktree",
                "add",
                "-f",
                "--detach",
                temp.resolve("plain").toString());
        git.git("worktree", "remove", "--force", temp.resolve("plain").toString());
        fires("reference-transaction", "update-ref", "refs/heads/throwaway", head);
        fires("fsmonitor", "status");
        fires("post-index-change", "update-index", "--force-remove", "README");
        git.delete("a.f");
        fires("smudge", "checkout", "--", "a.f");
        git.write("a.f", "local\n");
        fires("clean", "add", "a.f");
        fires("textconv", "show", "--textconv", "HEAD", "--", "a.f");
        fires("external-diff", "diff", "--ext-diff", "HEAD~1", "--", "a.m");
        git.git("checkout", "-q", "throwaway");
        fires("merge-driver", "merge", "--no-edit", "conflict");
        git.tryGit("merge", "--abort");
        fires("post-merge", "merge", "--no-edit", "fine");
        fires("editor", "commit", "--allow-empty");
        fires("gpg", "commit", "--allow-empty", "-S", "-m", "Signed");
        fires("ssh", "fetch", "ssh://nowhere.invalid/x");
        fires("upload-pack", "fetch", "origin");
        // Git guesses the number of loose objects from one of 256 directories.
        Path guessed = Files.createDirectories(git.directory().resolve(".git/objects/17"));
        for (int i = 0; i < 5; i++) {
            Files.writeString(guessed.resolve("%038x".formatted(i)), "");
        }
        fires("pre-auto-gc", "-c", "gc.autoDetach=false", "gc", "--auto");
        DirectoryTree.delete(guessed);
        // The last: it does not speak the protocol, and every command that meets it fails.
        quietly(git, "config", "filter.longer.process", trap("process"));
        git.delete("a.p");
        fires("process", "checkout", "--", "a.p");
    }

    private void useEverything(String conflict, String fine) throws Exception {
        try (WorkspaceFixture fixture = WorkspaceFixture.of(git)) {
            String head = fixture.repository.tip("main").orElseThrow();
            fixture.repository.newCommits(head, List.of(), 100);
            fixture.repository.changes(head);
            fixture.repository.diffStat(fine, head, 1_000);
            assertThat(fixture.unsafeDrivers()).containsExactly("filter.evil", "filter.longer", "merge.evil");

            TestRepository task = fixture.task("task");
            assertThat(task.read("a.f")).isEqualTo("2\n");
            task.write("a.f", "local\n").write("new.f", "x").write("a.p", "local\n");
            assertThat(fixture.workspace.isDirty(task.directory())).isTrue();
            assertThat(fixture.workspace.rescueAndReset(task.directory(), "task"))
                    .isPresent();
            assertThat(fixture.workspace.isDirty(task.directory())).isFalse();

            assertThat(fixture.workspace.prepare("main", conflict, "Merge"))
                    .isEqualTo(new MergePreparation.Conflict(List.of("a.m")));
            MergePreparation.Ready ready = MergesTest.ready(fixture, fine);
            assertThat(fixture.workspace.verify(ready.mergeCommit(), List.of(), List.of("true"), Duration.ofMinutes(1)))
                    .isEqualTo(new Verification.Passed());
            assertThat(MergesTest.advance(fixture, ready)).isEqualTo(new TargetMove.Moved());
            assertThat(fixture.git.read("b.f")).isEqualTo("fine\n");
            assertThat(fixture.workspace.isMerged("main", ready.mergeCommit())).isTrue();
            fixture.workspace.remove("task", "task");
        }
    }

    @Test
    void aDriverOfTheUsersOwnRunsAndOneThatIsTrustedToo() throws Exception {
        git = TestRepository.create(temp.resolve("repo"));
        git.write(".gitattributes", "*.f filter=known\n").write("a.f", "1\n").commit("Before");
        Path home = Files.createDirectories(temp.resolve("user"));
        Files.writeString(home.resolve(".gitconfig"), "[filter \"known\"]\nsmudge = " + filter("known") + "\n");
        try (WorkspaceFixture fixture = WorkspaceFixture.of(git, Map.of("HOME", home.toString()))) {
            assertThat(fixture.unsafeDrivers()).isEmpty();
            fixture.task("task");
            assertThat(temp.resolve("fired/known")).exists();
        }

        git.git("config", "filter.known.smudge", filter("local"));
        disarmed(git);
        try (GitRepository repository = GitRepository.open(git.directory())) {
            GitProgram program = WorkspaceFixture.program(Map.of());
            assertThat(unsafe(repository, program, Set.of())).containsExactly("filter.known");
            assertThat(unsafe(repository, program, Set.of("filter.known"))).isEmpty();
            try (GitWorkspace doubtful = GitWorkspace.open(repository, program, Set.of())) {
                doubtful.ensure("gitcortex/w/two", "two", git.head());
                assertNothingFired();
            }
            try (GitWorkspace trusting = GitWorkspace.open(repository, program, Set.of("filter.known"))) {
                trusting.ensure("gitcortex/w/three", "three", git.head());
                assertThat(temp.resolve("fired/local")).exists();
            }
        }
    }

    private static List<String> unsafe(GitRepository repository, GitProgram program, Set<String> trusted)
            throws InterruptedException {
        return new DriverCheck(repository, new GitCalls(program, repository, trusted)).unsafe("HEAD");
    }

    @Test
    void aDriverThatNothingSelectsIsNoReasonToRefuseAndStillNeverRuns() throws Exception {
        git = TestRepository.create(temp.resolve("repo"));
        git.git("config", "filter.evil.smudge", filter("smudge"));
        try (WorkspaceFixture fixture = WorkspaceFixture.of(git)) {
            assertThat(fixture.unsafeDrivers()).isEmpty();
            TestRepository task = fixture.task("task");
            // An agent selects it later.
            String tip = task.write(".gitattributes", "* filter=evil\n")
                    .write("x", "x")
                    .commit("Work");
            Files.createDirectories(temp.resolve("fired"));
            MergePreparation.Ready ready = MergesTest.ready(fixture, tip);
            assertThat(MergesTest.advance(fixture, ready)).isEqualTo(new TargetMove.Moved());
            assertNothingFired();
            git.delete("x");
            fires("smudge", "checkout", "--", "x");
        }
    }

    @Test
    void whatAnAgentWritesIntoItsWorktreesGitDirectoryRunsNothing() throws Exception {
        git = TestRepository.create(temp.resolve("repo"));
        git.git("config", "extensions.worktreeConfig", "true");
        git.write(".gitattributes", "* filter=evil\n").commit("Attributes");
        try (WorkspaceFixture fixture = WorkspaceFixture.of(git)) {
            TestRepository task = fixture.task("task");
            Path own = fixture.workspace.gitDirectory(task.directory());
            String config = "[core]\nfsmonitor = " + trap("fsmonitor") + "\n[filter \"evil\"]\nsmudge = "
                    + filter("smudge") + "\nclean = " + filter("clean") + "\n";
            Files.writeString(own.resolve("config.worktree"), config);
            assertFiresAndThenNot(fixture, task);

            Files.delete(own.resolve("config.worktree"));
            TestRepository evil = TestRepository.create(temp.resolve("evil"));
            Files.writeString(
                    evil.directory().resolve(".git/config"), "[core]\nrepositoryformatversion = 0\n" + config);
            evil.git("fetch", "-q", git.directory().toString(), "+refs/heads/*:refs/heads/*", "--update-head-ok");
            Files.writeString(own.resolve("commondir"), evil.directory().resolve(".git") + "\n");
            assertFiresAndThenNot(fixture, task);
        }
    }

    private void assertFiresAndThenNot(WorkspaceFixture fixture, TestRepository task) throws Exception {
        task.delete("README");
        task.tryGit("checkout", "--", "README");
        task.tryGit("status");
        assertThat(temp.resolve("fired")).isDirectoryContaining("glob:**/smudge");
        assertThat(temp.resolve("fired")).isDirectoryContaining("glob:**/fsmonitor");
        DirectoryTree.delete(temp.resolve("fired"));
        Files.createDirectories(temp.resolve("fired"));

        task.delete("README").write("new", "x");
        assertThat(fixture.workspace.isDirty(task.directory())).isTrue();
        assertThat(fixture.workspace.rescueAndReset(task.directory(), "task")).isPresent();
        assertThat(task.read("README")).isEqualTo("hello\n");
        assertNothingFired();
    }

    @Test
    void aRepositoryInsideAWorktreeRunsNothing() throws Exception {
        git = TestRepository.create(temp.resolve("repo"));
        try (WorkspaceFixture fixture = WorkspaceFixture.of(git)) {
            TestRepository task = fixture.task("task");
            TestRepository inner = TestRepository.create(task.directory().resolve("inner/repo"));
            task.commit("With a repository inside");
            inner.git("config", "core.fsmonitor", trap("fsmonitor"));
            task.git("status");
            assertThat(temp.resolve("fired/fsmonitor")).exists();
            DirectoryTree.delete(temp.resolve("fired"));
            Files.createDirectories(temp.resolve("fired"));

            inner.write("README", "changed");
            assertThat(fixture.workspace.isDirty(task.directory())).isFalse();
            task.write("x", "y");
            fixture.workspace.rescueAndReset(task.directory(), "task");
            assertNothingFired();
        }
    }
}
