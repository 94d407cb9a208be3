package io.gitcortex.core.git;

import java.util.Objects;

/**
 * Who makes a commit.
 *
 * <p>Immutable.
 *
 * @param name as in {@code user.name}
 * @param email as in {@code user.email}
 */
public record GitIdentity(String name, String email) {
    /** Ours, where the user has configured none. */
    public static final GitIdentity DEFAULT = new GitIdentity("GitCortex Agent", "agent@gitcortex.invalid");

    public GitIdentity {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(email, "email");
    }
}
