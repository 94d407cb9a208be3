package io.gitcortex.core.worktree;

import io.gitcortex.core.git.GitRepository;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** A program of its own, to be killed while the verification of the newest commit runs. */
public final class VerifiesForever {
    private VerifiesForever() {}

    public static void main(String[] arguments) throws InterruptedException {
        try (GitRepository repository = GitRepository.open(Path.of(arguments[0]));
                GitWorkspace workspace = GitWorkspace.open(repository)) {
            List<String> command = List.of("sh", "-c", "trap '' TERM HUP; echo $$ > " + arguments[1] + "; sleep 600");
            workspace.verify(repository.tip("main").orElseThrow(), List.of(), command, Duration.ofMinutes(10));
        }
    }
}
