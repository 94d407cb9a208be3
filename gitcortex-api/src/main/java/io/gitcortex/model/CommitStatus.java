package io.gitcortex.model;

/** What a commit reports. */
public enum CommitStatus implements Named {
    /** The work of the round is done. */
    COMPLETED,
    /** The reviewed work is good. */
    REVIEW_PASS,
    /** The reviewed work has issues. */
    REVIEW_REJECT,
    /** The work of the round cannot be done. */
    FAILED,
    /** Progress: recorded, changes no status. */
    CHECKPOINT,
    /** Written by GitCortex itself on the commit that merges a task. */
    MERGED
}
