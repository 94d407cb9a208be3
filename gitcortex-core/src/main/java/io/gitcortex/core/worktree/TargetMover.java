package io.gitcortex.core.worktree;

import io.gitcortex.core.git.GitRepository;
import io.gitcortex.core.git.RefNames;
import io.gitcortex.core.git.RepositoryException;
import io.gitcortex.core.worktree.TargetMove.Delayed;
import io.gitcortex.core.worktree.TargetMove.Moved;
import io.gitcortex.core.worktree.TargetMove.TargetChanged;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Moves a target to a merge. Nobody has it checked out: compare-and-swap. Somebody has: a fast-forward in that checkout, so
 * that index, files and ref move together under git's own lock, or not at all.
 *
 * <p>Thread-safe.
 */
final class TargetMover {
    private static final Logger LOG = LoggerFactory.getLogger(TargetMover.class);
    /** Somebody's editor or prompt asks git for the status: over in a moment. A forgotten lock: a matter for a person. */
    private static final Duration LOCK_PATIENCE = Duration.ofSeconds(5);

    private static final int REASON_CHARACTERS = 1_000;

    private final GitRepository repository;
    private final GitCalls calls;
    private final Checkouts checkouts;
    private final RefMoves refs;

    TargetMover(GitRepository repository, GitCalls calls) {
        this.repository = repository;
        this.calls = calls;
        this.checkouts = new Checkouts(repository);
        this.refs = new RefMoves(repository, calls);
    }

    TargetMove advance(String target, String targetBefore, String mergeCommit) throws InterruptedException {
        String ref = RefNames.full(target);
        return calls.exclusively(() -> {
            Optional<TargetMove> settled = settled(ref, targetBefore, mergeCommit);
            if (settled.isPresent()) {
                return settled.get();
            }
            if (!holds(mergeCommit)) {
                LOG.warn("Merge {} into {} has been pruned while it waited, and is made again", mergeCommit, target);
                return new TargetChanged(targetBefore);
            }
            Optional<Delayed> blocked = blocked(ref);
            if (blocked.isPresent()) {
                return blocked.get();
            }
            List<Checkout> users = users(ref);
            if (users.isEmpty()) {
                return swap(ref, targetBefore, mergeCommit);
            }
            return users.size() == 1
                    ? fastForward(users.get(0), ref, mergeCommit)
                    : new Delayed("Branch " + target + " is checked out in " + users.size()
                            + " worktrees at once; check out another branch in all but one: "
                            + users.stream()
                                    .map(user -> user.workTree().toString())
                                    .toList());
        });
    }

    /** Asked of the git program, since JGit goes on reading a pack that it has open when the pack is gone. */
    boolean holds(String commit) throws InterruptedException {
        return calls.ask(GitCall.of(calls.common(), "cat-file", "-e", commit + "^{tree}"))
                .succeeded();
    }

    /**
     * What moving the target depends on: where it points, and in each checkout that has something to do with it, HEAD and
     * the index.
     */
    String situation(String target) {
        String ref = RefNames.full(target);
        Path lock = repository.commonDirectory().resolve(ref + ".lock");
        return Stream.concat(
                        Stream.of(repository.tip(ref).orElse("gone") + (Files.exists(lock) ? " locked" : "")),
                        checkouts.all().stream()
                                .filter(checkout -> Files.isDirectory(checkout.workTree()))
                                .filter(checkout ->
                                        checkout.headRef().filter(ref::equals).isPresent()
                                                || checkout.operationOn(ref).isPresent())
                                .map(Checkout::situation))
                .collect(Collectors.joining("\n"));
    }

    /** What can be said without moving anything. */
    private Optional<TargetMove> settled(String ref, String targetBefore, String mergeCommit) {
        String now = repository
                .tip(ref)
                .orElseThrow(() -> new RepositoryException("Branch " + RefNames.branch(ref) + " is gone"));
        if (repository.isAncestor(mergeCommit, now)) {
            return Optional.of(new Moved());
        }
        return now.equals(targetBefore) ? Optional.empty() : Optional.of(new TargetChanged(now));
    }

    private Optional<Delayed> blocked(String ref) {
        for (Checkout checkout : checkouts.all()) {
            Optional<String> operation = checkout.operationOn(ref);
            if (operation.isPresent()) {
                return Optional.of(new Delayed("A " + operation.get() + " of " + RefNames.branch(ref)
                        + " is in progress in " + checkout.workTree() + ": finish it, or abort it"));
            }
        }
        return Optional.empty();
    }

    /** The checkouts whose HEAD is the target; one whose directory is gone has no files to move. */
    List<Checkout> users(String ref) {
        return checkouts.all().stream()
                .filter(checkout -> Files.isDirectory(checkout.workTree()))
                .filter(checkout -> checkout.headRef().filter(ref::equals).isPresent())
                .toList();
    }

    private TargetMove swap(String ref, String targetBefore, String mergeCommit) throws InterruptedException {
        RefMove move = refs.move(ref, Optional.of(targetBefore), mergeCommit, "merge by GitCortex");
        return switch (move) {
            case MOVED -> new Moved();
            case LOCKED ->
                new Delayed("The lock of " + ref + " is held: if no git process is at work, remove "
                        + repository.commonDirectory().resolve(ref + ".lock"));
            case CHANGED ->
                settled(ref, targetBefore, mergeCommit)
                        .orElseGet(() -> new Delayed("Branch " + RefNames.branch(ref) + " moved and moved back"));
        };
    }

    /** Fast-forwards a checkout whose HEAD is the target, and nothing else. */
    TargetMove fastForward(Checkout checkout, String ref, String mergeCommit) throws InterruptedException {
        String before = repository.tip(ref).orElse("");
        GitOutput output;
        try {
            output = calls.attempt(merge(checkout, mergeCommit), LOCK_PATIENCE);
        } catch (LockHeldException e) {
            return new Delayed("The index of " + checkout.workTree() + " is locked: if no git process is at work there,"
                    + " remove " + checkout.gitDirectory().resolve("index.lock"));
        }
        Optional<String> head = checkout.headRef();
        if (!head.equals(Optional.of(ref))) {
            LOG.warn("HEAD of {} left {} while it was to move to {}", checkout.workTree(), ref, mergeCommit);
            return new Delayed("HEAD of " + checkout.workTree() + " went from " + RefNames.branch(ref) + " to "
                    + head.map(RefNames::branch).orElse("no branch") + " just while merge " + mergeCommit
                    + " was made; look whether it is there now. Nothing has been moved back");
        }
        return settled(ref, before, mergeCommit)
                .orElseGet(() -> new Delayed("Branch " + RefNames.branch(ref) + " in " + checkout.workTree()
                        + " could not move to " + mergeCommit + ": " + clipped(output.errors())));
    }

    /**
     * No part of it may come from the configuration ({@code branch.<name>.mergeOptions} could ask for a squash), so that
     * each of its options is said. An ignored file that the merge brings is somebody's file all the same: git overwrites
     * such files unless told not to, and then refuses, as it does for any other local change.
     */
    private static GitCall merge(Checkout checkout, String mergeCommit) {
        return GitCall.of(
                        checkout.place(),
                        "merge",
                        "--ff-only",
                        "--no-squash",
                        "--commit",
                        "--no-autostash",
                        "--no-verify-signatures",
                        "--no-overwrite-ignore",
                        "--no-stat",
                        "--quiet",
                        mergeCommit)
                .checkingOut();
    }

    private static String clipped(String text) {
        return text.length() <= REASON_CHARACTERS ? text : text.substring(0, REASON_CHARACTERS) + " ...";
    }
}
