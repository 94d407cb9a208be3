package io.gitcortex.core.act;

import io.gitcortex.GitCortexException;

/** An instruction could not be carried out. */
public final class ActException extends GitCortexException {
    private static final long serialVersionUID = 1L;

    ActException(String message) {
        super(message);
    }
}
