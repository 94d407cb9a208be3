package io.gitcortex.core.git;

import io.gitcortex.GitCortexException;
import org.jspecify.annotations.Nullable;

/** A repository cannot be used, or could not be read or written. Its message names the repository and what to do. */
public class RepositoryException extends GitCortexException {
    private static final long serialVersionUID = 1L;

    /**
     * @param message what failed, in which repository, and what to do
     */
    public RepositoryException(String message) {
        super(message);
    }

    /**
     * @param message what failed, in which repository, and what to do
     * @param cause what it followed from, or null
     */
    public RepositoryException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
