package io.gitcortex.workflow;

import io.gitcortex.model.Named;

/** Whose login a coding CLI uses. */
public enum Login implements Named {
    /** The login and configuration of the person who runs GitCortex, as they are; nothing is written there. */
    USER,
    /** A home directory of its own. */
    PRIVATE
}
