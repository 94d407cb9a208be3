package io.gitcortex.core.git;

import io.gitcortex.model.FileChange;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jgit.errors.RevisionSyntaxException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.ReflogEntry;
import org.eclipse.jgit.lib.ReflogReader;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.eclipse.jgit.util.FS;
import org.jspecify.annotations.Nullable;

/**
 * A repository, read inside this process: no program is started and no working tree is touched.
 *
 * <p>Thread-safe.
 */
public final class GitRepository implements CommitReader, AutoCloseable {
    private final RepositoryLayout layout;
    private final Repository jgit;
    private final History history;
    private final TreeChanges changes;

    private GitRepository(RepositoryLayout layout, Repository jgit) {
        this.layout = layout;
        this.jgit = jgit;
        this.history = new History(jgit);
        this.changes = new TreeChanges(jgit);
    }

    /**
     * Opens the repository that a directory lies in.
     *
     * @param directoryInside any directory of a checkout, of a linked worktree, or of a git directory
     * @return the repository, to be closed by the caller
     * @throws RepositoryException if there is none, it has no commit yet, or it is of a kind that is not supported
     */
    public static GitRepository open(Path directoryInside) {
        RepositoryLayout layout = RepositoryLayout.find(directoryInside);
        try {
            // Bare in JGit's eyes, whatever it is in truth: JGit is never to know of a working tree.
            Repository jgit = new FileRepositoryBuilder()
                    .setFS(FS.DETECTED.newInstance().setGitSystemConfig(null))
                    .setGitDir(layout.commonDirectory().toFile())
                    .setBare()
                    .setMustExist(true)
                    .build();
            GitRepository repository = new GitRepository(layout, jgit);
            repository.requireCommit();
            return repository;
        } catch (IOException e) {
            throw new RepositoryException(
                    "The repository " + layout.commonDirectory() + " could not be opened: " + e.getMessage(), e);
        }
    }

    private void requireCommit() throws IOException {
        if (jgit.resolve(Constants.HEAD) == null
                && jgit.getRefDatabase().getRefsByPrefix(Constants.R_HEADS).isEmpty()) {
            jgit.close();
            throw new RepositoryException("The repository " + layout.commonDirectory()
                    + " has no commit yet: make the first one, with 'git commit --allow-empty' if need be");
        }
    }

    /**
     * Where refs, objects and configuration lie.
     *
     * @return the directory that all worktrees share: {@code .git} of the main checkout, or the bare repository
     */
    public Path commonDirectory() {
        return layout.commonDirectory();
    }

    /**
     * Where the person works.
     *
     * @return the main checkout; empty for a bare repository
     */
    public Optional<Path> mainWorktree() {
        return layout.mainWorktree();
    }

    /**
     * Whether the repository is bare.
     *
     * @return whether there is no main checkout
     */
    public boolean isBare() {
        return layout.mainWorktree().isEmpty();
    }

    /**
     * Whether refs lie in tables.
     *
     * @return whether refs are kept in tables
     */
    public boolean usesReftable() {
        return "reftable".equalsIgnoreCase(jgit.getConfig().getString("extensions", null, "refStorage"));
    }

    /**
     * The branch that tasks start from where the plan names none.
     *
     * @return the branch that is checked out in the main worktree, or that a bare repository's HEAD names, without
     *     {@code refs/heads/}
     * @throws RepositoryException if no branch is checked out
     */
    public String headBranch() {
        Ref head = ref(Constants.HEAD);
        if (head == null || !head.isSymbolic()) {
            throw new RepositoryException("No branch is checked out in " + layout.commonDirectory()
                    + " (HEAD is detached): check one out, or name the base branch");
        }
        return RefNames.branch(head.getTarget().getName());
    }

    /**
     * What writes.
     *
     * @return what writes commits into this repository; needs no closing
     */
    public GitWriter writer() {
        return new GitWriter(jgit);
    }

    @Override
    public Optional<String> tip(String ref) {
        String name = RefNames.full(ref);
        Optional<String> before = readTip(name);
        Optional<String> now = readTip(name);
        // Packing writes the packed list, then deletes the loose file: a reader between the two sees an older list and
        // no file. Two equal answers are the truth of some moment in between; a changing ref is read a few times more.
        for (int attempt = 0; attempt < 5 && !now.equals(before); attempt++) {
            before = now;
            now = readTip(name);
        }
        return now;
    }

    private Optional<String> readTip(String name) {
        Ref ref = ref(name);
        return ref == null || ref.getObjectId() == null
                ? Optional.empty()
                : Optional.of(ref.getObjectId().name());
    }

