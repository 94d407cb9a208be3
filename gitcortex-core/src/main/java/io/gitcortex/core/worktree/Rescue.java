package io.gitcortex.core.worktree;

import io.gitcortex.core.git.CommitDraft;
import io.gitcortex.core.git.CommitInfo;
import io.gitcortex.core.git.GitIdentity;
import io.gitcortex.core.git.GitRepository;
import io.gitcortex.core.git.RefNames;
import io.gitcortex.core.git.RepositoryException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps what a worktree holds and no branch does, under {@code refs/gitcortex/rescue/}.
 *
 * <p>Thread-safe.
 */
final class Rescue {
    private static final Logger LOG = LoggerFactory.getLogger(Rescue.class);
    private static final String PREFIX = "refs/gitcortex/rescue/";

    private final GitRepository repository;
    private final GitCalls calls;
    private final ManagedDirectory managed;
    private final RefMoves refs;

    Rescue(GitRepository repository, GitCalls calls, ManagedDirectory managed) {
        this.repository = repository;
        this.calls = calls;
        this.managed = managed;
        this.refs = new RefMoves(repository, calls);
    }

    /**
     * Keeps what is uncommitted, and commits that a detached HEAD alone holds.
     *
     * @param checkout the worktree
     * @param dirty what is uncommitted
     * @param home the commit that is safe without us: its branch's tip
     */
    Optional<String> keep(Checkout checkout, DirtyPaths dirty, String home, String taskName)
            throws InterruptedException {
        GitOutput output = calls.ask(GitCall.of(checkout.place(), "rev-parse", "--verify", "--quiet", "HEAD^{commit}"));
        Optional<String> head = output.succeeded() ? Optional.of(output.line()) : Optional.empty();
        boolean loose = head.isPresent() && checkout.headRef().isEmpty() && !repository.isAncestor(head.get(), home);
        if (dirty.files().isEmpty()) {
            return loose ? Optional.of(refer(head.get(), taskName)) : Optional.empty();
        }
        String base = head.orElse(home);
        String files;
        try (RawSnapshot snapshot = RawSnapshot.open(calls, managed.temporary(), checkout.workTree(), base)) {
            snapshot.take(dirty.files());
            files = snapshot.tree();
        }
        List<String> parents = new ArrayList<>(List.of(base));
        staged(checkout, base, files).ifPresent(parents::add);
        return Optional.of(refer(commit(files, parents, "What lay uncommitted in " + taskName), taskName));
    }

    /** Keeps the files of a directory that the repository knows no worktree for. */
    Optional<String> keepFiles(Path directory, String home, String taskName) throws InterruptedException {
        String files;
        try (RawSnapshot snapshot = RawSnapshot.open(calls, managed.temporary(), directory, home)) {
            snapshot.takeAll();
            requireNoRepositoryInside(directory, snapshot.pointers());
            files = snapshot.tree();
        }
        return files.equals(treeOf(home))
                ? Optional.empty()
                : Optional.of(refer(commit(files, List.of(home), "What lay in " + taskName), taskName));
    }

    /**
     * A repository in a worktree has its commits in it alone, or in the part of the worktree's git directory that goes with the
     * worktree.
     *
     * @param names directories, in the raw form of paths
     */
    static void requireNoRepositoryInside(Path directory, List<String> names) {
        names.stream()
                .map(GitOutput::text)
                .filter(name -> holdsRepository(directory.resolve(name)))
                .findFirst()
                .ifPresent(name -> {
                    throw new RepositoryException("Worktree " + directory + " holds a repository of its own in '" + name
                            + "', whose commits would be lost with it: move that away, then try again");
                });
    }

    private static boolean holdsRepository(Path directory) {
        if (!Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)) {
            return false;
        }
        try (Stream<Path> children = Files.list(directory)) {
            return children.anyMatch(child -> child.endsWith(".git"));
        } catch (IOException e) {
            throw new RepositoryException("Could not look into " + directory + ": " + e.getMessage(), e);
        }
    }

    /**
     * Keeps commits that only a log holds: amended, reset, rebased away.
     *
     * @param log newest first
     * @param safe commits that are held without us
     */
    Optional<String> keepLogged(List<String> log, List<String> safe, String taskName) throws InterruptedException {
        List<String> heads = new ArrayList<>();
        for (String hash : log) {
            boolean held = repository.commit(hash).isEmpty() // Pruned long ago: nobody can keep it.
                    || Stream.concat(safe.stream(), heads.stream())
                            .anyMatch(other -> repository.isAncestor(hash, other));
            if (!held) {
                heads.removeIf(head -> repository.isAncestor(head, hash));
                heads.add(hash);
            }
        }
        if (heads.isEmpty()) {
            return Optional.empty();
        }
        String message = "Commits that only a log of " + taskName + " held";
        return Optional.of(refer(commit(treeOf(heads.get(0)), heads, message), taskName));
    }

    /** The index as a commit, where it differs from both its base and the files; none where it is in conflict. */
    private Optional<String> staged(Checkout checkout, String base, String files) throws InterruptedException {
        GitOutput tree = calls.attempt(GitCall.of(checkout.place(), "write-tree"));
        if (!tree.succeeded() || tree.line().equals(files) || tree.line().equals(treeOf(base))) {
            return Optional.empty();
        }
        // Dated as its base, so that keeping the same again gives the same commit.
        Instant at = repository.commit(base).map(CommitInfo::committedAt).orElse(Instant.EPOCH);
        return Optional.of(commit(tree.line(), List.of(base), "What was staged", at));
    }

    private String treeOf(String commit) throws InterruptedException {
        return calls.read(GitCall.of(calls.common(), "rev-parse", "--verify", commit + "^{tree}"))
                .line();
    }

    private String commit(String tree, List<String> parents, String message) {
        return commit(tree, parents, message, Clock.systemUTC().instant());
    }

    private String commit(String tree, List<String> parents, String message, Instant at) {
        return repository.writer().commit(new CommitDraft(tree, parents, message + "\n", GitIdentity.DEFAULT, at));
    }

    /** Whether two commits keep the same: what was cut off and is kept again needs no second ref. */
    private boolean isSame(String there, String commit) throws InterruptedException {
        if (there.equals(commit)) {
            return true;
        }
        Optional<CommitInfo> one = repository.commit(there);
        Optional<CommitInfo> other = repository.commit(commit);
        return one.map(CommitInfo::parents).equals(other.map(CommitInfo::parents))
                && one.map(CommitInfo::message).equals(other.map(CommitInfo::message))
                && treeOf(there).equals(treeOf(commit));
    }

    private String refer(String commit, String taskName) throws InterruptedException {
        String prefix = PREFIX + taskName + "/";
        if (!RefNames.isValid(prefix + "1")) {
            throw new IllegalArgumentException("Not a part of a ref's name: '" + taskName + "'");
        }
        for (int n = 1; ; n++) {
            String ref = prefix + n;
            Optional<String> there = repository.tip(ref);
            if (there.isPresent() && isSame(there.get(), commit)) {
                return ref;
            }
            RefMove move = there.isPresent()
                    ? RefMove.CHANGED
                    : refs.move(ref, Optional.empty(), commit, "rescue by GitCortex");
            if (move == RefMove.MOVED) {
                LOG.warn("What lay uncommitted in {} is kept as {}", taskName, ref);
                return ref;
            }
            if (move == RefMove.LOCKED) {
                throw new RepositoryException(
                        "The lock of " + ref + " is held, so that nothing can be kept there: if no"
                                + " git process is at work, remove " + ref + ".lock");
            }
        }
    }
}
