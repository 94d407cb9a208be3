package io.gitcortex.core.worktree;

import io.gitcortex.core.git.GitRepository;
import io.gitcortex.core.git.RepositoryException;
import java.util.List;
import java.util.Set;

/**
 * Looks for filter and merge drivers that attributes select, that only the repository's own configuration defines, and that
 * nobody trusts. Git would run their commands on a checkout or a merge. Here they never run: what they would have decrypted
 * or fetched would then be checked out as it is stored, so that it is better not to begin.
 *
 * <p>Thread-safe.
 */
public final class DriverCheck {
    private final GitRepository repository;
    private final GitCalls calls;
    private final AttributeUse attributes;

    /**
     * A check of a repository.
     *
     * @param repository stays open as long as this is used; not closed by it
     * @param trusted drivers that may run wherever they are defined: {@code filter.<name>}, {@code merge.<name>}
     * @throws RepositoryException if there is no git program
     */
    public DriverCheck(GitRepository repository, Set<String> trusted) {
        this(repository, new GitCalls(GitProgram.find(), repository, trusted));
    }

    DriverCheck(GitRepository repository, GitCalls calls) {
        this.repository = repository;
        this.calls = calls;
        this.attributes = new AttributeUse(repository, calls);
    }

    /**
     * The drivers that keep work from beginning. Starts the git program, and reads the configuration and the attributes as
     * they are now.
     *
     * @param revision whose attributes count, besides those that hold for every revision
     * @return {@code filter.<name>} and {@code merge.<name>}, in order; empty where there are none
     * @throws InterruptedException if the thread is interrupted
     */
    public List<String> unsafe(String revision) throws InterruptedException {
        Set<String> defined = calls.drivers(calls.common()).ofTheRepository();
        if (defined.isEmpty()) {
            return List.of();
        }
        Set<String> selected = attributes.selected(revision);
        return defined.stream().filter(selected::contains).toList();
    }

    /**
     * Refuses a repository in which there are such drivers.
     *
     * @param revision as for {@link #unsafe}
     * @throws RepositoryException if there are any; the message names them, and what to do
     * @throws InterruptedException if the thread is interrupted
     */
    public void require(String revision) throws InterruptedException {
        List<String> unsafe = unsafe(revision);
        if (!unsafe.isEmpty()) {
            throw new RepositoryException("The attributes of " + repository.commonDirectory()
                    + " select what only its own configuration defines: " + String.join(", ", unsafe)
                    + ". Git would run the commands of each. Look at them with 'git config --local --list'; to let one run,"
                    + " define it in your own configuration ('git config --global'), or name it with"
                    + " GitCortex.builder().trustedDrivers(...)");
        }
    }
}
