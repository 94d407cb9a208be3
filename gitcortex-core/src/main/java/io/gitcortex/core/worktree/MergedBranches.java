package io.gitcortex.core.worktree;

import io.gitcortex.core.git.GitRepository;
import io.gitcortex.core.git.RefNames;
import io.gitcortex.core.git.RepositoryException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Deletes branches of tasks whose commits their target holds; every other one stays.
 *
 * <p>Thread-safe.
 */
final class MergedBranches {
    private final GitRepository repository;
    private final GitCalls calls;
    private final Checkouts checkouts;
    private final Rescue rescue;
    private final RefMoves refs;

    MergedBranches(GitRepository repository, GitCalls calls, ManagedDirectory managed) {
        this.repository = repository;
        this.calls = calls;
        this.checkouts = new Checkouts(repository);
        this.rescue = new Rescue(repository, calls, managed);
        this.refs = new RefMoves(repository, calls);
    }

    boolean exists(String branch) {
        return repository.tip(RefNames.full(branch)).isPresent();
    }

    /**
     * Why a branch must stay.
     *
     * @param leaving worktrees that do not count, since they are removed before
     */
    Optional<String> obstacle(String branch, String target, Set<Path> leaving) {
        String ref = RefNames.full(branch);
        Optional<String> tip = repository.tip(ref);
        Optional<String> goal = repository.tip(RefNames.full(target));
        if (tip.isEmpty()) {
            return Optional.empty();
        }
        if (goal.isEmpty()) {
            return Optional.of("there is no branch " + target + " that could hold its commits");
        }
        if (!repository.isAncestor(tip.get(), goal.get())) {
            return Optional.of("it holds commits that are not merged into " + target);
        }
        return checkouts.all().stream()
                .filter(checkout -> !leaving.contains(checkout.workTree()))
                .filter(checkout -> checkout.headRef().filter(ref::equals).isPresent()
                        || checkout.operationOn(ref).isPresent())
                .map(checkout -> "it is in use in " + checkout.workTree())
                .findFirst();
    }

    /** Deletes it, and returns the ref that keeps what its log alone held, if there was such. */
    Optional<String> delete(String branch, String target, String taskName) throws InterruptedException {
        String ref = RefNames.full(branch);
        return calls.exclusively(() -> {
            Optional<String> obstacle = obstacle(branch, target, Set.of());
            if (obstacle.isPresent()) {
                throw new RepositoryException("Branch " + branch + " stays: " + obstacle.get());
            }
            Optional<String> tip = repository.tip(ref);
            Optional<String> goal = repository.tip(RefNames.full(target));
            if (tip.isEmpty() || goal.isEmpty()) {
                return Optional.empty();
            }
            Optional<String> kept = rescue.keepLogged(
                    repository.reflog(ref, WorktreeCare.LOGGED), List.of(tip.get(), goal.get()), taskName);
            calls.reached("log kept");
            if (refs.delete(ref, tip.get(), goal.get()) != RefMove.MOVED) {
                throw new RepositoryException(
                        "Branch " + branch + " stays: it has moved meanwhile, or its lock is held");
            }
            calls.reached("branch deleted");
            return kept;
        });
    }
}
