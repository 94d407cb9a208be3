package io.gitcortex.model;

/**
 * Names a workflow. Unique within a store.
 *
 * <p>Immutable.
 *
 * @param value not blank, at most 200 characters, no control characters
 */
public record WorkflowId(String value) {
    public WorkflowId {
        Identifiers.check("workflow id", value);
    }

    /**
     * The identifier that {@code value} spells.
     *
     * @param value not blank, at most 200 characters, no control characters
     * @return the identifier
     * @throws IllegalArgumentException if {@code value} is not of that form
     */
    public static WorkflowId of(String value) {
        return new WorkflowId(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
