package io.gitcortex.core.worktree;

import io.gitcortex.core.git.GitIdentity;
import io.gitcortex.core.git.GitRepository;
import io.gitcortex.core.git.RepositoryException;
import java.time.Duration;
import java.util.Optional;

/**
 * Compare-and-swap on refs, with patience for those who hold their locks. By the git program: where this process is killed,
 * a program goes on and puts its lock away, while a lock of our own would be held for ever, perhaps that of the target.
 *
 * <p>Thread-safe.
 */
final class RefMoves {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final String NONE = "0".repeat(40);
    /** A ref that names another one, as an agent can make one, is changed itself: never the one that it names. */
    private static final String NO_DEREF = "option no-deref\0";

    private final GitRepository repository;
    private final GitCalls calls;

    RefMoves(GitRepository repository, GitCalls calls) {
        this.repository = repository;
        this.calls = calls;
    }

    /**
     * Moves a ref forward if it still points where it is expected to, and writes that into its log. Never by force.
     *
     * @param ref a full name
     * @param expected where it points; empty for a ref that must not exist yet
     * @param hash where it is to point
     * @param reason what its log shall say
     * @return what became of it; {@code LOCKED} only after a while
     * @throws RepositoryException if the new commit does not hold the old one, or git refuses
     */
    RefMove move(String ref, Optional<String> expected, String hash, String reason) throws InterruptedException {
        if (expected.isPresent() && !repository.isAncestor(expected.get(), hash)) {
            throw new RepositoryException(
                    "Could not move " + ref + ": " + hash + " does not hold " + expected.get() + ", where it points");
        }
        GitPlace place = calls.common().loggedAs(GitIdentity.DEFAULT);
        GitCall call = GitCall.of(place, "update-ref", "-m", reason, "--create-reflog", "--stdin", "-z")
                .withInput(
                        NO_DEREF + "update " + GitOutput.raw(ref) + "\0" + hash + "\0" + expected.orElse(NONE) + "\0");
        return made(new Change(call, ref, expected, "move " + ref + " to " + hash));
    }

    /**
     * Deletes a ref, with its log, if it still points where it is expected to and another commit holds all that it holds.
     * Never by force.
     *
     * @param ref a full name
     * @param expected where it points
     * @param keeper the commit that its commits can be reached from
     * @return {@code MOVED} if it is gone; {@code LOCKED} only after a while
     * @throws RepositoryException if the keeper does not hold it, or git refuses
     */
    RefMove delete(String ref, String expected, String keeper) throws InterruptedException {
        if (!repository.isAncestor(expected, keeper)) {
            throw new RepositoryException("Could not delete " + ref + ": " + keeper + " does not hold its commits");
        }
        GitCall call = GitCall.of(calls.common(), "update-ref", "--stdin", "-z")
                .withInput(NO_DEREF + "delete " + GitOutput.raw(ref) + "\0" + expected + "\0");
        return made(new Change(call, ref, Optional.of(expected), "delete " + ref));
    }

    /** A call, and what is to be so before it. */
    private record Change(GitCall call, String ref, Optional<String> expected, String what) {}

    private RefMove made(Change change) throws InterruptedException {
        GitOutput output;
        try {
            output = calls.attempt(change.call(), PATIENCE);
        } catch (LockHeldException e) {
            return isAsExpected(change) ? RefMove.LOCKED : RefMove.CHANGED;
        }
        if (output.succeeded()) {
            return RefMove.MOVED;
        }
        if (isAsExpected(change)) {
            throw new RepositoryException("Could not " + change.what() + ": " + output.errors());
        }
        return RefMove.CHANGED;
    }

    private boolean isAsExpected(Change change) {
        return repository.tip(change.ref()).equals(change.expected());
    }
}
