package io.gitcortex.core.git;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;

/** A program of its own, since what JGit has once found out it keeps for the life of a JVM. */
public final class ReadsARepository {
    private ReadsARepository() {}

    public static void main(String[] arguments) throws IOException {
        if (arguments[0].equals("plain")) {
            try (Repository repository = new FileRepositoryBuilder()
                    .setGitDir(new File(arguments[1], ".git"))
                    .build()) {
                System.out.println(repository.resolve(Constants.HEAD).name());
            }
            return;
        }
        try (GitRepository repository = GitRepository.open(Path.of(arguments[1]))) {
            String tip = repository.tip("main").orElseThrow();
            repository.changes(tip);
            System.out.println(tip);
            System.out.println(repository
                    .writer()
                    .commit(new CommitDraft(
                            arguments[2], List.of(tip), "Made in a test", GitIdentity.DEFAULT, Instant.EPOCH)));
        }
    }
}
