package io.gitcortex.workflow;

import io.gitcortex.model.Named;

/** How a commit became known. */
public enum CommitSource implements Named {
    /** GitCortex found it on a branch that it watches. */
    BRANCH,
    /** The host gave it. */
    HOST
}
