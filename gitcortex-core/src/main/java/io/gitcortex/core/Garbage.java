package io.gitcortex.core;

import io.gitcortex.GitCortexException;
import io.gitcortex.core.run.Remains;
import io.gitcortex.core.worktree.GitWorkspace;
import io.gitcortex.model.WorkflowId;
import io.gitcortex.store.Owner;
import io.gitcortex.store.WorkflowOwnedException;
import io.gitcortex.workflow.Workflow;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Collects what workflows have left that have ended and that no living process runs. While one is collected this process owns
 * it, so that nobody resumes it meanwhile. Thread-safe.
 */
final class Garbage {
    private final ReentrantLock collecting = new ReentrantLock();
    private final Means means;
    private final Beginnings beginnings;
    private final Runs runs;

    /** What it is collected with. */
    record Means(Ownership ownership, Engine engine, Path dataDirectory) {}

    Garbage(Means means, Beginnings beginnings, Runs runs) {
        this.means = means;
        this.beginnings = beginnings;
        this.runs = runs;
    }

    List<Leftover> look() throws InterruptedException {
        List<Leftover> found = new ArrayList<>();
        for (WorkflowId id : ended()) {
            Leftovers leftovers = leftovers(id);
            Optional<String> worker = worker(id);
            found.addAll(worker.isPresent() ? leftovers.kept(worker.get()) : leftovers.look());
        }
        return List.copyOf(found);
    }

    List<Leftover> collect() throws InterruptedException {
        collecting.lockInterruptibly();
        try {
            List<Leftover> found = new ArrayList<>();
            for (WorkflowId id : ended()) {
                found.addAll(collect(id));
            }
            return List.copyOf(found);
        } finally {
            collecting.unlock();
        }
    }

    private List<WorkflowId> ended() {
        return means.ownership().store().workflows().stream()
                .filter(workflow -> workflow.status().isFinal())
                .map(Workflow::workflowId)
                .toList();
    }

    private Leftovers leftovers(WorkflowId id) throws InterruptedException {
        GitWorkspace workspace = means.engine().workspace();
        return new Leftovers(id, remains(id), workspace, means.dataDirectory());
    }

    private Remains remains(WorkflowId id) {
        return Remains.of(means.ownership().store(), id);
    }

    /** Who may be at work in it. */
    Optional<String> worker(WorkflowId id) {
        if (runs.isAtWork(id)) {
            return Optional.of("this process is still at work in its workflow");
        }
        return means.ownership()
                .owner(id)
                .filter(owner -> !owner.equals(means.ownership().self()))
                .filter(means.ownership()::mayLive)
                .map(Garbage::owns);
    }

    private static String owns(Owner owner) {
        return "process " + owner.pid() + " on host " + owner.host() + " owns its workflow";
    }

    private List<Leftover> collect(WorkflowId id) throws InterruptedException {
        Optional<String> worker = worker(id);
        if (worker.isPresent()) {
            return leftovers(id).kept(worker.get());
        }
        Optional<String> running = endSessions(id);
        if (running.isPresent()) {
            return leftovers(id).kept(running.get());
        }
        Optional<Owner> owner = means.ownership().owner(id);
        if (owner.filter(means.ownership().self()::equals).isPresent()) {
            return leftovers(id).collect(); // Of a run of ours that is over, and that the host may still ask.
        }
        try {
            long epoch = means.ownership().take(id, owner);
            try {
                return leftovers(id).collect();
            } finally {
                means.ownership().store().releaseOwnership(id, epoch);
            }
        } catch (WorkflowOwnedException e) {
            return leftovers(id).kept(owns(e.owner()));
        }
    }

    /** Ends what a killed process has left running in the worktrees, or says why that cannot be. */
    private Optional<String> endSessions(WorkflowId id) throws InterruptedException {
        if (!remains(id).hasOpenSessions()) {
            return Optional.empty();
        }
        try {
            beginnings.resume(id, false);
            return Optional.empty();
        } catch (GitCortexException e) {
            return Optional.of("what may still run in it cannot be ended: " + e.getMessage());
        }
    }
}
