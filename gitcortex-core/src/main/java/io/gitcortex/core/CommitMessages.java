package io.gitcortex.core;

import io.gitcortex.GitCortexException;
import io.gitcortex.core.git.CommitInfo;
import io.gitcortex.core.git.GitRepository;
import java.nio.file.Path;

/**
 * Reads commit messages out of a repository, without the git program, and without a journal: nothing of the repository is
 * run, and nothing is written.
 *
 * <p>Thread-safe.
 */
public final class CommitMessages {
    private CommitMessages() {}

    /**
     * The message of a commit. Reads the disk, and waits for nothing else.
     *
     * @param directory any directory in the repository; {@code HEAD} is what is checked out there
     * @param revision a hash, the beginning of one, a branch, a tag, or something like {@code HEAD~2}
     * @return the whole message, as git keeps it
     * @throws GitCortexException if there is no such repository or no such commit
     */
    public static String read(Path directory, String revision) {
        try (GitRepository repository = GitRepository.open(directory)) {
            return repository
                    .resolve(revision, directory)
                    .flatMap(repository::commit)
                    .map(CommitInfo::message)
                    .orElseThrow(() -> new GitCortexException(
                            "There is no commit '" + revision + "' in the repository of " + directory));
        }
    }
}
