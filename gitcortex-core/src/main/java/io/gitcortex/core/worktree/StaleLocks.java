package io.gitcortex.core.worktree;

import io.gitcortex.core.git.RefNames;
import io.gitcortex.core.git.RepositoryException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a git process that was killed has left locked in a linked worktree: its index, its HEAD, the branch of ours that is
 * checked out there. Git makes these locks, keeps nothing in them that names its process, and never takes one away
 * (gitrepository-layout).
 */
final class StaleLocks {
    private static final Logger LOG = LoggerFactory.getLogger(StaleLocks.class);
    private static final String OURS = "refs/heads/gitcortex/";

    private StaleLocks() {}

    /** Removes locks that were made before that time, unless some git process is at work in the worktree. */
    static void release(Checkout checkout, Instant before) {
        if (checkout.gitDirectory().equals(checkout.commonDirectory())) {
            return;
        }
        List<Path> locks = new ArrayList<>();
        locks.add(checkout.gitDirectory().resolve("index.lock"));
        locks.add(checkout.gitDirectory().resolve("HEAD.lock"));
        // What HEAD says an agent may have written.
        checkout.headRef()
                .filter(ref -> ref.startsWith(OURS) && RefNames.isValid(RefNames.branch(ref)))
                .ifPresent(ref -> locks.add(checkout.commonDirectory().resolve(ref + ".lock")));
        locks.forEach(lock -> release(lock, before, checkout.workTree()));
    }

    private static void release(Path lock, Instant before, Path workTree) {
        try {
            if (Files.isRegularFile(lock, LinkOption.NOFOLLOW_LINKS)
                    && Files.getLastModifiedTime(lock, LinkOption.NOFOLLOW_LINKS)
                            .toInstant()
                            .isBefore(before)
                    && !isWorkedIn(workTree)
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
