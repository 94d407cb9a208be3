package io.gitcortex.model;

/**
 * Names a terminal. Unique within its workflow.
 *
 * <p>Immutable.
 *
 * @param value not blank, at most 200 characters, no control characters
 */
public record TerminalId(String value) {
    public TerminalId {
        Identifiers.check("terminal id", value);
    }

    /**
     * The identifier that {@code value} spells.
     *
     * @param value not blank, at most 200 characters, no control characters
     * @return the identifier
     * @throws IllegalArgumentException if {@code value} is not of that form
     */
    public static TerminalId of(String value) {
        return new TerminalId(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
