package io.gitcortex.core;

import io.gitcortex.GitCortexException;
import io.gitcortex.model.WorkflowId;
import java.time.Duration;

/** A workflow had no outcome in time. It goes on; waiting again is all there is to do. */
public final class WorkflowTimeoutException extends GitCortexException {
    private static final long serialVersionUID = 1L;

    WorkflowTimeoutException(WorkflowId id, Duration timeout) {
        super("Workflow " + id + " has no outcome after " + timeout + "; it goes on");
    }
}
