package io.gitcortex.workflow;

import java.util.Objects;

/**
 * A commit that an event came from.
 *
 * <p>Immutable.
 *
 * @param hash the commit; from a host, whatever the host calls it
 * @param branch the branch that it was found on, without {@code refs/heads/}
 * @param message its message without the metadata block, trimmed
 * @param source how it became known
 */
public record ReportedCommit(String hash, String branch, String message, CommitSource source) {
    public ReportedCommit {
        Objects.requireNonNull(branch, "branch");
        Objects.requireNonNull(message, "message");
        Objects.requireNonNull(source, "source");
        if (hash.isBlank()) {
            throw new IllegalArgumentException("The hash of a commit must not be blank");
        }
    }
}
