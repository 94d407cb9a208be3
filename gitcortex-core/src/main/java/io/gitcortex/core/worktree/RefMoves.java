package io.gitcortex.core.worktree;

import io.gitcortex.core.git.GitRepository;
import io.gitcortex.core.git.RefMove;
import io.gitcortex.core.git.RepositoryException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Compare-and-swap on refs, with patience for those who hold their locks. In this process where refs are files; by the git
 * program where they lie in tables.
 *
 * <p>Thread-safe.
 */
final class RefMoves {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration WAIT = Duration.ofMillis(50);
    private static final String NONE = "0".repeat(40);

    private final GitRepository repository;
    private final GitCalls calls;

    RefMoves(GitRepository repository, GitCalls calls) {
        this.repository = repository;
        this.calls = calls;
    }

    /** As {@link io.gitcortex.core.git.GitWriter#move}; {@code LOCKED} only after a while. */
    RefMove move(String ref, Optional<String> expected, String hash, String reason) throws InterruptedException {
        if (repository.usesReftable()) {
            return byProgram(ref, expected, hash, reason);
        }
        return patiently(() -> repository.writer().move(ref, expected, hash, reason));
    }

    /** As {@link io.gitcortex.core.git.GitWriter#delete}; {@code LOCKED} only after a while. */
    RefMove delete(String ref, String expected, String keeper) throws InterruptedException {
        if (!repository.usesReftable()) {
            return patiently(() -> repository.writer().delete(ref, expected, keeper));
        }
        if (!repository.isAncestor(expected, keeper)) {
            throw new RepositoryException("Could not delete " + ref + ": " + keeper + " does not hold its commits");
        }
        GitCall call = GitCall.of(calls.common(), "update-ref", "--stdin", "-z")
                .withInput("delete " + ref + "\0" + expected + "\0");
        GitOutput output = calls.attempt(call);
        if (!output.succeeded() && repository.tip(ref).equals(Optional.of(expected))) {
            throw new RepositoryException("Could not delete " + ref + ": " + output.errors());
        }
        return output.succeeded() ? RefMove.MOVED : RefMove.CHANGED;
    }

    private static RefMove patiently(Supplier<RefMove> attempt) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        RefMove move = attempt.get();
        while (move == RefMove.LOCKED && System.nanoTime() < end) {
            TimeUnit.NANOSECONDS.sleep(WAIT.toNanos());
            move = attempt.get();
        }
        return move;
    }

    private RefMove byProgram(String ref, Optional<String> expected, String hash, String reason)
            throws InterruptedException {
        GitCall call = GitCall.of(calls.common(), "update-ref", "-m", reason, "--create-reflog", "--stdin", "-z")
                .withInput("update " + ref + "\0" + hash + "\0" + expected.orElse(NONE) + "\0");
        GitOutput output = calls.attempt(call);
        if (output.succeeded()) {
            return RefMove.MOVED;
        }
        if (!repository.tip(ref).equals(expected)) {
            return RefMove.CHANGED;
        }
        throw new RepositoryException("Could not move " + ref + " to " + hash + ": " + output.errors());
    }
}
