package io.gitcortex.model;

/** What happened to a file in a commit. */
public enum ChangeType implements Named {
    /** It is new. */
    ADDED,
    /** Its content or mode changed. */
    MODIFIED,
    /** It is gone. */
    DELETED,
    /** It has another path. */
    RENAMED,
    /** It began as a copy of another. */
    COPIED
}
