package io.gitcortex.core;

import io.gitcortex.GitCortexException;
import io.gitcortex.core.Leftover.Fate;
import io.gitcortex.core.Leftover.Kept;
import io.gitcortex.core.Leftover.Kind;
import io.gitcortex.core.Leftover.Removable;
import io.gitcortex.core.Leftover.Removed;
import io.gitcortex.core.run.Remains;
import io.gitcortex.core.terminal.DataFiles;
import io.gitcortex.core.worktree.Disposal.TaskBranch;
import io.gitcortex.core.worktree.GitWorkspace;
import io.gitcortex.core.worktree.Verification;
import io.gitcortex.model.WorkflowId;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * What one workflow that has ended has left behind: first its worktrees, then the branches that they held, then the files of
 * its sessions. Each step may be cut off and done again. Used by one thread.
 */
final class Leftovers {
    /** It stops what a set-up has started; it builds nothing. */
    private static final Duration CLEANUP_TIMEOUT = Duration.ofMinutes(10);

    private final WorkflowId id;
    private final Remains remains;
    private final GitWorkspace workspace;
    private final List<SessionDirectory> directories;
    private final List<Leftover> found = new ArrayList<>();
    private boolean allGone = true;

    Leftovers(WorkflowId id, Remains remains, GitWorkspace workspace, Path dataDirectory) {
        this.id = id;
        this.remains = remains;
        this.workspace = workspace;
        this.directories = DataFiles.of(dataDirectory, id).stream()
                .map(SessionDirectory::new)
                .toList();
    }

    /** Something that may be done to what is left. */
    private interface Step {
        Fate take() throws InterruptedException;
    }

    /** All of it, with the reason why none of it can go. */
    List<Leftover> kept(String reason) throws InterruptedException {
        return each(false, () -> new Kept(reason));
    }

    /** All of it, as it would be collected. */
    List<Leftover> look() throws InterruptedException {
        return each(false, Removable::new);
    }

    /** Removes what can go. */
    List<Leftover> collect() throws InterruptedException {
        return each(true, Removable::new);
    }

    private List<Leftover> each(boolean removing, Step otherwise) throws InterruptedException {
        for (Remains.Place place : remains.places()) {
            String name = place.directoryName();
            if (workspace.isLeft(name)) {
                add(
                        Kind.WORKTREE,
                        workspace.place(name).toString(),
                        () -> workspace.bytes(name),
                        removing ? () -> remove(place) : otherwise);
            }
            Optional<TaskBranch> branch = place.branch()
                    .map(own -> new TaskBranch(own, remains.target(), place.directoryName()))
                    .filter(workspace::exists);
            if (branch.isPresent()) {
                add(
                        Kind.BRANCH,
                        branch.get().name(),
                        () -> 0,
                        removing
                                ? () -> delete(branch.get())
                                : () -> {
                                    Optional<String> obstacle = workspace.obstacle(branch.get());
                                    return obstacle.isPresent() ? new Kept(obstacle.get()) : otherwise.take();
                                });
            }
        }
        for (SessionDirectory directory : directories) {
            if (directory.exists()) {
                add(
                        Kind.FILES,
                        directory.path().toString(),
                        directory::bytes,
                        removing ? () -> forget(directory) : otherwise);
            }
        }
        return List.copyOf(found);
    }

    /** Whatever keeps one thing from being removed keeps no other. */
    private void add(Kind kind, String name, LongSupplier size, Step step) throws InterruptedException {
        long bytes = 0;
        Fate fate;
        try {
            bytes = size.getAsLong(); // Before: there is nothing to be measured after.
            fate = step.take();
        } catch (GitCortexException e) {
            fate = new Kept(String.valueOf(e.getMessage()));
        }
        allGone &= kind != Kind.WORKTREE || fate instanceof Removed;
        found.add(new Leftover(id, kind, name, bytes, fate));
    }

    private Fate remove(Remains.Place place) throws InterruptedException {
        String name = place.directoryName();
        List<String> rescued = new ArrayList<>();
        List<String> warnings = new ArrayList<>();
        Optional<Path> worktree = workspace.find(name);
        if (worktree.isPresent() && !place.cleanup().isEmpty()) {
            rescued.addAll(workspace.keep(name, name)); // A clean-up may delete what nobody has committed.
            cleanUp(worktree.get(), place.cleanup()).ifPresent(warnings::add);
        }
        workspace.remove(name, name).stream()
                .filter(ref -> !rescued.contains(ref))
                .forEach(rescued::add);
        return new Removed(rescued, warnings);
    }

    private Optional<String> cleanUp(Path worktree, List<String> command) throws InterruptedException {
        return workspace.run(worktree, command, CLEANUP_TIMEOUT) instanceof Verification.Rejected rejected
                ? Optional.of("The clean-up failed: " + rejected.output().strip())
                : Optional.empty();
    }

    private Fate delete(TaskBranch branch) throws InterruptedException {
        Optional<String> obstacle = workspace.obstacle(branch);
        return obstacle.isPresent()
                ? new Kept(obstacle.get())
                : new Removed(workspace.delete(branch).stream().toList(), List.of());
    }

    /** What sessions have printed is of interest as long as what they have made is. */
    private Fate forget(SessionDirectory directory) {
        if (!allGone) {
            return new Kept("a worktree of its workflow stays");
        }
        directory.delete();
        return new Removed(List.of(), List.of());
    }
}
