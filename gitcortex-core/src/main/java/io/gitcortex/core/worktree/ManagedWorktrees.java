package io.gitcortex.core.worktree;

import io.gitcortex.core.git.GitRepository;
import io.gitcortex.core.git.RefNames;
import io.gitcortex.core.git.RepositoryException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes worktrees so that it may be cut off anywhere and called again: a record is written before anything is made, and
 * marked as ready after all is there. Only what is ready was ever handed to anybody; what is not is made again.
 *
 * <p>Thread-safe.
 */
final class ManagedWorktrees {
    private static final Logger LOG = LoggerFactory.getLogger(ManagedWorktrees.class);

    private final GitRepository repository;
    private final GitCalls calls;
    private final ManagedDirectory managed;
    private final Checkouts checkouts;
    private final WorktreeRecords records;
    private final RefMoves refs;
    private final Optional<IncludedFiles> included;

    ManagedWorktrees(GitRepository repository, GitCalls calls, ManagedDirectory managed) {
        this.repository = repository;
        this.calls = calls;
        this.managed = managed;
        this.checkouts = new Checkouts(repository);
        this.records = new WorktreeRecords(repository.commonDirectory());
        this.refs = new RefMoves(repository, calls);
        this.included = IncludedFiles.of(repository, calls);
    }

    Path ensure(String branch, String directoryName, String startCommit) throws InterruptedException {
        String ref = RefNames.full(branch);
        if (!RefNames.isValid(branch)) {
            throw new IllegalArgumentException("Not the name of a branch: '" + branch + "'");
        }
        return calls.exclusively(() -> {
            Optional<Path> found = find(directoryName);
            if (found.isPresent()) {
                return found.get();
            }
            makeBranch(ref, startCommit);
            if (isAdopted(directoryName, ref)) {
                return managed.path(directoryName);
            }
            requireNotElsewhere(ref, managed.path(directoryName));
            return make(directoryName, ref, RefNames.branch(ref));
        });
    }

    /** A worktree of that branch whose record is lost, with whatever somebody has done in it. */
    private boolean isAdopted(String directoryName, String ref) {
        Path path = managed.path(directoryName);
        boolean adopted = records.find(directoryName).isEmpty()
                && Files.isRegularFile(path.resolve(".git"), LinkOption.NOFOLLOW_LINKS)
                && checkouts
                        .at(path)
                        .flatMap(Checkout::headRef)
                        .filter(ref::equals)
                        .isPresent();
        if (adopted) {
            records.write(directoryName, new WorktreeRecords.Entry(ref, true));
        }
        return adopted;
    }

    Path ensureDetached(String directoryName, String commit) throws InterruptedException {
        return calls.exclusively(() -> {
            Optional<Path> found = find(directoryName);
            return found.isPresent() ? found.get() : make(directoryName, commit, "--detach", commit);
        });
    }

