package io.gitcortex.workflow;

import io.gitcortex.model.Named;

/** Where an instruction stands. */
public enum InstructionStatus implements Named {
    /** Decided and stored, not begun. */
    READY,
    /** Begun; its outcome is not known yet. */
    SENDING,
    /** Carried out. */
    DONE,
    /** Could not be carried out, or no longer made sense. */
    FAILED
}
