package io.gitcortex.testkit.git;

import java.util.Objects;

/**
 * A commit as {@code git log} shows it.
 *
 * <p>Immutable.
 *
 * @param hash its full hash
 * @param message its message, whole
 */
public record LoggedCommit(String hash, String message) {
    public LoggedCommit {
        Objects.requireNonNull(hash, "hash");
        Objects.requireNonNull(message, "message");
    }
}
