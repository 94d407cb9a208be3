package io.gitcortex.core.worktree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gitcortex.core.git.RepositoryException;
import io.gitcortex.core.git.TestRepository;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a new worktree gets besides what git checks out. */
class IncludedFilesTest {
    @TempDir
    private Path temp;

    @Test
    void filesThatAreNamedAndIgnoredAreCopiedAndNoOthers() throws Exception {
        try (WorkspaceFixture fixture = WorkspaceFixture.create(temp)) {
            TestRepository git = fixture.git;
            git.write(".gitignore", "*.env*\nbuild/\n*.key\n").commit("Ignore");
            git.write(
                            IncludedFiles.NAME,
                            "# what programs need\n.env*\n!.env.example\n/keys/*.key\nnotes\n*[*:]*.env\n:.env\n")
                    .write(".env", "TOKEN=1\r\nno end")
                    .write(".env.example", "negated")
                    .write("module/.env.local", "deep")
                    .write("keys/a.key", "key")
                    .write("other/a.key", "another directory")
                    .write("*.key.env", "a name that is a pattern")
                    .write(":.env", "and one like it")
                    .write("build/output", "not named")
                    .write("notes", "named, and not ignored");
            Files.setPosixFilePermissions(
                    git.directory().resolve(".env"), PosixFilePermissions.fromString("rw-------"));

            TestRepository task = fixture.task("task");
            assertThat(task.read(".env")).isEqualTo("TOKEN=1\r\nno end");
            assertThat(Files.getPosixFilePermissions(task.directory().resolve(".env")))
                    .isEqualTo(PosixFilePermissions.fromString("rw-------"));
            assertThat(task.read("module/.env.local")).isEqualTo("deep");
            assertThat(task.read("keys/a.key")).isEqualTo("key");
            assertThat(task.git("status", "--porcelain", "--ignored").lines())
                    .as("nothing that 'git add' would take, and nothing more")
                    .containsExactlyInAnyOrder("!! .env", "!! keys/", "!! module/", "!! :.env", "!! *.key.env");
            assertThat(fixture.workspace.isDirty(task.directory())).isFalse();
        }
    }

    @Test
    void whatTheTasksBranchDoesNotIgnoreOrHasItselfIsNotCopied() throws Exception {
        try (WorkspaceFixture fixture = WorkspaceFixture.create(temp)) {
            TestRepository git = fixture.git.write("tracked.env", "of the branch\n");
            git.commit("Base");
            String base = git.head();
            git.git("rm", "-q", "tracked.env");
            git.write(".gitignore", "*.env\n").commit("Ignore, later");
            git.write(IncludedFiles.NAME, "*.env\n").write("secret.env", "x").write("tracked.env", "mine");

            TestRepository task = git.at(fixture.workspace.ensure("gitcortex/w/task", "task", base));
            assertThat(task.directory().resolve("secret.env"))
                    .as("the next 'git add' would commit it")
                    .doesNotExist();
            assertThat(task.read("tracked.env")).isEqualTo("of the branch\n");
        }
    }

    @Test
    void noLinkIsFollowedOnEitherSide() throws Exception {
        try (WorkspaceFixture fixture = WorkspaceFixture.create(temp)) {
            TestRepository git = fixture.git;
            Path outside = Files.createDirectories(temp.resolve("outside"));
            Files.writeString(outside.resolve("a.env"), "not of this repository");
            Files.createSymbolicLink(git.directory().resolve("way"), outside);
            git.write(".gitignore", "*.env\n").commit("A link to a directory");
            String base = git.head();
            git.git("rm", "-q", "way");
            git.commit("No link any more");
            git.write("way/b.env", "would go outside").write(IncludedFiles.NAME, "*.env\nlinked\nlinked.env\n");
            Files.createSymbolicLink(git.directory().resolve("linked.env"), outside.resolve("a.env"));
            Files.createSymbolicLink(git.directory().resolve("linked"), outside);

            TestRepository task = git.at(fixture.workspace.ensure("gitcortex/w/task", "task", base));
            assertThat(outside).isDirectoryNotContaining("glob:**/b.env");
            assertThat(task.directory().resolve("linked.env")).doesNotExist();
            assertThat(task.directory().resolve("linked")).doesNotExist();
            Files.move(git.directory().resolve(IncludedFiles.NAME), outside.resolve("list"));
            Files.createSymbolicLink(git.directory().resolve(IncludedFiles.NAME), outside.resolve("list"));
            git.write("c.env", "x");
            assertThat(fixture.task("another").directory().resolve("c.env")).doesNotExist();
        }
    }

    @Test
    void otherWorktreesAndRepositoriesInsideAreNotCopied() throws Exception {
        try (WorkspaceFixture fixture = WorkspaceFixture.create(temp)) {
            fixture.git.write(".gitignore", ".env\ninner/\n").commit("Ignore");
            fixture.git.write(IncludedFiles.NAME, "*\n").write(".env", "x");
            TestRepository.create(fixture.git.directory().resolve("inner")).write(".env", "y");
            fixture.task("one").delete(".git"); // So that git itself would look into it.
            TestRepository two = fixture.task("two");
            assertThat(two.git("status", "--porcelain", "--ignored")).isEqualTo("!! .env");
        }
    }

    @Test
    void tooManyAndTooLargeAreRefusedWithASentence() throws Exception {
        try (WorkspaceFixture fixture = WorkspaceFixture.create(temp)) {
            fixture.git.write(".gitignore", "*.env\n").commit("Ignore");
            fixture.git.write(IncludedFiles.NAME, "*.env\n");
            Path large = fixture.git.directory().resolve("large.env");
            try (RandomAccessFile file = new RandomAccessFile(large.toFile(), "rw")) {
                file.setLength(IncludedFiles.MAX_BYTES + 1); // A hole: it takes no room.
            }
            assertThatThrownBy(() -> fixture.task("task"))
                    .isInstanceOf(RepositoryException.class)
                    .hasMessageContaining(".worktreeinclude names more than 256 MiB");
            Files.delete(large);
            fixture.git.write(".env", "x");
            Path many = Files.createDirectories(fixture.git.directory().resolve("many"));
            for (int i = 0; i < IncludedFiles.MAX_FILES; i++) {
                Files.createFile(many.resolve(i + ".env"));
            }
            assertThatThrownBy(() -> fixture.task("task"))
                    .isInstanceOf(RepositoryException.class)
                    .hasMessageContaining("names more than 10000 files");
            DirectoryTree.delete(many);
            assertThat(fixture.task("task").read(".env"))
                    .as("as soon as there is less, it is made")
                    .isEqualTo("x");
        }
    }

    @Test
    void theMergedTreeIsVerifiedWithThemToo() throws Exception {
        try (WorkspaceFixture fixture = WorkspaceFixture.create(temp)) {
            fixture.git.write(".gitignore", ".env\n").commit("Ignore");
            fixture.git.write(IncludedFiles.NAME, ".env\n").write(".env", "x");
            assertThat(fixture.workspace.verify(
                            fixture.git.head(), List.of(), List.of("test", "-f", ".env"), Duration.ofMinutes(1)))
                    .isEqualTo(new Verification.Passed());
        }
    }
}
