package io.gitcortex.core.worktree;

import io.gitcortex.core.git.GitRepository;
import io.gitcortex.core.git.RefNames;
import io.gitcortex.core.git.RepositoryException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Looks after worktrees that somebody has worked in: nothing there is reset or removed before it is kept.
 *
 * <p>Thread-safe.
 */
final class WorktreeCare {
    /** More than anybody has worked through in one task. */
    static final int LOGGED = 1_000;

    private static final String GITLINK = "160000 ";
    /** As long as a call of git in a worktree that is given up may take. */
    private static final Duration UNTOUCHED = Duration.ofMinutes(1);

    // Which state of git's own means which operation, and how to be rid of it without moving a ref.
    private static final Map<String, List<String>> OPERATIONS = Map.of(
            "rebase-merge", List.of("rebase", "--quit"),
            "rebase-apply/rebasing", List.of("rebase", "--quit"),
            "rebase-apply/applying", List.of("am", "--quit"),
            "sequencer", List.of("cherry-pick", "--quit"),
            "BISECT_LOG", List.of("bisect", "reset", "HEAD"));

    private final GitRepository repository;
    private final GitCalls calls;
    private final ManagedDirectory managed;
    private final ManagedWorktrees worktrees;
    private final Rescue rescue;

    WorktreeCare(GitRepository repository, GitCalls calls, ManagedDirectory managed, ManagedWorktrees worktrees) {
        this.repository = repository;
        this.calls = calls;
        this.managed = managed;
        this.worktrees = worktrees;
        this.rescue = new Rescue(repository, calls, managed);
    }

    Checkout checkout(Path worktree) {
        Path path = managed.requireInside(worktree);
        managed.requireNoLink(path); // Git would look at, reset and clean what it leads to.
        return worktrees
                .checkouts()
                .at(path)
                .orElseThrow(() -> new RepositoryException("The repository knows no worktree at " + path));
    }

    void releaseLocks(Path worktree, Instant before) throws InterruptedException {
        Checkout checkout = checkout(worktree);
        // A call of ours, too, may be at work there.
        calls.exclusively(() -> {
            StaleLocks.release(checkout, before);
            return checkout;
        });
    }

    boolean isDirty(Path worktree) throws InterruptedException {
        DirtyPaths dirty = dirty(checkout(worktree));
        return !dirty.files().isEmpty() || !dirty.repositories().isEmpty();
    }

    private DirtyPaths dirty(Checkout checkout) throws InterruptedException {
        return DirtyPaths.parse(calls.read(DirtyPaths.call(checkout.place())));
    }

    Optional<String> rescueAndReset(Path worktree, String taskName) throws InterruptedException {
        Checkout checkout = checkout(worktree);
        return calls.exclusively(() -> {
            Optional<String> home = home(checkout);
            Optional<String> kept = rescue.keep(checkout, dirty(checkout), commitOf(checkout, home), taskName);
            reset(checkout, home);
            return kept;
        });
    }

    /** The branch the worktree was made for, or the commit; empty where that is known to nobody. */
    private Optional<String> home(Checkout checkout) {
        return worktrees
                .records()
                .find(checkout.workTree().getFileName().toString())
                .map(WorktreeRecords.Entry::home)
                .or(checkout::headRef);
    }

    private String commitOf(Checkout checkout, Optional<String> home) throws InterruptedException {
        Optional<String> commit = home.flatMap(name -> name.startsWith("refs/") ? repository.tip(name) : home);
        if (commit.isPresent()) {
            return commit.get();
        }
        // Its branch is gone: what it stands on must do.
        return calls.read(GitCall.of(checkout.place(), "rev-parse", "--verify", "HEAD^{commit}"))
                .line();
    }

    private void reset(Checkout checkout, Optional<String> home) throws InterruptedException {
        GitPlace place = checkout.place();
        for (Map.Entry<String, List<String>> operation : OPERATIONS.entrySet()) {
            if (checkout.has(operation.getKey())) {
                calls.change(GitCall.of(place, operation.getValue().toArray(new String[0])));
            }
        }
        Optional<String> branch = home.filter(name -> name.startsWith("refs/"));
        if (branch.isPresent() && repository.tip(branch.get()).isPresent()) {
            calls.change(GitCall.of(
                            place,
                            "checkout",
                            "--force",
                            "--quiet",
                            "--ignore-other-worktrees",
                            "--no-recurse-submodules",
                            RefNames.branch(branch.get()),
                            "--")
                    .checkingOut());
        } else if (branch.isEmpty() && home.isPresent()) {
            calls.change(GitCall.of(place, "checkout", "--force", "--quiet", "--detach", home.get(), "--")
                    .checkingOut());
        }
        calls.change(GitCall.of(place, "reset", "--hard", "--quiet").checkingOut());
        // Forced once only: a repository of somebody's own inside the worktree stays.
        calls.change(GitCall.of(place, "clean", "--force", "-d", "--quiet").checkingOut());
    }

