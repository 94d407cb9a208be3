package io.gitcortex;

import org.jspecify.annotations.Nullable;

/**
 * The root of everything that GitCortex throws on purpose.
 *
 * <p>A message says what failed, for which id, and what to do about it. The cause, where there is one, is kept.
 */
public class GitCortexException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * @param message what failed, for which id, and what to do
     */
    public GitCortexException(String message) {
        super(message);
    }

    /**
     * @param message what failed, for which id, and what to do
     * @param cause what it followed from, or null where nothing is known
     */
    public GitCortexException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
