package io.gitcortex.core.worktree;

/** What became of moving a ref from its expected old value. */
enum RefMove {
    /** It points to the new value. */
    MOVED,
    /** It did not have the expected value, and was left as it was. */
    CHANGED,
    /** Another process holds its lock; it was left as it was. */
    LOCKED
}
