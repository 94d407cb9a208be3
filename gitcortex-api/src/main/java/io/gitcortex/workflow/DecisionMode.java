package io.gitcortex.workflow;

import io.gitcortex.model.Named;

/** Who decides what happens next. */
public enum DecisionMode implements Named {
    /** The playbook alone; a model is never asked. */
    RULES,
    /** The playbook first; a model, where there is one, when the playbook would ask. */
    RULES_FIRST,
    /** A model, at every wake. */
    MODEL
}
