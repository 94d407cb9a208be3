package io.gitcortex.store;

import java.util.Objects;

/**
 * How far a branch has been read.
 *
 * <p>Immutable.
 *
 * @param ref the full name of the ref, for example {@code refs/heads/gitcortex/wf-1/task-1}
 * @param commitHash the newest commit that has been read
 */
public record CursorRow(String ref, String commitHash) {
    public CursorRow {
        Objects.requireNonNull(ref, "ref");
        Objects.requireNonNull(commitHash, "commitHash");
    }
}
