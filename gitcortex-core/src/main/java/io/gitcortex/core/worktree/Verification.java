package io.gitcortex.core.worktree;

/** What a verification came to. Immutable. */
public sealed interface Verification {
    /** Every command ended with 0. */
    record Passed() implements Verification {}

    /**
     * A command failed, could not be started, or took too long.
     *
     * @param output why, and the end of what it wrote
     */
    record Rejected(String output) implements Verification {}
}
