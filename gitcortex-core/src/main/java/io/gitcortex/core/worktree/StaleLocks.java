package io.gitcortex.core.worktree;

import io.gitcortex.core.git.RepositoryException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Instant;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The lock on a linked worktree's index that a git process has left which was killed. Git makes it in the worktree's own git
 * directory, keeps nothing in it that names its process, and never takes one away (gitrepository-layout).
 */
final class StaleIndexLock {
    private static final Logger LOG = LoggerFactory.getLogger(StaleIndexLock.class);

    private StaleIndexLock() {}

    /** Removes a lock that was made before that time, unless some git process is at work in the worktree. */
    static void release(Checkout checkout, Instant before) {
        Path lock = checkout.gitDirectory().resolve("index.lock");
        boolean ours = !checkout.gitDirectory().equals(checkout.commonDirectory());
        try {
            if (ours
                    && Files.isRegularFile(lock, LinkOption.NOFOLLOW_LINKS)
                    && Files.getLastModifiedTime(lock, LinkOption.NOFOLLOW_LINKS)
                            .toInstant()
                            .isBefore(before)
                    && !isWorkedIn(checkout.workTree())
                    && Files.deleteIfExists(lock)) {
                LOG.warn("{} was left by a git process that is gone, and has been removed", lock);
            }
        } catch (IOException e) {
            throw new RepositoryException(
                    "The lock " + lock + " was left by a git process that is gone, and cannot be removed: "
                            + e.getMessage(),
                    e);
        }
    }

    /** Git works from the top of the work tree, wherever it was started. Only where there is a {@code /proc} to ask. */
    private static boolean isWorkedIn(Path workTree) {
        try (Stream<ProcessHandle> all = ProcessHandle.allProcesses()) {
            return all.anyMatch(process ->
                    isGit(process.pid()) && workingDirectory(process.pid()).startsWith(workTree));
        }
    }

    /** A shell that somebody has left in the worktree holds no lock. */
    private static boolean isGit(long pid) {
        try {
            return Files.readString(Path.of("/proc", Long.toString(pid), "comm"))
                    .startsWith("git");
        } catch (IOException e) {
            return false; // Gone, or there is no /proc.
        }
    }

    private static Path workingDirectory(long pid) {
        try {
            return Files.readSymbolicLink(Path.of("/proc", Long.toString(pid), "cwd"));
        } catch (IOException e) {
            return Path.of("/"); // Gone, or somebody else's.
        }
    }
}
