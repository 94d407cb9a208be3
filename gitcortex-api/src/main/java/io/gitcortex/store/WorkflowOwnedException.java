package io.gitcortex.store;

import io.gitcortex.model.WorkflowId;

/** Another process owns the workflow. Ask that process, or end it and try again. */
public final class WorkflowOwnedException extends StoreException {
    private static final long serialVersionUID = 1L;

    private final transient Owner owner;

    /**
     * @param workflowId the workflow
     * @param owner who owns it
     */
    public WorkflowOwnedException(WorkflowId workflowId, Owner owner) {
        super("Workflow " + workflowId + " is run by process " + owner.pid() + " on host " + owner.host()
                + ". End that process first, or ask it.");
        this.owner = owner;
    }

    /**
     * Who owns the workflow.
     *
     * @return the owner at the time of the attempt
     */
    public Owner owner() {
        return owner;
    }
}
