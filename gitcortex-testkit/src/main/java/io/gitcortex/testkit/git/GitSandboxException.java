package io.gitcortex.testkit.git;

import io.gitcortex.GitCortexException;
import org.jspecify.annotations.Nullable;

/** A program in a {@link GitSandbox} could not be run, did not end in time, or failed where it must not. */
public final class GitSandboxException extends GitCortexException {
    private static final long serialVersionUID = 1L;

    GitSandboxException(String message) {
        super(message);
    }

    GitSandboxException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
