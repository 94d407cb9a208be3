package io.gitcortex.core.act;

import io.gitcortex.core.git.CommitReader;
import io.gitcortex.core.git.RepositoryException;
import io.gitcortex.core.worktree.MergePreparation;
import io.gitcortex.core.worktree.Merges;
import io.gitcortex.core.worktree.TargetMove;
import io.gitcortex.core.worktree.Verification;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Merges a task's branch: built and verified apart, and only then the target moves. */
public final class MergeAct {
    private static final int MAX_TIPS = 5;
    private static final int MAX_PATHS = 10_000;

    private final CommitReader reader;
    private final Merges merges;

    /** Acts in these. */
    public MergeAct(CommitReader reader, Merges merges) {
        this.reader = reader;
        this.merges = merges;
    }

    /**
     * What to merge.
     *
     * @param target the branch to be moved
     * @param branchRef the full name of the task's branch
     * @param message the merge commit's message
     * @param check what the merged tree must pass
     */
    public record Order(String target, String branchRef, String message, Check check) {}

    /**
     * What a merged tree must pass.
     *
     * @param setup a program and arguments to run first, or nothing
     * @param verify a program and arguments that must end with 0, or nothing
     * @param timeout how long both may take
     */
    public record Check(List<String> setup, List<String> verify, Duration timeout) {}

    /**
     * A merge that was built.
     *
     * @param preparation what came of building it
     * @param rejection the end of what the verification printed, if it was not passed; else null
     */
    public record Built(
            MergePreparation preparation, @Nullable String rejection) {}

    /** Builds the merge commit and verifies its tree. Nothing moves. */
    public Built build(Order order) throws InterruptedException {
        MergePreparation preparation = prepare(order);
        if (preparation instanceof MergePreparation.Ready ready
                && !order.check().verify().isEmpty()) {
            Verification verification = merges.verify(
                    ready.mergeCommit(),
                    order.check().setup(),
                    order.check().verify(),
                    order.check().timeout());
            if (verification instanceof Verification.Rejected rejected) {
                return new Built(preparation, rejected.output());
            }
        }
        return new Built(preparation, null);
    }

    /**
     * An agent may still rewrite its branch, and have git forget what was there: what is there now is merged. Where nothing
     * was rewritten it is tried once more, as a {@code git gc} that puts objects into another pack just now can hide them
     * from a git that reads.
     */
    private MergePreparation prepare(Order order) throws InterruptedException {
        for (int attempt = 1; ; attempt++) {
            String tip = tip(order);
            try {
                return merges.prepare(order.target(), tip, order.message());
            } catch (RepositoryException e) {
                boolean rewritten = !tip(order).equals(tip);
                if (attempt == MAX_TIPS || (attempt > 1 && !rewritten)) {
                    throw e;
                }
            }
        }
    }

    private String tip(Order order) {
        return reader.tip(order.branchRef())
                .orElseThrow(() -> new ActException("The branch " + order.branchRef() + " is gone"));
    }

    /**
     * An attempt to move a target.
     *
     * @param move what became of it
     * @param situation what it depended on, to be compared with {@link #situation}
     */
    public record Attempt(TargetMove move, String situation) {}

    /** Moves the target to a merge commit that was built, unless it is there already. */
    public Attempt advance(String target, String targetBefore, String mergeCommit) throws InterruptedException {
        // Before the attempt: what changes in the middle of it is a reason for another one.
        String situation = merges.situation(target);
        try {
            TargetMove move = merges.isMerged(target, mergeCommit)
                    ? new TargetMove.Moved()
                    : merges.advance(target, targetBefore, mergeCommit);
            return new Attempt(move, situation);
        } catch (RepositoryException e) {
            if (isWhole(targetBefore, mergeCommit)) {
                throw e;
            }
            // Nothing points to it yet: a git gc of somebody's may have pruned it just now. It is built anew.
            return new Attempt(new TargetMove.TargetChanged(reader.tip(target).orElse(targetBefore)), situation);
        }
    }

    private boolean isWhole(String targetBefore, String mergeCommit) {
        try {
            return reader.commit(mergeCommit).isPresent()
                    && reader.changedPaths(targetBefore, mergeCommit, MAX_PATHS).size() <= MAX_PATHS;
        } catch (RepositoryException e) {
            return false;
        }
    }

    /** Where two commits do not go together; empty where they do. */
    public List<String> conflicts(String ours, String theirs) throws InterruptedException {
        return merges.conflicts(ours, theirs);
    }

    /** What moving the target depends on; cheap. */
    public String situation(String target) {
        return merges.situation(target);
    }
}
