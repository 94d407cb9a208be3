package io.gitcortex.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.gitcortex.core.git.GitRepository;
import io.gitcortex.core.git.TestRepository;
import io.gitcortex.core.worktree.IgnoreFile;
import io.gitcortex.testkit.store.InMemoryWorkflowStore;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The managed directory ignores itself, whatever somebody does to what says so. */
class IgnoreFileTest {
    @TempDir
    private Path temp;

    @Test
    void isWrittenAgainAtThePollWhereItWasChangedOrDeleted() throws Exception {
        TestRepository git = TestRepository.create(temp.resolve("repo"));
        Path worktrees = Files.createDirectories(git.directory().resolve(".gitcortex/worktrees/left"));
        Files.writeString(worktrees.resolve("file"), "x");
        Path ignore = git.directory().resolve(".gitcortex/.gitignore");
        Files.writeString(ignore, "nothing\n");
        assertThat(git.git("status", "--porcelain")).isNotEmpty();
        try (GitCortex cortex = open(git)) {
            assertThat(cortex.workflows()).isEmpty();
            await().until(() -> Files.readString(ignore).equals("*\n"));
            Files.delete(ignore);
            await().until(() -> Files.exists(ignore));
            assertThat(git.git("status", "--porcelain")).isEmpty();
        }
    }

    @Test
    void isNotMadeWhereThereIsNothingToIgnore() {
        TestRepository git = TestRepository.create(temp.resolve("repo"));
        try (GitRepository repository = GitRepository.open(git.directory())) {
            new IgnoreFile(repository).keep();
        }
        assertThat(git.directory().resolve(".gitcortex")).doesNotExist();
    }

    private GitCortex open(TestRepository git) {
        return GitCortex.builder()
                .repository(git.directory())
                .store(new InMemoryWorkflowStore())
                .build();
    }
}
