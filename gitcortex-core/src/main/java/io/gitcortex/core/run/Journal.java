package io.gitcortex.core.run;

import io.gitcortex.bus.BusMessage;
import io.gitcortex.bus.MessageBus;
import io.gitcortex.bus.Topic;
import io.gitcortex.core.json.EventJson;
import io.gitcortex.core.state.Fold;
import io.gitcortex.core.state.WorkflowState;
import io.gitcortex.model.WorkflowId;
import io.gitcortex.store.EventRow;
import io.gitcortex.store.JournalHead;
import io.gitcortex.store.Owner;
import io.gitcortex.store.StaleWorkflowException;
import io.gitcortex.store.StoreException;
import io.gitcortex.store.WorkflowStore;
import io.gitcortex.store.WorkflowWrite;
import io.gitcortex.workflow.CommitEvent;
import io.gitcortex.workflow.JournalEntry;
import io.gitcortex.workflow.WorkflowEvent;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The truth about one workflow, and what it adds up to. Only the workflow's loop writes; anybody may look at the state.
 */
final class Journal {
    private static final Logger log = LoggerFactory.getLogger(Journal.class);
    private static final int PAGE = 500;

    private final WorkflowId id;
    private final WorkflowStore store;
    private final MessageBus bus;
    private final Clock clock;
    private final InstructionLedger ledger;
    private final Map<String, String> cursors = new HashMap<>();
    private volatile @Nullable WorkflowState state;
    private long version;
    private long epoch;

    /**
     * Where events go.
     *
     * @param store keeps them
     * @param bus tells those who watch
     * @param clock dates them
     * @param ids names what is decided
     */
    record Desk(WorkflowStore store, MessageBus bus, Clock clock, Ids ids) {}

    private Journal(WorkflowId id, Desk desk) {
        this.id = id;
        this.store = desk.store();
        this.bus = desk.bus();
        this.clock = desk.clock();
        this.ledger = new InstructionLedger(desk.ids());
    }

    /** Begins the journal of a new workflow: all of its first events, or nothing. */
    static Journal create(WorkflowId id, Desk desk, Owner owner, Batch first) {
        Journal journal = new Journal(id, desk);
        journal.epoch = 1;
        List<JournalEntry> entries = journal.entries(first.events(), 0);
        WorkflowState after = journal.fold(null, entries);
        WorkflowWrite.Builder write = journal.write(entries, first);
        // A workflow's snapshot holds what stands in its tasks.
        after.terminals().stream()
                .filter(terminal -> terminal.taskId().isEmpty())
                .forEach(terminal -> write.terminal(terminal.snapshot()));
        Failpoint.ready(first.events());
        journal.store.create(after.snapshot(), owner, write.build());
        Failpoint.stored(first.events());
        journal.accept(after, entries, first);
        return journal;
    }

    /** Reads a journal in an epoch that the caller owns. */
    static Journal open(WorkflowId id, Desk desk, long epoch) {
        Journal journal = new Journal(id, desk);
        journal.epoch = epoch;
        JournalHead head = journal.store
                .head(id)
                .orElseThrow(() -> new StoreException("There is no workflow " + id + " in this repository"));
        if (head.epoch() != epoch) {
            throw new StaleWorkflowException(id, "it has a new owner");
        }
        journal.version = head.version();
        journal.state = replay(journal.store, id);
        journal.ledger.load(journal.store.instructions(id));
        journal.store.cursors(id).forEach(row -> journal.cursors.put(row.ref(), row.commitHash()));
        return journal;
    }

    /** What the events of a workflow add up to. */
    static WorkflowState replay(WorkflowStore store, WorkflowId id) {
        WorkflowState state = null;
        long after = 0;
        List<EventRow> page;
        do {
            page = store.events(id, after, PAGE);
            for (EventRow row : page) {
                state = Fold.apply(state, entry(row));
                after = row.sequence();
            }
        } while (page.size() == PAGE);
        if (state == null) {
            throw new StoreException("There is no workflow " + id + " in this repository");
        }
        return state;
    }

    static JournalEntry entry(EventRow row) {
        return new JournalEntry(row.sequence(), row.recordedAt(), EventJson.read(row.type(), row.json()));
    }

    WorkflowState state() {
        WorkflowState now = state;
        if (now == null) {
            throw new IllegalStateException("The journal of workflow " + id + " has not been read");
        }
        return now;
    }

    Optional<String> cursor(String ref) {
        return Optional.ofNullable(cursors.get(ref));
    }

    long epoch() {
        return epoch;
    }

    InstructionLedger ledger() {
        return ledger;
    }

    Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    /**
     * Writes events and what follows from them, then tells those who watch.
     *
     * @throws StaleWorkflowException if somebody else has become the owner
     * @throws StoreException if it could not be written; nothing has changed then
     */
    void append(Batch batch) {
        if (batch.isEmpty()) {
            return;
        }
        WorkflowState before = state();
        List<JournalEntry> entries = entries(batch.events(), before.counters().sequence());
        WorkflowState after = fold(before, entries);
        ledger.issue(batch.events());
        WorkflowWrite.Builder write = write(entries, batch);
        new Projection(before, after, batch.events()).writeTo(write, ledger);
        Failpoint.ready(batch.events());
        store.write(write.build());
        Failpoint.stored(batch.events());
        accept(after, entries, batch);
    }

    private WorkflowState fold(@Nullable WorkflowState before, List<JournalEntry> entries) {
        WorkflowState after = before;
        for (JournalEntry entry : entries) {
            after = Fold.apply(after, entry);
        }
        if (after == null) {
            throw new IllegalArgumentException("A workflow begins with an event");
        }
        return after;
    }

    private List<JournalEntry> entries(List<WorkflowEvent> events, long last) {
        Instant now = now();
        List<JournalEntry> entries = new ArrayList<>();
        for (WorkflowEvent event : events) {
            entries.add(new JournalEntry(last + entries.size() + 1, now, event));
        }
        return entries;
    }

    private WorkflowWrite.Builder write(List<JournalEntry> entries, Batch batch) {
        WorkflowWrite.Builder write = WorkflowWrite.builder(id, version, epoch);
        for (JournalEntry entry : entries) {
            WorkflowEvent event = entry.event();
            String commit = event instanceof CommitEvent found ? found.commit().hash() : null;
            write.event(new EventRow(
                    entry.sequence(), EventJson.typeOf(event), commit, EventJson.write(event), entry.recordedAt()));
        }
        batch.cursors().forEach(write::cursor);
        batch.takenRequests().forEach(write::takenRequest);
        batch.secrets().forEach(write::secret);
        return write;
    }

    private void accept(WorkflowState after, List<JournalEntry> entries, Batch batch) {
        version++;
        state = after;
        batch.cursors().forEach(row -> cursors.put(row.ref(), row.commitHash()));
        entries.forEach(this::tell);
    }

    /** The store has it; whatever the bus does with it, the workflow goes on. */
    private void tell(JournalEntry entry) {
        publish(Topic.workflow(id), new BusMessage.EventRecorded(entry));
        if (entry.event() instanceof CommitEvent found) {
            publish(
                    Topic.gitEvent(id),
                    new BusMessage.CommitFound(
                            id, found.commit().branch(), found.commit().hash()));
        }
    }

    /** A host's bus may be closed or down: that is told to the log, and nothing else depends on it. */
    void publish(Topic topic, BusMessage message) {
        try {
            bus.publish(topic, message);
        } catch (RuntimeException e) {
            log.warn("A message of workflow {} could not be published on {}", id, topic, e);
        }
    }
}
