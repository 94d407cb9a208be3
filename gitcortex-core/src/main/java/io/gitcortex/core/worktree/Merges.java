package io.gitcortex.core.worktree;

import java.time.Duration;
import java.util.List;

/**
 * Merges in steps that can each be repeated: a commit is prepared apart, verified, then the target moves to it. No commit
 * is lost and no ref is moved by force.
 *
 * <p>Thread-safe. The methods block, and throw {@link io.gitcortex.core.git.RepositoryException} where git or the disk
 * does not do what is asked.
 */
public interface Merges {
    /**
     * Writes the commit that merges {@code tip} into {@code target}. Nothing moves.
     *
     * @param target a branch that exists
     * @param tip the hash of the commit to be merged
     * @param message of the merge commit
     * @return the commit, or why there is none
     * @throws InterruptedException if the thread is interrupted
     */
    MergePreparation prepare(String target, String tip, String message) throws InterruptedException;

    /**
     * Whether two commits go together, found out by a merge that is thrown away.
     *
     * @param ours the hash of a commit
     * @param theirs the hash of a commit
     * @return the files in conflict, for display; empty where there is none
     * @throws InterruptedException if the thread is interrupted
     */
    List<String> conflicts(String ours, String theirs) throws InterruptedException;

    /**
     * Moves the target to a prepared merge. Where the target is checked out, its files and its index move with it, under
     * git's own lock; where that would touch what somebody has changed there, nothing moves.
     *
     * @param target the branch
     * @param targetBefore where it pointed when the merge was prepared
     * @param mergeCommit the prepared merge
     * @return what became of it
     * @throws InterruptedException if the thread is interrupted
     */
    TargetMove advance(String target, String targetBefore, String mergeCommit) throws InterruptedException;

    /**
     * What an attempt to move the target depends on and what can be seen cheaply: where it points, and HEAD and index of the
     * checkouts that use it. As long as the answer is the same, another attempt will most likely come to the same. Reads
     * some files, and starts no program.
     *
     * @param target the branch
     * @return a text to be compared with an earlier one
     */
    String situation(String target);

    /**
     * Runs the plan's commands on the merged tree, in a worktree that is removed afterwards, or at the next start. Their
     * whole process tree is gone when this returns.
     *
     * @param mergeCommit the prepared merge
     * @param setup run first; nothing where empty
     * @param command the verification; nothing where empty
     * @param timeout for both together
     * @return whether both ended with 0, and if not, the end of what they wrote
     * @throws InterruptedException if the thread is interrupted
     */
    Verification verify(String mergeCommit, List<String> setup, List<String> command, Duration timeout)
            throws InterruptedException;

    /**
     * Whether the target holds a merge. A fast-forward of ours that was cut off is finished first, where every file and
     * index entry that it concerns is as the old or as the new commit has it; otherwise nothing is touched.
     *
     * @param target the branch
     * @param mergeCommit a merge that was prepared for it
     * @return whether it holds it now
     * @throws InterruptedException if the thread is interrupted
     */
    boolean isMerged(String target, String mergeCommit) throws InterruptedException;
}
