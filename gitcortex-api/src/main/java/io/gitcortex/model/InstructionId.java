package io.gitcortex.model;

/**
 * The unguessable name of an instruction. A result must give it back, which proves that the session that reports is the
 * one that was asked; hence {@link #toString()} shows its beginning only.
 *
 * <p>Immutable.
 *
 * @param value not blank, at most 200 characters, no control characters; those made by GitCortex are {@code i-} and 32
 *     hexadecimal digits, 128 random bits
 */
public record InstructionId(String value) {
    private static final int SHOWN = 6;

    public InstructionId {
        Identifiers.check("instruction id", value);
    }

    /**
     * The identifier that {@code value} spells.
     *
     * @param value not blank, at most 200 characters, no control characters
     * @return the identifier
     * @throws IllegalArgumentException if {@code value} is not of that form
     */
    public static InstructionId of(String value) {
        return new InstructionId(value);
    }

    /** The first few characters: enough to tell two apart in a log, too few to forge a result. */
    @Override
    public String toString() {
        return value.substring(0, Math.min(SHOWN, value.length())) + "***";
    }
}
