package io.gitcortex.core;

import io.gitcortex.core.Leftover.Kept;
import io.gitcortex.core.Leftover.Kind;
import io.gitcortex.core.Leftover.Removable;
import io.gitcortex.core.Leftover.Removed;
import io.gitcortex.core.terminal.DataFiles;
import io.gitcortex.model.WorkflowId;
import io.gitcortex.store.JournalHead;
import io.gitcortex.store.Owner;
import io.gitcortex.store.StaleWorkflowException;
import io.gitcortex.store.WorkflowOwnedException;
import io.gitcortex.workflow.Workflow;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The journals of a repository as things to be kept: backups of all of them, and how long those of workflows stay that have
 * ended. Nothing is forgotten unless it is asked for.
 *
 * <p>Thread-safe. Usable until the {@link GitCortex} that gave it is closed.
 */
public final class Journals {
    private final Ownership ownership;
    private final Garbage garbage;
    private final Path dataDirectory;
    private final Clock clock;

    Journals(Ownership ownership, Garbage garbage, Path dataDirectory, Clock clock) {
        this.ownership = ownership;
        this.garbage = garbage;
        this.dataDirectory = dataDirectory;
        this.clock = clock;
    }

    /**
     * Workflows whose agents have left logs, instructions or homes in this repository, and of which the store knows nothing: their
     * journals were lost, as where a database was emptied or deleted, or another store keeps them. A backup brings them back.
     *
     * @return by id; empty if nothing is missing
     * @throws io.gitcortex.GitCortexException if the files or the store cannot be read
     */
    public List<WorkflowId> missing() {
        return DataFiles.workflows(dataDirectory).stream()
                .filter(id -> ownership.store().head(id).isEmpty())
                .toList();
    }

    /**
     * Copies all journals, and what else the store keeps, as they are at one moment; workflows may run meanwhile. API keys are
     * in it as they are stored: encrypted, without the key to them. {@link GitCortexBuilder#restore} puts it back. Blocks for as
     * long as the disk takes.
     *
     * @param file the copy; it must not exist, its directory must. Nobody but this user may read it, and it has its name only
     *     when it is whole and on the disk
     * @throws io.gitcortex.store.StoreException if the file exists, the copy cannot be made, or the store makes none
     */
    public void backUp(Path file) {
        ownership.store().backUp(file.toAbsolutePath());
    }

    /**
     * What {@link #forget} would do, as far as can be seen; no journal is touched. What {@link GitCortex#collectGarbage} can remove
     * is counted as removed, and looking clears away what that has left half done.
     *
     * @param age how long ago a workflow has ended, at least; not negative
     * @return journals only, oldest first, of workflows that have ended so long ago
     * @throws io.gitcortex.GitCortexException if there is no git program, or the repository or a journal cannot be read
     * @throws InterruptedException if the thread is interrupted while it waits
     */
    public List<Leftover> aged(Duration age) throws InterruptedException {
        List<Leftover> left = garbage.look().stream()
                .filter(leftover -> leftover.fate() instanceof Kept)
                .toList();
        List<Leftover> found = new ArrayList<>();
        for (WorkflowId id : ended(age)) {
            Optional<String> obstacle = obstacle(id, left);
            found.add(journal(id, obstacle.<Leftover.Fate>map(Kept::new).orElseGet(Removable::new)));
        }
        return List.copyOf(found);
    }

    /**
     * Forgets workflows for good that have ended long ago: their journals, and every row of them. Those of which something is
     * left in the repository stay, since only the journal tells what that is: {@link GitCortex#collectGarbage} comes first. So
     * do those that a process runs. Blocks for as long as looking takes.
     *
     * @param age how long ago a workflow has ended, at least; not negative
     * @return journals only, oldest first, and what became of them
     * @throws io.gitcortex.GitCortexException if there is no git program, or the repository or a journal cannot be read
     * @throws InterruptedException if the thread is interrupted; what has not been forgotten then stays for the next call
     */
    public List<Leftover> forget(Duration age) throws InterruptedException {
        List<Leftover> left = garbage.look();
        List<Leftover> found = new ArrayList<>();
        for (WorkflowId id : ended(age)) {
            found.add(journal(id, fate(id, left)));
        }
        return List.copyOf(found);
    }

    /** Whoever owns it is looked at once, and replaced only as the one that was looked at. */
    private Leftover.Fate fate(WorkflowId id, List<Leftover> left) {
        Optional<JournalHead> head = ownership.store().head(id);
        if (head.isEmpty()) {
            return new Removed(List.of(), List.of()); // Another process has just forgotten it.
        }
        Optional<String> obstacle = obstacle(id, left);
        return obstacle.isPresent()
                ? new Kept(obstacle.get())
                : forget(id, head.get().owner());
    }

    private List<WorkflowId> ended(Duration age) {
        if (age.isNegative()) {
            throw new IllegalArgumentException("An age is not negative: " + age);
        }
        Instant before = clock.instant().minus(age);
        return ownership.store().workflows().stream()
                .filter(workflow -> workflow.status().isFinal())
                .filter(workflow -> !workflow.updatedAt().isAfter(before))
                .map(Workflow::workflowId)
                .toList();
    }

    private Optional<String> obstacle(WorkflowId id, List<Leftover> left) {
        Optional<String> worker = garbage.worker(id)
                .or(() -> ownership
                        .owner(id)
                        .filter(ownership.self()::equals)
                        .map(self -> "this process has run its workflow, and may still be asked about it"));
        return worker.or(() -> left.stream()
                .filter(leftover -> leftover.workflowId().equals(id))
                .findFirst()
                .map(leftover -> leftover.name() + " of its workflow is left"));
    }

    private Leftover.Fate forget(WorkflowId id, Optional<Owner> looked) {
        try {
            forget(id, ownership.take(id, looked));
            return new Removed(List.of(), List.of());
        } catch (WorkflowOwnedException | StaleWorkflowException e) {
            return new Kept("another process has become the owner of its workflow");
        }
    }

    private void forget(WorkflowId id, long epoch) {
        boolean forgotten = false;
        try {
            ownership.store().forget(id, epoch);
            forgotten = true;
        } finally {
            if (!forgotten) {
                ownership.store().releaseOwnership(id, epoch);
            }
        }
    }

    private static Leftover journal(WorkflowId id, Leftover.Fate fate) {
        return new Leftover(id, Kind.JOURNAL, id.value(), 0, fate);
    }
}
