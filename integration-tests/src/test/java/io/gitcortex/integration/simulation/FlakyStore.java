package io.gitcortex.integration.simulation;

import io.gitcortex.integration.simulation.Faults.Kind;
import io.gitcortex.model.WorkflowId;
import io.gitcortex.store.CursorRow;
import io.gitcortex.store.EventRow;
import io.gitcortex.store.InstructionRow;
import io.gitcortex.store.JournalHead;
import io.gitcortex.store.Owner;
import io.gitcortex.store.QuestionRow;
import io.gitcortex.store.RequestRow;
import io.gitcortex.store.SecretRow;
import io.gitcortex.store.StoreException;
import io.gitcortex.store.WorkflowStore;
import io.gitcortex.store.WorkflowWrite;
import io.gitcortex.workflow.Workflow;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The store as one process sees it: it fails now and then, and the process may be gone before or after a write. */
final class FlakyStore implements WorkflowStore {
    private final World world;
    private final Life life;

    FlakyStore(World world, Life life) {
        this.world = world;
        this.life = life;
    }

    @Override
    public void create(Workflow workflow, Owner owner, WorkflowWrite first) {
        world.store.create(workflow, owner, first);
        world.checks.epoch(1);
        world.checks.wrote(first);
    }

    @Override
    public void write(WorkflowWrite write) {
        life.mayCrash();
        if (world.faults.strikes(Kind.WRITE)) {
            throw new StoreException("The disk is full");
        }
        world.store.write(write);
        world.checks.wrote(write);
        life.mayCrash();
        if (world.faults.strikes(Kind.WRITE_AFTER)) {
            life.mayBeLost();
            throw new StoreException("Whether it was written is not known");
        }
    }

    @Override
    public long takeOwnership(WorkflowId id, Owner claimant, @Nullable Owner expected) {
        life.mayCrash();
        long epoch = world.store.takeOwnership(id, claimant, expected);
        world.checks.epoch(epoch);
        life.mayCrash();
        return epoch;
    }

    @Override
    public void releaseOwnership(WorkflowId id, long epoch) {
        world.store.releaseOwnership(id, epoch);
    }

    @Override
    public long request(WorkflowId id, String kind, String json) {
        return world.store.request(id, kind, json);
    }

    @Override
    public Optional<Workflow> workflow(WorkflowId id) {
        return world.store.workflow(id);
    }

    @Override
    public List<Workflow> workflows() {
        return world.store.workflows();
    }

    @Override
    public Optional<JournalHead> head(WorkflowId id) {
        return world.store.head(id);
    }

    private void mayFail() {
        life.mayCrash();
        if (world.faults.strikes(Kind.READ_STORE)) {
            throw new StoreException("The database cannot be read now");
        }
    }

    @Override
    public List<EventRow> events(WorkflowId id, long afterSequence, int limit) {
        mayFail();
        return world.store.events(id, afterSequence, limit);
    }

    @Override
    public Set<String> recordedCommits(WorkflowId id, Collection<String> commitHashes) {
        mayFail();
        return world.store.recordedCommits(id, commitHashes);
    }

    @Override
    public List<CursorRow> cursors(WorkflowId id) {
        mayFail();
        return world.store.cursors(id);
    }

    @Override
    public List<InstructionRow> instructions(WorkflowId id) {
        mayFail();
        return world.store.instructions(id);
    }

    @Override
    public List<QuestionRow> questions(WorkflowId id) {
        return world.store.questions(id);
    }

    @Override
    public List<RequestRow> pendingRequests(WorkflowId id) {
        mayFail();
        return world.store.pendingRequests(id);
    }

    @Override
    public List<SecretRow> secrets() {
        return world.store.secrets();
    }

    @Override
    public boolean replaceSecret(SecretRow replacement, @Nullable String expected) {
        return world.store.replaceSecret(replacement, expected);
    }

    @Override
    public void forget(WorkflowId id, long epoch) {
        world.store.forget(id, epoch);
    }

    @Override
    public void close() {}
}
