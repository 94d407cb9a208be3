package io.gitcortex.core.worktree;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What becomes of worktrees and branches that nobody works with any more.
 *
 * <p>Thread-safe. The methods block, and throw {@link io.gitcortex.core.git.RepositoryException} where git or the disk does
 * not do what is asked, or where something must not be deleted; each may be cut off anywhere and called again.
 */
public interface Disposal {
    /**
     * Where the worktree of that name lies, or would.
     *
     * @param directoryName as for {@link Worktrees#ensure}
     * @return an absolute path in the managed directory
     */
    Path place(String directoryName);

    /**
     * Whether anything is left of a worktree: files, a record, or what git knows of it.
     *
     * @param directoryName as for {@link Worktrees#ensure}
     * @return whether there is
     */
    boolean isLeft(String directoryName);

    /**
     * What removing a worktree frees.
     *
     * @param directoryName as for {@link Worktrees#ensure}
     * @return the sizes of its files, added up, in bytes; what cannot be looked into is not counted
     */
    long bytes(String directoryName);

    /**
     * Keeps all that would be lost with a worktree under {@code refs/gitcortex/rescue/<taskName>/<n>}, and leaves it as it is:
     * files that are changed, staged or untracked, a detached HEAD, and commits that only the log of its HEAD holds. What has
     * been kept before is not kept again. Ignored files are not kept.
     *
     * @param directoryName as for {@link Worktrees#ensure}
     * @param taskName a part of a ref's name
     * @return the refs that keep it; empty where nothing has to be kept
     * @throws InterruptedException if the thread is interrupted
     */
    List<String> keep(String directoryName, String taskName) throws InterruptedException;

    /**
     * Keeps what {@link #keep} does, then removes the worktree with all that is ignored in it. Never the branch, and never
     * anything outside the managed directory. Does nothing where there is no such worktree. To be called only when no process
     * works in it.
     *
     * @param directoryName as for {@link Worktrees#ensure}
     * @param taskName a part of a ref's name
     * @return the refs that keep what was not in a branch
     * @throws InterruptedException if the thread is interrupted
     */
    List<String> remove(String directoryName, String taskName) throws InterruptedException;

    /**
     * A branch, and what decides whether it may go.
     *
     * @param name without {@code refs/heads/}
     * @param target the branch that must hold its commits
     * @param directoryName the worktree that it was made for, which is removed first
     */
    record TaskBranch(String name, String target, String directoryName) {}

    /**
     * Whether a branch exists.
     *
     * @param branch which
     * @return whether it does
     */
    boolean exists(TaskBranch branch);

    /**
     * Why a branch must stay.
     *
     * @param branch which
     * @return the reason; empty if its target holds its commits and no worktree but its own has it checked out
     */
    Optional<String> obstacle(TaskBranch branch);

    /**
     * Deletes a branch whose commits its target holds, unless it is checked out anywhere. Commits that its log alone holds are
     * kept before, as {@link #keep} does.
     *
     * @param branch which
     * @return the ref that keeps what its log held, if anything
     * @throws InterruptedException if the thread is interrupted
     */
    Optional<String> delete(TaskBranch branch) throws InterruptedException;
}
