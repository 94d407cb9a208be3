package io.gitcortex.core.worktree;

import io.gitcortex.core.git.GitRepository;
import io.gitcortex.core.git.RepositoryException;

/**
 * What keeps the managed directory out of every {@code git status} of the person.
 *
 * <p>Thread-safe.
 */
public final class IgnoreFile {
    private final ManagedDirectory managed;

    /**
     * The ignore file of a repository's managed directory.
     *
     * @param repository asked once, for its main checkout
     */
    public IgnoreFile(GitRepository repository) {
        this.managed = ManagedDirectory.of(repository);
    }

    /**
     * Writes it again if somebody has deleted or changed it. Makes no directory: where there is none, nothing has to be
     * ignored. Cheap.
     *
     * @throws RepositoryException if it cannot be written
     */
    public void keep() {
        managed.keepIgnored();
    }
}
