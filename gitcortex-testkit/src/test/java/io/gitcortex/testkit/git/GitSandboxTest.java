package io.gitcortex.testkit.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GitSandboxTest {
    @TempDir
    private Path root;

    @Test
    void commitsKeepEveryByteOfTheirMessage() {
        GitSandbox sandbox = GitSandbox.in(root);
        String message = "\n  # Größe \t\r\n\n\n---METADATA---\n{}\n\n\n";

        String hash = sandbox.write("a/b.txt", "b").commit(message);

        assertThat(sandbox.log())
                .hasSize(2)
                .first()
                .satisfies(commit -> assertThat(commit.hash()).isEqualTo(hash));
        assertThat(sandbox.git("cat-file", "commit", hash)).endsWith("\n\n" + message);
        assertThat(sandbox.git("status", "--porcelain")).isEmpty();
    }

    @Test
    void worktreesHaveABranchOfTheirOwnInOneRepository() {
        GitSandbox sandbox = GitSandbox.in(root);
        GitSandbox linked = sandbox.worktree("linked", "task/one");

        String hash = linked.write("x", "1").commit("Add x");

        assertThat(sandbox.hash("task/one")).isEqualTo(hash);
        assertThat(sandbox.hash("main")).isNotEqualTo(hash);
        assertThat(sandbox.directory().resolve("x")).doesNotExist();
    }

    @Test
    void neitherUserNorSystemConfigurationIsRead() {
        GitSandbox sandbox = GitSandbox.in(root);

        assertThat(sandbox.git("config", "--list", "--show-scope").lines())
                .isNotEmpty()
                .allMatch(line -> line.startsWith("local"));
        assertThat(sandbox.git("log", "-1", "--format=%an <%ae>").strip())
                .isEqualTo("Sandbox Agent <agent@sandbox.example>");
    }

    @Test
    void branchesAreMadeAndCheckedOut() {
        GitSandbox sandbox = GitSandbox.in(root);

        sandbox.branch("other").checkout("other").write("x", "1").commit("On the other");

        assertThat(sandbox.log("main..other")).extracting(LoggedCommit::message).containsExactly("On the other");
    }

    @Test
    void failureTellsWhatGitSaid() {
        GitSandbox sandbox = GitSandbox.in(root);

        assertThatThrownBy(() -> sandbox.git("rev-parse", "--verify", "nowhere"))
                .isInstanceOf(GitSandboxException.class)
                .hasMessageContainingAll("nowhere", "128", "fatal");
    }

    @Test
    void programsGetTheCleanEnvironmentAndWhatIsAdded() {
        GitSandbox sandbox = GitSandbox.in(root);

        CommandResult result = sandbox.run(List.of("sh", "-c", "env; exit 3"), Map.of("ADDED", "yes"));

        assertThat(result.exitCode()).isEqualTo(3);
        assertThat(result.output()).contains("ADDED=yes", "HOME=" + root).doesNotContain("JAVA_HOME");
    }

    @Test
    void programThatDoesNotEndIsKilledAtItsDeadline() {
        CommandRunner runner = new CommandRunner(root, Duration.ofMillis(200));

        assertThatThrownBy(() -> runner.run(List.of("sleep", "600"), root, Map.of("PATH", System.getenv("PATH")), ""))
                .isInstanceOf(GitSandboxException.class)
                .hasMessageContaining("did not end within PT0.2S");
    }

    @Test
    void closingDeletesWhatWasCreated() {
        Path directory;
        try (GitSandbox sandbox = GitSandbox.create()) {
            directory = sandbox.directory();
            assertThat(directory).isDirectory();
        }

        assertThat(Files.exists(directory.getParent())).isFalse();
    }
}
