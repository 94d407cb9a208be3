package io.gitcortex.core.worktree;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The worktrees of tasks, all below one managed directory.
 *
 * <p>Thread-safe. The methods block, and throw {@link io.gitcortex.core.git.RepositoryException} where git or the disk
 * does not do what is asked; what they began is then finished or cleared away by the next call.
 */
public interface Worktrees {
    /**
     * Makes a branch, and a worktree for it, with the ignored files that {@code .worktreeinclude} names. Finds both as they are
     * where they exist, and may be cut off anywhere.
     *
     * @param branch its name, without {@code refs/heads/}
     * @param directoryName of the worktree in the managed directory: {@code [a-z0-9-]}, 100 at most
     * @param startCommit where the branch begins, if it does not exist yet
     * @return the worktree
     * @throws InterruptedException if the thread is interrupted
     */
    Path ensure(String branch, String directoryName, String startCommit) throws InterruptedException;

    /**
     * Makes a worktree that belongs to no branch. Finds it as it is where it exists.
     *
     * @param directoryName as for {@link #ensure}
     * @param commit what is checked out, if it does not exist yet
     * @return the worktree
     * @throws InterruptedException if the thread is interrupted
     */
    Path ensureDetached(String directoryName, String commit) throws InterruptedException;

    /**
     * Runs a program in a worktree, without the host's secrets, and ends whatever it leaves running.
     *
     * @param worktree as returned by {@link #ensure}
     * @param command a program and its arguments
     * @param timeout how long it may take
     * @return passed if it ended with 0 in time; else the end of what it printed
     * @throws InterruptedException if the thread is interrupted; the program is ended then
     */
    Verification run(Path worktree, List<String> command, Duration timeout) throws InterruptedException;

    /**
     * A worktree that was made completely.
     *
     * @param directoryName as for {@link #ensure}
     * @return the worktree; empty where there is none
     */
    Optional<Path> find(String directoryName);

    /**
     * The worktree's own git directory, as the repository knows it; what the worktree says of itself is not believed.
     *
     * @param worktree as returned by {@link #ensure}
     * @return {@code <common>/worktrees/<name>}
     */
    Path gitDirectory(Path worktree);

    /**
     * Whether a worktree holds what no commit holds: changed, staged, untracked. Ignored files do not count.
     *
     * @param worktree as returned by {@link #ensure}
     * @return whether there is anything
     * @throws InterruptedException if the thread is interrupted
     */
    boolean isDirty(Path worktree) throws InterruptedException;

    /**
     * Removes the locks that a killed git process has left on the worktree's own index and HEAD, and on the branch of ours that
     * is checked out there, since nobody could add or commit there any more. To be called only when no session works in the
     * worktree. Leaves a lock that was made later, and all of them where a git process is at work in the worktree (as far as the
     * system tells): then they are somebody's.
     *
     * @param worktree as returned by {@link #ensure}
     * @param before a time at which every session in it was over
     * @throws InterruptedException if the thread is interrupted
     */
    void releaseLocks(Path worktree, Instant before) throws InterruptedException;

    /**
     * Keeps what no branch holds as a commit under {@code refs/gitcortex/rescue/<taskName>/<n>}, byte for byte, then puts
     * the worktree back to its branch's tip. Ignored files stay.
     *
     * <p>The rescue commit holds the files; what was staged otherwise is its second parent. To be called only when no
     * process works in the worktree.
     *
     * @param worktree as returned by {@link #ensure}
     * @param taskName a part of a ref's name
     * @return the ref; empty where nothing had to be kept
     * @throws InterruptedException if the thread is interrupted
     */
    Optional<String> rescueAndReset(Path worktree, String taskName) throws InterruptedException;

    /**
     * The directories in the managed directory, whole or not.
     *
     * @return their names, in order
     */
    List<String> list();
}
