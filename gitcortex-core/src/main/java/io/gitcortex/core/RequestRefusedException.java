package io.gitcortex.core;

import io.gitcortex.GitCortexException;

/**
 * What was asked of a workflow would change nothing, and nothing was changed. The message says why, and what can be asked
 * instead.
 */
public final class RequestRefusedException extends GitCortexException {
    private static final long serialVersionUID = 1L;

    RequestRefusedException(String message) {
        super(message);
    }
}
