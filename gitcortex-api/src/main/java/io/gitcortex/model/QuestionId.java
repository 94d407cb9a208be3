package io.gitcortex.model;

/**
 * Names a question to a person. Unique within a store.
 *
 * <p>Immutable.
 *
 * @param value not blank, at most 200 characters, no control characters
 */
public record QuestionId(String value) {
    public QuestionId {
        Identifiers.check("question id", value);
    }

    /**
     * The identifier that {@code value} spells.
     *
     * @param value not blank, at most 200 characters, no control characters
     * @return the identifier
     * @throws IllegalArgumentException if {@code value} is not of that form
     */
    public static QuestionId of(String value) {
        return new QuestionId(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
