package io.gitcortex.core.git;

import io.gitcortex.model.FileChange;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads refs and commits. A ref may be named in full ({@code refs/heads/main}), or by the branch alone ({@code main}).
 *
 * <p>Thread-safe. Every method reads the disk and throws {@link RepositoryException} where that fails.
 */
public interface CommitReader {
    /**
     * Where a ref points now. Read anew each time, loose and packed.
     *
     * @param ref a ref or a branch
     * @return the hash it points to; empty where there is no such ref
     */
    Optional<String> tip(String ref);

    /**
     * The commits that can be reached from {@code tip} and from none of {@code excluded}, parents before children.
     *
     * <p>Where there are more than {@code limit}, or more than some MiB of messages, these are the oldest. The page that holds
     * {@code tip} is the last one, and so is an empty one. To read on, call again with those hashes of the pages so far
     * among the excluded that are no parent of another: the last hash alone does not name what lies on the other side of a merge.
     *
     * <p>A message of more than 1 MiB is clipped: to more than that, and to one that is refused for its length like the whole.
     *
     * @param tip the hash of a commit that exists
     * @param excluded hashes; those that no longer exist are ignored
     * @param limit at least 1
     * @return at most {@code limit} commits; none only where there are none
     */
    List<CommitInfo> newCommits(String tip, Collection<String> excluded, int limit);

    /**
     * The commits that can be reached from any of some hashes and from none of {@code excluded}, parents before children: what
     * a branch has held, by its log, and holds no more. Pages are as those of {@link #newCommits}; an empty one is the last.
     *
     * @param heads hashes; those that no longer exist are ignored
     * @param excluded hashes; those that no longer exist are ignored
     * @param limit at least 1
     * @return at most {@code limit} commits; none only where there are none
     */
    List<CommitInfo> lostCommits(Collection<String> heads, Collection<String> excluded, int limit);

    /**
     * Those of the commits that {@link #newCommits} gives in all its pages that are the branch's own, and were not brought along
     * by a merge of another: what lies on the tip's line of first parents, and what cannot be reached from the other.
     *
     * @param tip the hash of a commit that exists
     * @param excluded hashes; those that no longer exist are ignored
     * @param other the hash of the commit that may have been merged
     * @return their hashes
     */
    Set<String> ownCommits(String tip, Collection<String> excluded, String other);

    /**
     * What a commit changed against its first parent, with renames found; for a root, against nothing.
     *
     * @param commitHash the hash of a commit that exists
     * @return the changes by path; for a rename, the new path. Of very many, the first 1,000, without looking for renames, and
     *     a last entry of the type {@code omitted} that says how many more there are
     */
    List<FileChange> changes(String commitHash);

    /**
     * One commit.
     *
     * @param hash of a commit
     * @return the commit; empty where there is none of that hash
     */
    Optional<CommitInfo> commit(String hash);

    /**
     * Whether one commit holds another.
     *
     * @param ancestor the hash of a commit
     * @param descendant the hash of a commit
     * @return whether {@code descendant} holds {@code ancestor}, as it does where both are the same; false where one of
     *     them does not exist
     */
    boolean isAncestor(String ancestor, String descendant);

    /**
     * Where two histories met last.
     *
     * @param a the hash of a commit that exists
     * @param b the hash of a commit that exists
     * @return a best common ancestor; empty where their histories have nothing in common
     */
    Optional<String> mergeBase(String a, String b);

    /**
     * The files that differ between two commits. A file that was renamed is two of them.
     *
     * @param from the hash of a commit that exists
     * @param to the hash of a commit that exists
     * @param limit at least 1
     * @return paths, at most {@code limit}
     */
    Set<String> changedPaths(String from, String to, int limit);

    /**
     * What lies between two commits, to be read by people and models: a line for each file, with its path and how many
     * lines came and went. Clipped on whole lines; the last line then says how many files are left out.
     *
     * @param from the hash of a commit that exists
     * @param to the hash of a commit that exists
     * @param maxChars at least 40
     * @return lines, each ended by a line feed; empty where nothing differs
     */
    String diffStat(String from, String to, int maxChars);

    /**
     * Where a ref has pointed, newest first: what finds a commit again after the ref was moved away from it.
     *
     * @param ref a ref or a branch
     * @param limit at least 1
     * @return hashes, each once; empty where no log is kept
     */
    List<String> reflog(String ref, int limit);

    /**
     * Something that differs whenever a ref's log has grown. Cheap: the log itself is not read where that can be avoided.
     *
     * @param ref a ref or a branch
     * @return any text; empty where no log is kept
     */
    String reflogMark(String ref);
}
