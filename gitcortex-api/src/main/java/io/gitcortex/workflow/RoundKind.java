package io.gitcortex.workflow;

import io.gitcortex.model.Named;

/** What a round is for. */
public enum RoundKind implements Named {
    /** To do something: settled by completed or failed. */
    WORK,
    /** To judge what another terminal did: settled by review_pass, review_reject or failed. */
    REVIEW
}
