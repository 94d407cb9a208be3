package io.gitcortex.examples.runner;

import static org.assertj.core.api.Assertions.assertThat;

import io.gitcortex.examples.Readme;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a workflow has left is freed by a command. */
class GcTest {
    @TempDir
    private Path directory;

    private final Screen screen = new Screen();

    @Test
    void says_what_it_would_free_and_frees_it() throws Exception {
        ScratchRepository repository =
                ScratchRepository.create(directory.toRealPath().resolve("own"));
        String where = repository.directory().toString();
        assertThat(screen.run("gc", "--repo", where)).isZero();
        assertThat(screen.out()).contains("Nothing is left");

        Readme readme = Readme.read();
        repository.write("writer.sh", readme.blocks("sh", "#!/bin/sh").get(0));
        Path file =
                repository.write("workflow.yaml", readme.blocks("yaml", "name:").get(0));
        assertThat(screen.run("run", file.toString(), "--repo", where)).isZero();
        String workflow = ScratchRepository.workflowIn(screen.out());

        assertThat(screen.run("gc", "--dry-run", "--repo", where)).isZero();
        assertThat(screen.out())
                .containsPattern(workflow + " +worktree +[0-9.]+ K?i?B +can go +/")
                .containsPattern(workflow + " +branch +- +can go +gitcortex/" + workflow + "/first-page")
                .containsPattern("Would free [0-9.]+ KiB: 1 worktree, 1 merged branch\\.");
        assertThat(repository.git("worktree", "list").lines()).hasSize(2);

        assertThat(screen.run("gc", "--repo", where)).isZero();
        assertThat(screen.out()).containsPattern("Freed [0-9.]+ KiB: 1 worktree, 1 merged branch\\.");
        assertThat(repository.git("worktree", "list").lines()).hasSize(1);
        assertThat(repository.git("branch", "--list", "gitcortex/*")).isEmpty();
        assertThat(screen.run("gc", "--repo", where)).isZero();
        assertThat(screen.out()).contains("Nothing is left");
        assertThat(screen.run("status", workflow, "--repo", where)).isZero();
    }
}
