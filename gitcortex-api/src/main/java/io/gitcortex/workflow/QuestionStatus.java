package io.gitcortex.workflow;

import io.gitcortex.model.Named;

/** Where a question stands. */
public enum QuestionStatus implements Named {
    /** Somebody is asked. */
    OPEN,
    /** Answered by a person, or by its default at the deadline. */
    ANSWERED,
    /** No longer of interest. */
    WITHDRAWN
}
