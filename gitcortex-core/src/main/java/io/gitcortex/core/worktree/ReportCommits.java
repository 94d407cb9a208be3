package io.gitcortex.core.worktree;

import io.gitcortex.core.git.CommitDraft;
import io.gitcortex.core.git.GitRepository;
import io.gitcortex.core.git.RefNames;
import io.gitcortex.core.git.RepositoryException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Makes commits on behalf of agents that cannot.
 *
 * <p>Thread-safe.
 */
final class ReportCommits implements Reports {
    /** As for what git processes leave everywhere else: one that is younger may be at work. */
    private static final Duration UNTOUCHED = Duration.ofMinutes(1);

    private final GitRepository repository;
    private final GitCalls calls;
    private final ManagedDirectory managed;
    private final Means means;
    private final RefMoves refs;

    /** Who knows the worktrees, and who commits. */
    record Means(WorktreeCare care, MergeMaker maker, Clock clock) {}

    ReportCommits(GitRepository repository, GitCalls calls, ManagedDirectory managed, Means means) {
        this.repository = repository;
        this.calls = calls;
        this.managed = managed;
        this.means = means;
        this.refs = new RefMoves(repository, calls);
    }

    @Override
    public Optional<ReportFile> find(String directoryName) {
        return place(directoryName).find();
    }

    @Override
    public void remove(String directoryName, ReportFile taken) {
        place(directoryName).remove(taken);
    }

    private ReportPlace place(String directoryName) {
        Path worktree = managed.path(directoryName);
        managed.requireNoLink(worktree);
        return new ReportPlace(worktree);
    }

    @Override
    public Draft commit(Order order) throws InterruptedException {
        Checkout checkout = means.care().checkout(managed.path(order.directoryName()));
        String ref = RefNames.full(order.branch());
        return calls.exclusively(() -> {
            requireOn(ref, checkout);
            StaleLocks.release(checkout, means.clock().instant().minus(UNTOUCHED));
            String parent = repository
                    .tip(ref)
                    .orElseThrow(() -> new RepositoryException("The branch " + order.branch() + " is gone"));
            if (!order.review()) {
                requireNoMerge(checkout);
            }
            String tree = order.review() ? treeOf(parent) : staged(checkout);
            CommitDraft draft = new CommitDraft(
                    tree,
                    List.of(parent),
                    order.message(),
                    means.maker().identity(),
                    means.clock().instant());
            return new Draft(parent, repository.writer().commit(draft));
        });
    }

    /** A commit of one parent would hold what was merged, and not that it was: the next merge would meet it all again. */
    private static void requireNoMerge(Checkout checkout) {
        if (checkout.has("MERGE_HEAD")) {
            throw new RepositoryException("A merge is under way in the worktree " + checkout.workTree()
                    + ", which is not committed on anybody's behalf: end it with 'git commit' or 'git merge --abort'");
        }
    }

    /** Elsewhere, what lies there would be committed onto what it was not made from. */
    private static void requireOn(String ref, Checkout checkout) {
        String head = checkout.headRef().orElse("no branch");
        if (!head.equals(ref)) {
            throw new RepositoryException("The worktree " + checkout.workTree() + " stands on " + head + ", not on "
                    + ref + ": check that out again");
        }
    }

    /** In the worktree's own index, as {@code git add -A} would: after the branch has moved, the two agree. */
    private String staged(Checkout checkout) throws InterruptedException {
        GitPlace place = checkout.place();
        DirtyPaths dirty = DirtyPaths.parse(calls.read(DirtyPaths.call(place)));
        // First what is gone: a directory may have become a link, beyond which git looks for nothing.
        update(place, dirty.gone(), "--force-remove");
        update(place, dirty.present(), "--remove");
        return calls.change(GitCall.of(place, "write-tree")).line();
    }

    private void update(GitPlace place, Collection<String> rawPaths, String removing) throws InterruptedException {
        if (rawPaths.isEmpty()) {
            return;
        }
        calls.change(GitCall.of(place, "update-index", "-z", "--add", "--replace", removing, "--stdin")
                .withInput(String.join("\0", rawPaths) + "\0")
                .checkingOut());
    }

    private String treeOf(String commit) throws InterruptedException {
        return calls.read(GitCall.of(calls.common(), "rev-parse", "--verify", commit + "^{tree}"))
                .line();
    }

    @Override
    public boolean advance(String branch, Draft draft) throws InterruptedException {
        String ref = RefNames.full(branch);
        RefMove move = refs.move(ref, Optional.of(draft.parent()), draft.hash(), "commit on behalf of an agent");
        if (move == RefMove.LOCKED) {
            throw new RepositoryException(
                    "The lock of " + ref + " is held: if no git process is at work, remove " + ref + ".lock");
        }
        return move == RefMove.MOVED
                || repository
                        .tip(ref)
                        .filter(tip -> repository.isAncestor(draft.hash(), tip))
                        .isPresent();
    }
}
