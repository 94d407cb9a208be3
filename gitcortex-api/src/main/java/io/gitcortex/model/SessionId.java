package io.gitcortex.model;

/**
 * Names a session: one live process in one pseudo-terminal. Unique within a store, never used again.
 *
 * <p>Immutable.
 *
 * @param value not blank, at most 200 characters, no control characters
 */
public record SessionId(String value) {
    public SessionId {
        Identifiers.check("session id", value);
    }

    /**
     * The identifier that {@code value} spells.
     *
     * @param value not blank, at most 200 characters, no control characters
     * @return the identifier
     * @throws IllegalArgumentException if {@code value} is not of that form
     */
    public static SessionId of(String value) {
        return new SessionId(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
