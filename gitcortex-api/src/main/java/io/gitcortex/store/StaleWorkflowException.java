package io.gitcortex.store;

import io.gitcortex.model.WorkflowId;

/**
 * A write came from somebody who no longer knows, or no longer owns, the workflow. Nothing of it has been kept: drop what is
 * in memory, and read the journal again.
 */
public final class StaleWorkflowException extends StoreException {
    private static final long serialVersionUID = 1L;

    private final String workflow;

    /**
     * @param workflowId the workflow
     * @param reason what differs
     */
    public StaleWorkflowException(WorkflowId workflowId, String reason) {
        super("Workflow " + workflowId + " has been written by somebody else: " + reason);
        this.workflow = workflowId.value();
    }

    /**
     * The workflow that was to be written.
     *
     * @return its id
     */
    public WorkflowId workflowId() {
        return WorkflowId.of(workflow);
    }
}
