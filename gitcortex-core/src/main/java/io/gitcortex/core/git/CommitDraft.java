package io.gitcortex.core.git;

import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * A commit to be written.
 *
 * <p>Immutable.
 *
 * @param tree the hash of a tree that exists
 * @param parents the hashes of commits that exist
 * @param message the whole message
 * @param identity its author and committer
 * @param at when
 */
public record CommitDraft(String tree, List<String> parents, String message, GitIdentity identity, Instant at) {
    public CommitDraft {
        Objects.requireNonNull(tree, "tree");
        parents = List.copyOf(parents);
        Objects.requireNonNull(message, "message");
        Objects.requireNonNull(identity, "identity");
        Objects.requireNonNull(at, "at");
    }
}
