package io.gitcortex.core.worktree;

import java.util.Optional;

/**
 * Reports that agents leave as files in their worktrees since they cannot commit, and the commits that are made of them.
 *
 * <p>Thread-safe. The methods block, and throw {@link io.gitcortex.core.git.RepositoryException} where git or the disk
 * does not do what is asked.
 */
public interface Reports {
    /**
     * What lies in a worktree. Reads one small file, and follows no link.
     *
     * @param directoryName of the worktree, as for {@link Worktrees#ensure}
     * @return the file; empty where there is none
     */
    Optional<ReportFile> find(String directoryName);

    /**
     * What is to be committed.
     *
     * @param branch the branch that the worktree is for, without {@code refs/heads/}
     * @param directoryName of the worktree
     * @param review whether nothing but the message is: the files and the index stay as they are
     * @param message the whole message
     */
    record Order(String branch, String directoryName, boolean review, String message) {}

    /**
     * A commit that no branch holds yet.
     *
     * @param parent where the branch was, and must still be when it moves
     * @param hash the commit
     */
    record Draft(String parent, String hash) {}

    /**
     * Makes a commit of everything that is not ignored and no report. No hook is run, and no driver that the repository
     * defines; the branch does not move.
     *
     * @param order what to commit
     * @return the commit
     * @throws InterruptedException if the thread is interrupted
     */
    Draft commit(Order order) throws InterruptedException;

    /**
     * Moves a branch to a commit that was made for it.
     *
     * @param branch without {@code refs/heads/}
     * @param draft the commit
     * @return whether the branch holds it now; false if it points elsewhere by now
     * @throws InterruptedException if the thread is interrupted
     */
    boolean advance(String branch, Draft draft) throws InterruptedException;

    /**
     * Removes a report that was taken. One that an agent has put in its place meanwhile stays.
     *
     * @param directoryName of the worktree
     * @param taken what was found there
     */
    void remove(String directoryName, ReportFile taken);
}