    boolean isLeft(String directoryName) {
        Path path = managed.path(directoryName);
        return Files.exists(path, LinkOption.NOFOLLOW_LINKS)
                || worktrees.records().find(directoryName).isPresent()
                || worktrees.checkouts().at(path).isPresent();
    }

    long bytes(String directoryName) {
        Path path = managed.path(directoryName);
        try {
            managed.requireNoLink(path);
            return DirectoryTree.bytes(path);
        } catch (IOException e) {
            throw new RepositoryException("Could not look into " + path + ": " + e.getMessage(), e);
        }
    }

    List<String> remove(String directoryName, String taskName) throws InterruptedException {
        Path path = managed.path(directoryName);
        return calls.exclusively(() -> {
            List<String> kept = keep(directoryName, taskName);
            worktrees.discard(path);
            worktrees.records().forget(directoryName);
            return kept;
        });
    }

    /** Keeps all that would be lost with a worktree, and leaves the worktree as it is. */
    List<String> keep(String directoryName, String taskName) throws InterruptedException {
        Path path = managed.path(directoryName);
        return calls.exclusively(() -> {
            managed.requireNoLink(path);
            Optional<WorktreeRecords.Entry> record = worktrees.records().find(directoryName);
            boolean handedOut = record.isEmpty() || record.get().ready();
            return handedOut ? keep(path, record, taskName) : List.of();
        });
    }

    private List<String> keep(Path path, Optional<WorktreeRecords.Entry> record, String taskName)
            throws InterruptedException {
        List<String> kept = new ArrayList<>();
        Optional<Checkout> checkout = worktrees.checkouts().at(path);
        if (checkout.isPresent() && Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
            Checkout known = checkout.get();
            DirtyPaths dirty = dirty(known);
            requireNoRepositoryInside(known, dirty);
            StaleLocks.release(known, Instant.now().minus(UNTOUCHED));
            rescue.keep(known, dirty, commitOf(known, home(known)), taskName).ifPresent(kept::add);
        } else if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
            String home = record.map(WorktreeRecords.Entry::home)
                    .flatMap(name -> name.startsWith("refs/") ? repository.tip(name) : Optional.of(name))
                    .or(() -> repository.tip("HEAD"))
                    .orElseThrow(() -> new RepositoryException("Nothing is known of " + path + ": move it away"));
            rescue.keepFiles(path, home, taskName).ifPresent(kept::add);
        }
        if (checkout.isPresent()) {
            keepLogged(checkout.get(), kept, taskName).ifPresent(kept::add);
        }
        return kept;
    }

    /** The log of HEAD goes with the worktree; what its branch holds, or the branch's own log, stays. */
    private Optional<String> keepLogged(Checkout checkout, List<String> kept, String taskName)
            throws InterruptedException {
        List<String> safe = new ArrayList<>(kept);
        Optional<String> home = home(checkout);
        home.filter(name -> name.startsWith("refs/")).ifPresent(ref -> safe.addAll(repository.reflog(ref, LOGGED)));
        home.flatMap(name -> name.startsWith("refs/") ? repository.tip(name) : home)
                .ifPresent(safe::add);
        List<String> hashes = safe.stream()
                .flatMap(name -> name.startsWith("refs/") ? repository.tip(name).stream() : Stream.of(name))
                .toList();
        return rescue.keepLogged(
                Stream.concat(checkout.setAside().stream(), checkout.headLog(LOGGED).stream())
                        .distinct()
                        .toList(),
                hashes,
                taskName);
    }

    private void requireNoRepositoryInside(Checkout checkout, DirtyPaths dirty) throws InterruptedException {
        Stream<String> submodules =
                calls.read(GitCall.of(checkout.place(), "ls-files", "--stage", "-z")).parts().stream()
                        .filter(entry -> entry.startsWith(GITLINK))
                        .map(entry -> entry.substring(entry.indexOf('\t') + 1));
        Rescue.requireNoRepositoryInside(
                checkout.workTree(),
                Stream.concat(dirty.repositories().stream(), submodules).toList());
    }
}
