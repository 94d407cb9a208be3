package io.gitcortex.store;

import io.gitcortex.GitCortexException;
import org.jspecify.annotations.Nullable;

/** The store could not do what it was asked. Nothing of it has been kept. */
public class StoreException extends GitCortexException {
    private static final long serialVersionUID = 1L;

    /**
     * @param message what failed, and what to do
     */
    public StoreException(String message) {
        super(message);
    }

    /**
     * @param message what failed, and what to do
     * @param cause what it followed from, or null
     */
    public StoreException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
