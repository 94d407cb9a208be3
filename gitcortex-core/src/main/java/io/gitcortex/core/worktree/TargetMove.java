package io.gitcortex.core.worktree;

/** What became of moving a target. Immutable. */
public sealed interface TargetMove {
    /** The target points to the merge, or to a commit that holds it. */
    record Moved() implements TargetMove {}

    /**
     * The target points elsewhere than it did: the merge must be prepared again.
     *
     * @param now where it points
     */
    record TargetChanged(String now) implements TargetMove {}

    /**
     * The target cannot move now, and has not: to be tried again when something has changed.
     *
     * @param reason a sentence for a person
     */
    record Delayed(String reason) implements TargetMove {}
}
