package io.gitcortex.model;

/**
 * Names a task. Unique within its workflow.
 *
 * <p>Immutable.
 *
 * @param value not blank, at most 200 characters, no control characters
 */
public record TaskId(String value) {
    public TaskId {
        Identifiers.check("task id", value);
    }

    /**
     * The identifier that {@code value} spells.
     *
     * @param value not blank, at most 200 characters, no control characters
     * @return the identifier
     * @throws IllegalArgumentException if {@code value} is not of that form
     */
    public static TaskId of(String value) {
        return new TaskId(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
