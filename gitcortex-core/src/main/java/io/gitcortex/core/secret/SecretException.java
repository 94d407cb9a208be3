package io.gitcortex.core.secret;

import io.gitcortex.GitCortexException;
import org.jspecify.annotations.Nullable;

/** A secret cannot be encrypted or read. The message says of which row, and what to do; it never holds a value. */
public final class SecretException extends GitCortexException {
    private static final long serialVersionUID = 1L;

    SecretException(String message) {
        super(message);
    }

    SecretException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