    Optional<Path> find(String directoryName) {
        Path path = managed.path(directoryName);
        if (!Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)
                || !records.find(directoryName)
                        .map(WorktreeRecords.Entry::ready)
                        .orElse(false)) {
            return Optional.empty();
        }
        return checkouts.at(path).map(checkout -> repaired(checkout).workTree());
    }

    /** The way from the worktree to its git directory, should somebody have deleted or bent it. */
    private static Checkout repaired(Checkout checkout) {
        Path dotGit = checkout.workTree().resolve(".git");
        String expected = "gitdir: " + checkout.gitDirectory();
        try {
            if (!Files.exists(dotGit, LinkOption.NOFOLLOW_LINKS)) {
                Files.writeString(dotGit, expected + "\n");
                LOG.warn("{} was missing and has been written again", dotGit);
            }
            return checkout;
        } catch (IOException e) {
            throw new RepositoryException(dotGit + " is missing and cannot be written: " + e.getMessage(), e);
        }
    }

    private void makeBranch(String ref, String startCommit) throws InterruptedException {
        if (repository.tip(ref).isPresent()) {
            return;
        }
        if (repository.commit(startCommit).isEmpty()) {
            throw new RepositoryException(
                    "Branch " + RefNames.branch(ref) + " cannot begin at " + startCommit + ": there is no such commit");
        }
        RefMove move = refs.move(ref, Optional.empty(), startCommit, "branch: Created by GitCortex");
        if (move == RefMove.LOCKED) {
            throw new RepositoryException("Branch " + RefNames.branch(ref)
                    + " cannot be made: its lock is held; if no git process is at work, remove "
                    + repository.commonDirectory().resolve(ref + ".lock"));
        }
        if (repository.tip(ref).isEmpty()) {
            throw new RepositoryException("Branch " + RefNames.branch(ref) + " was made, and is gone again");
        }
    }

    private void requireNotElsewhere(String ref, Path path) {
        for (Checkout checkout : checkouts.all()) {
            boolean uses = checkout.headRef().filter(ref::equals).isPresent()
                    || checkout.operationOn(ref).isPresent();
            if (uses && !checkout.workTree().equals(path) && Files.isDirectory(checkout.workTree())) {
                throw new RepositoryException("Branch " + RefNames.branch(ref) + " is in use in " + checkout.workTree()
                        + ": check out another branch there");
            }
        }
    }

    private Path make(String directoryName, String home, String... what) throws InterruptedException {
        Path path = managed.path(directoryName);
        managed.prepare();
        Optional<WorktreeRecords.Entry> before = records.find(directoryName);
        if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            clear(path, before);
        }
        records.write(directoryName, new WorktreeRecords.Entry(home, false));
        add(path, what);
        records.write(directoryName, new WorktreeRecords.Entry(home, true));
        LOG.info("Worktree {} made for {}", directoryName, home);
        return path;
    }

    /** With what is to be copied into every new one. Twice forced: over what a cut-off call left registered, and locked, for this path. */
    void add(Path path, String... what) throws InterruptedException {
        String[] arguments = Stream.concat(
                        Stream.of("worktree", "add", "--quiet", "--force", "--force"),
                        what.length == 1
                                ? Stream.of("--", path.toString(), what[0])
                                : Stream.of(what[0], "--", path.toString(), what[1]))
                .toArray(String[]::new);
        calls.change(GitCall.of(calls.common(), arguments).checkingOut());
        if (included.isPresent()) {
            included.get().copyInto(path);
        }
    }

    /** Only what was never handed out is cleared; anything else in the way is for a person to look at. */
    private void clear(Path path, Optional<WorktreeRecords.Entry> record) throws InterruptedException {
        if (record.isPresent() && !record.get().ready()) {
            LOG.warn("{} was not made completely and is made again", path);
            discard(path);
            return;
        }
        if (!isEmpty(path)) {
            throw new RepositoryException(path + " holds files, but the repository knows no worktree there: look at"
                    + " them, then move the directory away");
        }
    }

    private static boolean isEmpty(Path directory) {
        try (Stream<Path> children = Files.list(directory)) {
            return children.findAny().isEmpty();
        } catch (IOException e) {
            throw new RepositoryException("Could not look into " + directory + ": " + e.getMessage(), e);
        }
    }

    /** Removes a worktree in the managed directory with everything in it. */
    void discard(Path path) throws InterruptedException {
        Path worktree = managed.requireInside(path);
        calls.exclusively(() -> {
            managed.requireNoLink(worktree);
            Path files = managed.moveAside(worktree);
            calls.reached("moved aside");
            if (!files.equals(worktree) && checkouts.at(worktree).isPresent()) {
                calls.change(removal(worktree));
            }
            deleteFiles(files);
            calls.reached("deleted");
            // Git removes nothing whose files are still there and differ from what it knows.
            if (checkouts.at(worktree).isPresent()) {
                calls.change(removal(worktree));
            }
            return worktree;
        });
    }

    private GitCall removal(Path worktree) {
        return GitCall.of(calls.common(), "worktree", "remove", "--force", "--force", "--", worktree.toString())
                .checkingOut();
    }

    private static void deleteFiles(Path worktree) {
        try {
            DirectoryTree.delete(worktree);
        } catch (IOException e) {
            throw new RepositoryException("Worktree " + worktree + " cannot be removed: " + e.getMessage(), e);
        }
    }

    WorktreeRecords records() {
        return records;
    }

    Checkouts checkouts() {
        return checkouts;
    }
}
