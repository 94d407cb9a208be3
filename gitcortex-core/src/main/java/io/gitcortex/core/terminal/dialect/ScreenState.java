package io.gitcortex.core.terminal.dialect;

/** What a CLI is doing, as its screen shows it. */
public enum ScreenState {
    /** It stands at its prompt. */
    READY,
    /** It works. */
    BUSY,
    /** It waits for an answer. */
    ASKING,
    /** Its account allows no more for now. */
    QUOTA,
    /** It tells of an error. */
    ERROR
}
