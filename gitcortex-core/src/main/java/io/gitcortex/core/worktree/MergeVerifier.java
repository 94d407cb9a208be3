package io.gitcortex.core.worktree;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Runs the plan's commands on a merged tree.
 *
 * <p>Thread-safe.
 */
final class MergeVerifier {
    private final ManagedDirectory managed;
    private final ManagedWorktrees worktrees;
    private final PlanCommand commands;

    MergeVerifier(ManagedDirectory managed, ManagedWorktrees worktrees, PlanCommand commands) {
        this.managed = managed;
        this.worktrees = worktrees;
        this.commands = commands;
    }

    Verification verify(String mergeCommit, List<String> setup, List<String> command, Duration timeout)
            throws InterruptedException {
        if (setup.isEmpty() && command.isEmpty()) {
            return new Verification.Passed();
        }
        Path worktree = managed.temporary();
        try {
            worktrees.add(worktree, "--detach", mergeCommit);
            long end = System.nanoTime() + timeout.toNanos();
            for (List<String> step : List.of(setup, command)) {
                Optional<Verification> rejected = step.isEmpty()
                        ? Optional.empty()
                        : commands.rejected(step, worktree, Duration.ofNanos(end - System.nanoTime()));
                if (rejected.isPresent()) {
                    return rejected.get();
                }
            }
            return new Verification.Passed();
        } finally {
            discard(worktree);
        }
    }

    /** Also when interrupted, since only the next start would come upon it. */
    private void discard(Path worktree) throws InterruptedException {
        boolean interrupted = Thread.interrupted();
        worktrees.discard(worktree);
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
