package io.gitcortex.core.worktree;

import io.gitcortex.core.git.RepositoryException;

/** Another process held one of git's locks for as long as we were ready to wait. Nothing was done. */
final class LockHeldException extends RepositoryException {
    private static final long serialVersionUID = 1L;

    LockHeldException(String message) {
        super(message);
    }
}
