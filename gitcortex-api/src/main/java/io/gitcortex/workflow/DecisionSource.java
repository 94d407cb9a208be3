package io.gitcortex.workflow;

import io.gitcortex.model.Named;

/** Who made a decision. */
public enum DecisionSource implements Named {
    /** The playbook. */
    PLAYBOOK,
    /** A language model. */
    MODEL,
    /** The host application. */
    HOST,
    /** A person who answered a question, or its deadline. */
    ANSWER
}
