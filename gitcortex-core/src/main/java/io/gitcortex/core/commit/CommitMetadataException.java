package io.gitcortex.core.commit;

import io.gitcortex.GitCortexException;

/**
 * A commit message has no metadata block, or one that cannot be understood, where the caller requires one. The message
 * names every problem; the commit has to be made again, or amended.
 */
public final class CommitMetadataException extends GitCortexException {
    private static final long serialVersionUID = 1L;

    CommitMetadataException(String message) {
        super(message);
    }
}
