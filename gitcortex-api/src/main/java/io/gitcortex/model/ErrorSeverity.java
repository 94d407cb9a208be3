package io.gitcortex.model;

/** How bad a failure of a workflow is. Major and critical ones are told to the error terminal. */
public enum ErrorSeverity implements Named {
    /** Nobody needs to be told at once. */
    MINOR,
    /** The goal is not reached. */
    MAJOR,
    /** Something may be damaged. */
    CRITICAL
}