    private @Nullable Ref ref(String name) {
        try {
            return jgit.exactRef(name);
        } catch (IOException e) {
            throw new RepositoryException(
                    "Could not read " + name + " in " + layout.commonDirectory() + ": " + e.getMessage(), e);
        }
    }

    @Override
    public List<CommitInfo> newCommits(String tip, Collection<String> excluded, int limit) {
        return history.newCommits(tip, excluded, limit);
    }

    @Override
    public List<CommitInfo> lostCommits(Collection<String> heads, Collection<String> excluded, int limit) {
        return history.lostCommits(heads, excluded, limit);
    }

    @Override
    public Set<String> ownCommits(String tip, Collection<String> excluded, String other) {
        return history.ownCommits(tip, excluded, other);
    }

    @Override
    public List<FileChange> changes(String commitHash) {
        return changes.of(commitHash);
    }

    @Override
    public Optional<CommitInfo> commit(String hash) {
        return history.commit(hash);
    }

    @Override
    public boolean isAncestor(String ancestor, String descendant) {
        return history.isAncestor(ancestor, descendant);
    }

    @Override
    public Optional<String> mergeBase(String a, String b) {
        return history.mergeBase(a, b);
    }

    @Override
    public Set<String> changedPaths(String from, String to, int limit) {
        return changes.paths(from, to, limit);
    }

    @Override
    public String diffStat(String from, String to, int maxChars) {
        return changes.stat(from, to, maxChars);
    }

    @Override
    public List<String> reflog(String ref, int limit) {
        Set<String> hashes = new LinkedHashSet<>();
        try {
            ReflogReader log = jgit.getRefDatabase().getReflogReader(RefNames.full(ref));
            if (log == null) {
                return List.of();
            }
            for (ReflogEntry entry : log.getReverseEntries(limit)) {
                hashes.add(entry.getNewId().name());
                // The oldest entry that is kept is the only one to name where the ref pointed before.
                if (!ObjectId.zeroId().equals(entry.getOldId())) {
                    hashes.add(entry.getOldId().name());
                }
            }
        } catch (IOException e) {
            throw new RepositoryException(
                    "Could not read the log of " + ref + " in " + layout.commonDirectory() + ": " + e.getMessage(), e);
        }
        return hashes.stream().limit(limit).toList();
    }

    @Override
    public String reflogMark(String ref) {
        String name = RefNames.full(ref);
        try {
            if (!usesReftable()) {
                Path log = layout.commonDirectory().resolve("logs").resolve(name);
                BasicFileAttributes file = Files.readAttributes(log, BasicFileAttributes.class);
                return file.size() + " " + file.lastModifiedTime();
            }
            ReflogReader log = jgit.getRefDatabase().getReflogReader(name);
            ReflogEntry last = log == null ? null : log.getLastEntry();
            return last == null
                    ? ""
                    : last.getOldId().name() + " " + last.getNewId().name() + " " + last.getWho();
        } catch (NoSuchFileException e) {
            return "";
        } catch (IOException e) {
            throw new RepositoryException(
                    "Could not read the log of " + ref + " in " + layout.commonDirectory() + ": " + e.getMessage(), e);
        }
    }

    /**
     * Finds a commit by any name that git has for it, as seen from a directory: {@code HEAD} is what is checked out there.
     *
     * @param revision a hash, an unambiguous beginning of one, a branch, a tag, {@code HEAD~2}
     * @param directoryInside the directory, in this repository
     * @return the commit's hash; empty where nothing has that name
     * @throws RepositoryException if several have it, or it is no name at all
     */
    public Optional<String> resolve(String revision, Path directoryInside) {
        String name = revision;
        if (name.equals(Constants.HEAD)
                || name.startsWith(Constants.HEAD + "~")
                || name.startsWith(Constants.HEAD + "^")) {
            // JGit knows of the main checkout's HEAD only: that of a linked worktree lies in a directory of its own.
            Optional<String> head = RepositoryLayout.linkedHead(directoryInside);
            name = head.map(own -> own + revision.substring(Constants.HEAD.length()))
                    .orElse(revision);
        }
        try {
            ObjectId found = jgit.resolve(name + "^{commit}");
            return Optional.ofNullable(found).map(ObjectId::name);
        } catch (IOException | RevisionSyntaxException e) {
            throw new RepositoryException(
                    "'" + revision + "' names no commit of " + layout.commonDirectory() + ": " + e.getMessage(), e);
        }
    }

    /** Lets go of open files. Idempotent. */
    @Override
    public void close() {
        jgit.close();
    }

    @Override
    public String toString() {
        return "GitRepository[" + layout.commonDirectory() + "]";
    }
}
