package io.gitcortex.core;

import io.gitcortex.model.WorkflowId;
import java.util.Objects;

/**
 * What becomes of something that was asked of a workflow.
 *
 * <p>Immutable.
 *
 * @param workflowId the workflow
 * @param taker who does it, and so when
 * @param message what happens now, in a sentence for people
 */
public record RequestReceipt(WorkflowId workflowId, Taker taker, String message) {
    public RequestReceipt {
        Objects.requireNonNull(workflowId, "workflowId");
        Objects.requireNonNull(taker, "taker");
        Objects.requireNonNull(message, "message");
    }

    /** Who does what was asked for. */
    public enum Taker {
        /** This process runs the workflow, and has done it. */
        THIS_PROCESS,
        /** Another process owns the workflow, and takes the request within a second if it lives. */
        OWNER,
        /** No process runs the workflow: whoever resumes it takes the request first. */
        NEXT_RESUME
    }
}
