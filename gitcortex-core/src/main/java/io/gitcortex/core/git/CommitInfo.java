package io.gitcortex.core.git;

import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * What a commit says of itself.
 *
 * <p>Immutable.
 *
 * @param hash 40 hexadecimal digits
 * @param parents their hashes, the first parent first; none for a root
 * @param message the whole message, as git keeps it
 * @param committedAt the committer's own clock: never to be used for order
 */
public record CommitInfo(String hash, List<String> parents, String message, Instant committedAt) {
    public CommitInfo {
        Objects.requireNonNull(hash, "hash");
        parents = List.copyOf(parents);
        Objects.requireNonNull(message, "message");
        Objects.requireNonNull(committedAt, "committedAt");
    }
}
