package io.gitcortex.core.worktree;

import io.gitcortex.core.git.RepositoryException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;

/**
 * What each worktree of ours is for, and whether it was made completely. Kept in the repository's own directory, where an
 * agent's sandbox does not reach: what a worktree says of itself is not to be believed.
 *
 * <p>Thread-safe.
 */
final class WorktreeRecords {
    private static final String READY = "ready";

    private final Path directory;

    /**
     * One record.
     *
     * @param home the full name of a branch, or the hash of a commit for a worktree without one
     * @param ready whether the worktree was made completely
     */
    record Entry(String home, boolean ready) {
        Optional<String> branch() {
            return home.startsWith("refs/") ? Optional.of(home) : Optional.empty();
        }
    }

    WorktreeRecords(Path commonDirectory) {
        this.directory = commonDirectory.resolve("gitcortex").resolve("worktree-records");
    }

    Optional<Entry> find(String directoryName) {
        Path file = directory.resolve(directoryName);
        try {
            if (!Files.isRegularFile(file)) {
                return Optional.empty();
            }
            List<String> lines = Files.readAllLines(file);
            return lines.isEmpty() ? Optional.empty() : Optional.of(new Entry(lines.get(0), lines.contains(READY)));
        } catch (IOException e) {
            throw new RepositoryException("Could not read " + file + ": " + e.getMessage(), e);
        }
    }

    void write(String directoryName, Entry entry) {
        try {
            Files.createDirectories(directory);
            Path aside = Files.createTempFile(directory, ".", ".new");
            Files.writeString(aside, entry.home() + "\n" + (entry.ready() ? READY + "\n" : ""));
            Files.move(
                    aside,
                    directory.resolve(directoryName),
                    StandardCopyOption.REPLACE_EXISTING,
                    StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new RepositoryException(
                    "Could not write down what worktree " + directoryName + " is for: " + e.getMessage(), e);
        }
    }

    void forget(String directoryName) {
        try {
            Files.deleteIfExists(directory.resolve(directoryName));
        } catch (IOException e) {
            throw new RepositoryException("Could not forget worktree " + directoryName + ": " + e.getMessage(), e);
        }
    }
}
