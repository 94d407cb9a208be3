package io.gitcortex.terminal;

import io.gitcortex.GitCortexException;
import org.jspecify.annotations.Nullable;

/** A terminal could not be opened, written to, or ended. */
public class TerminalException extends GitCortexException {
    private static final long serialVersionUID = 1L;

    /**
     * @param message what failed, for which session, and what to do
     */
    public TerminalException(String message) {
        super(message);
    }

    /**
     * @param message what failed, for which session, and what to do
     * @param cause what it followed from, or null
     */
    public TerminalException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
