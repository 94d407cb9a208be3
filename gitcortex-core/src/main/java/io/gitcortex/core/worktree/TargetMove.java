package io.gitcortex.core.worktree;

/** What became of moving a target. Immutable. */
public sealed interface TargetMove {
    /** The target points to the merge, or to a commit that holds it. */
    record Moved() implements TargetMove {}

    /**
     * The merge must be prepared again: the target points elsewhere than it did, or the repository holds the merge no
     * longer, since nothing points to it while it waits, and git prunes such commits.
     *
     * @param now where the target points
     */
    record TargetChanged(String now) implements TargetMove {}

    /**
     * The target cannot move now, and has not: to be tried again when something has changed.
     *
     * @param reason a sentence for a person
     */
    record Delayed(String reason) implements TargetMove {}
}
