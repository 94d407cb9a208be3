package io.gitcortex.model;

import java.util.Objects;

/**
 * A file that a commit touched. Where it comes from commit metadata it is what the agent says, for display only: the
 * truth is git's own difference. The path is never opened.
 *
 * <p>Immutable.
 *
 * @param path relative to the repository's root, with {@code /} between its parts
 * @param changeType what happened to it: a {@link ChangeType#wireName()}, or another word an agent chose
 */
public record FileChange(String path, String changeType) {
    public FileChange {
        Objects.requireNonNull(path, "path");
        Objects.requireNonNull(changeType, "changeType");
        if (path.isBlank()) {
            throw new IllegalArgumentException("The path of a changed file must not be blank");
        }
    }

    /**
     * A change of a known kind.
     *
     * @param path relative to the repository's root
     * @param changeType what happened to it
     * @return the change
     */
    public static FileChange of(String path, ChangeType changeType) {
        return new FileChange(path, changeType.wireName());
    }
}
