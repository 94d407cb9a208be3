package io.gitcortex.testkit.store;

import io.gitcortex.model.InstructionId;
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
import java.time.Clock;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A store for tests: it keeps every guarantee of {@link WorkflowStore} but durability, and forgets everything when it is
 * garbage.
 *
 * <p>Thread-safe. Never blocks for long.
 */
public final class InMemoryWorkflowStore implements WorkflowStore {
    private final Clock clock;
    private final Object lock = new Object();
    private final Map<WorkflowId, StoredWorkflow> workflows = new LinkedHashMap<>();
    private final Map<InstructionId, WorkflowId> instructionIds = new HashMap<>();
    private long lastRequest;
    private boolean closed;

    /** Creates an empty store that reads the time from the system's clock. */
    public InMemoryWorkflowStore() {
        this(Clock.systemUTC());
    }

    /**
     * Creates an empty store.
     *
     * @param clock tells when a request was written
     */
    public InMemoryWorkflowStore(Clock clock) {
        this.clock = Objects.requireNonNull(clock, "clock");
    }

    @Override
    public void create(Workflow workflow, Owner owner, WorkflowWrite first) {
        whileOpen(() -> {
            if (workflows.containsKey(workflow.workflowId())) {
                throw new StoreException(
                        "There is a workflow " + workflow.workflowId() + " already; choose another id");
            }
            if (!workflow.workflowId().equals(first.workflowId())) {
                throw new StoreException(
                        "The first write of workflow " + workflow.workflowId() + " is meant for " + first.workflowId());
            }
            StoredWorkflow created = StoredWorkflow.create(
                    workflow.toBuilder().orderIndex(nextIndex()).build(), owner);
            keep(created, first);
            return created;
        });
    }

    @Override
    public void write(WorkflowWrite write) {
        whileOpen(() -> {
            StoredWorkflow copy = existing(write.workflowId()).copy();
            keep(copy, write);
            return copy;
        });
    }

    private int nextIndex() {
        return workflows.values().stream()
                        .mapToInt(stored -> stored.snapshot().orderIndex())
                        .max()
                        .orElse(-1)
                + 1;
    }

    /** The only place where anything is added: everything that may fail comes before it. */
    private void keep(StoredWorkflow stored, WorkflowWrite write) {
        stored.apply(write);
        for (InstructionRow row : write.instructions()) {
            WorkflowId holder = instructionIds.get(row.instructionId());
            if (holder != null && !holder.equals(write.workflowId())) {
                throw new StoreException("Instruction " + row.instructionId() + " belongs to workflow " + holder
                        + " already; make a new id");
            }
        }
        stored.append(write.events());
        write.instructions().forEach(row -> instructionIds.put(row.instructionId(), write.workflowId()));
        workflows.put(write.workflowId(), stored);
    }

    @Override
    public long takeOwnership(WorkflowId id, Owner claimant, @Nullable Owner expected) {
        return whileOpen(() -> existing(id).takeOwnership(claimant, expected));
    }

    @Override
    public void releaseOwnership(WorkflowId id, long epoch) {
        whileOpen(() -> {
            find(id).ifPresent(stored -> stored.releaseOwnership(epoch));
            return id;
        });
    }

    @Override
    public long request(WorkflowId id, String kind, String json) {
        return whileOpen(() -> {
            StoredWorkflow stored = existing(id);
            lastRequest++;
            stored.add(new RequestRow(lastRequest, kind, json, clock.instant()));
            return lastRequest;
        });
    }

    @Override
    public Optional<Workflow> workflow(WorkflowId id) {
        return whileOpen(() -> find(id).map(StoredWorkflow::snapshot));
    }

    @Override
    public List<Workflow> workflows() {
        return whileOpen(
                () -> workflows.values().stream().map(StoredWorkflow::snapshot).toList());
    }

    @Override
    public Optional<JournalHead> head(WorkflowId id) {
        return whileOpen(() -> find(id).map(StoredWorkflow::head));
    }

    @Override
    public List<EventRow> events(WorkflowId id, long afterSequence, int limit) {
        if (limit < 1) {
            throw new IllegalArgumentException("A page holds one event at least, not " + limit);
        }
        return list(id, stored -> stored.events(afterSequence, limit));
    }

    @Override
    public Set<String> recordedCommits(WorkflowId id, Collection<String> commitHashes) {
        return whileOpen(
                () -> find(id).map(stored -> stored.recorded(commitHashes)).orElse(Set.of()));
    }

    @Override
    public List<CursorRow> cursors(WorkflowId id) {
        return list(id, StoredWorkflow::cursors);
    }

    @Override
    public List<InstructionRow> instructions(WorkflowId id) {
        return list(id, StoredWorkflow::instructions);
    }

    @Override
    public List<QuestionRow> questions(WorkflowId id) {
        return list(id, StoredWorkflow::questions);
    }

    @Override
    public List<RequestRow> pendingRequests(WorkflowId id) {
        return list(id, StoredWorkflow::pendingRequests);
    }

    @Override
    public List<SecretRow> secrets() {
        return whileOpen(() -> Stream.concat(
                        workflows.values().stream().flatMap(stored -> stored.secretOfWorkflow().stream()),
                        workflows.values().stream().flatMap(stored -> stored.secretsOfTerminals().stream()))
                .toList());
    }

    @Override
    public boolean replaceSecret(SecretRow replacement, @Nullable String expected) {
        return whileOpen(() -> find(replacement.place().workflowId())
                .map(stored -> stored.replace(replacement, expected))
                .orElse(false));
    }

    @Override
    public void forget(WorkflowId id, long epoch) {
        whileOpen(() -> {
            existing(id).requireForgettable(epoch);
            instructionIds.values().removeIf(id::equals);
            workflows.remove(id);
            return id;
        });
    }

    @Override
    public void close() {
        synchronized (lock) {
            closed = true;
        }
    }

    private <T> List<T> list(WorkflowId id, Function<StoredWorkflow, List<T>> rows) {
        return whileOpen(() -> find(id).map(rows).orElse(List.of()));
    }

    private Optional<StoredWorkflow> find(WorkflowId id) {
        return Optional.ofNullable(workflows.get(id));
    }

    private StoredWorkflow existing(WorkflowId id) {
        return find(id).orElseThrow(() -> new StoreException("There is no workflow " + id + "; create it first"));
    }

    private <T> T whileOpen(Supplier<T> work) {
        synchronized (lock) {
            if (closed) {
                throw new IllegalStateException("The store is closed");
            }
            return work.get();
        }
    }
}
