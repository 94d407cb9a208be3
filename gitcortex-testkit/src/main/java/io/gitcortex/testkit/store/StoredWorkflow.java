package io.gitcortex.testkit.store;

import io.gitcortex.model.Named;
import io.gitcortex.model.QuestionId;
import io.gitcortex.model.TaskId;
import io.gitcortex.model.TerminalId;
import io.gitcortex.model.WorkflowId;
import io.gitcortex.store.CursorRow;
import io.gitcortex.store.EventRow;
import io.gitcortex.store.InstructionRow;
import io.gitcortex.store.JournalHead;
import io.gitcortex.store.Owner;
import io.gitcortex.store.QuestionRow;
import io.gitcortex.store.RequestRow;
import io.gitcortex.store.SecretPlace;
import io.gitcortex.store.SecretRow;
import io.gitcortex.store.StaleWorkflowException;
import io.gitcortex.store.StoreException;
import io.gitcortex.store.WorkflowOwnedException;
import io.gitcortex.store.WorkflowWrite;
import io.gitcortex.workflow.InstructionStatus;
import io.gitcortex.workflow.QuestionStatus;
import io.gitcortex.workflow.TerminalStatus;
import io.gitcortex.workflow.Workflow;
import io.gitcortex.workflow.WorkflowTask;
import io.gitcortex.workflow.WorkflowTerminal;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The rows of one workflow. A write goes to a {@link #copy}, which is dropped when the write fails; only the journal, which may
 * be long, is shared by all copies, and is added to when nothing can fail any more.
 *
 * <p>Not thread-safe.
 */
final class StoredWorkflow {
    private final StoredJournal journal;
    private final Map<TaskId, WorkflowTask> tasks;
    private final Map<TerminalId, WorkflowTerminal> terminals;
    private final Map<String, CursorRow> cursors;
    private final TreeMap<Long, InstructionRow> instructions;
    private final Map<QuestionId, QuestionRow> questions;
    private final TreeMap<Long, RequestRow> requests;
    private final Map<SecretPlace, SecretRow> secrets;
    private Workflow columns;
    private long version;
    private long epoch;
    private @Nullable Owner owner;

    private StoredWorkflow(Workflow columns, Owner owner) {
        this.journal = new StoredJournal();
        this.tasks = new LinkedHashMap<>();
        this.terminals = new LinkedHashMap<>();
        this.cursors = new LinkedHashMap<>();
        this.instructions = new TreeMap<>();
        this.questions = new LinkedHashMap<>();
        this.requests = new TreeMap<>();
        this.secrets = new LinkedHashMap<>();
        this.columns = columns.toBuilder().tasks(List.of()).build();
        this.epoch = 1;
        this.owner = owner;
    }

    private StoredWorkflow(StoredWorkflow original) {
        this.journal = original.journal;
        this.tasks = new LinkedHashMap<>(original.tasks);
        this.terminals = new LinkedHashMap<>(original.terminals);
        this.cursors = new LinkedHashMap<>(original.cursors);
        this.instructions = new TreeMap<>(original.instructions);
        this.questions = new LinkedHashMap<>(original.questions);
        this.requests = new TreeMap<>(original.requests);
        this.secrets = new LinkedHashMap<>(original.secrets);
        this.columns = original.columns;
        this.version = original.version;
        this.epoch = original.epoch;
        this.owner = original.owner;
    }

    static StoredWorkflow create(Workflow workflow, Owner owner) {
        StoredWorkflow created = new StoredWorkflow(workflow, owner);
        for (WorkflowTask task : workflow.tasks()) {
            if (created.tasks.containsKey(task.taskId())) {
                throw new StoreException("Workflow " + workflow.workflowId() + " has task " + task.taskId() + " twice");
            }
            created.put(task);
            task.terminals().forEach(terminal -> created.add(task, terminal));
        }
        return created;
    }

    private void add(WorkflowTask task, WorkflowTerminal terminal) {
        if (terminals.containsKey(terminal.terminalId())) {
            throw new StoreException("Workflow " + id() + " has terminal " + terminal.terminalId() + " twice");
        }
        if (!terminal.taskId().map(task.taskId()::equals).orElse(true)) {
            throw new StoreException("Terminal " + terminal.terminalId() + " of workflow " + id() + " stands in task "
                    + task.taskId() + ", and names another");
        }
        put(terminal.toBuilder().taskId(task.taskId()).build());
    }

    void requireForgettable(long expectedEpoch) {
        if (epoch != expectedEpoch || owner == null) {
            throw new StaleWorkflowException(id(), "it is in epoch " + epoch + (owner == null ? ", given up" : ""));
        }
        if (!columns.status().isFinal()) {
            throw new StoreException("Workflow " + id() + " has not ended; it was not forgotten");
        }
    }

    StoredWorkflow copy() {
        return new StoredWorkflow(this);
    }

    /** Everything that the write asks for, but the events, which {@link #append} adds. */
    void apply(WorkflowWrite write) {
        checkExpectations(write);
        journal.check(id(), write.events());
        version++;
        write.workflow().ifPresent(this::replaceColumns);
        write.tasks().forEach(this::put);
        write.terminals().forEach(this::put);
        write.cursors().forEach(row -> cursors.put(row.ref(), row));
        write.instructions().forEach(this::put);
        Set<Object> ids = new HashSet<>();
        instructions.values().forEach(row -> require(ids.add(row.instructionId()), row.instructionId() + " twice"));
        write.questions().forEach(this::put);
        write.takenRequests()
                .forEach(number ->
                        require(requests.remove(number) != null, "request " + number + " taken, which is not pending"));
        write.secrets().forEach(this::put);
    }

    private void put(SecretRow row) {
        require(has(row.place()), "a secret of " + row.place() + ", which it has not");
        secrets.put(row.place(), row);
    }

    private boolean has(SecretPlace place) {
        return place.workflowId().equals(id())
                && place.terminalId().map(terminals::containsKey).orElse(true);
    }

    boolean replace(SecretRow replacement, @Nullable String expected) {
        SecretRow now = secrets.get(replacement.place());
        boolean isExpected = Objects.equals(now == null ? null : now.ciphertext(), expected);
        if (isExpected && has(replacement.place())) {
            secrets.put(replacement.place(), replacement);
            return true;
        }
        return false;
    }

    Optional<SecretRow> secretOfWorkflow() {
        return Optional.ofNullable(secrets.get(SecretPlace.ofWorkflow(id())));
    }

    List<SecretRow> secretsOfTerminals() {
        return terminals.keySet().stream()
                .flatMap(terminal -> Optional.ofNullable(secrets.get(SecretPlace.ofTerminal(id(), terminal))).stream())
                .toList();
    }

    private void checkExpectations(WorkflowWrite write) {
        if (write.expectedVersion() != version) {
            throw new StaleWorkflowException(id(), "it has version " + version + ", not " + write.expectedVersion());
        }
        if (write.epoch() != epoch) {
            throw new StaleWorkflowException(id(), "it is in epoch " + epoch + ", not " + write.epoch());
        }
        if (owner == null) {
            throw new StaleWorkflowException(id(), "its owner has given it up");
        }
        if (!write.events().isEmpty() && write.events().get(0).sequence() != journal.lastSequence() + 1) {
            throw new StaleWorkflowException(id(), "its newest event is " + journal.lastSequence());
        }
    }

    private void replaceColumns(Workflow snapshot) {
        require(snapshot.workflowId().equals(id()), "the columns of workflow " + snapshot.workflowId());
        requireFinal(columns.status().isFinal(), columns.status(), snapshot.status(), "it");
        columns = snapshot.toBuilder()
                .orderIndex(columns.orderIndex())
                .tasks(List.of())
                .build();
    }

    private void put(WorkflowTask task) {
        require(task.workflowId().equals(id()), "task " + task.taskId() + " of workflow " + task.workflowId());
        WorkflowTask old = tasks.get(task.taskId());
        if (old != null) {
            requireFinal(old.status().isFinal(), old.status(), task.status(), "task " + task.taskId());
        }
        tasks.put(task.taskId(), task.toBuilder().terminals(List.of()).build());
    }

    private void put(WorkflowTerminal terminal) {
        require(
                terminal.taskId().map(tasks::containsKey).orElse(true),
                "terminal " + terminal.terminalId() + " in a task that does not exist");
        WorkflowTerminal old = terminals.get(terminal.terminalId());
        if (old != null) {
            boolean isFinal = old.status() == TerminalStatus.CANCELLED;
            requireFinal(isFinal, old.status(), terminal.status(), "terminal " + terminal.terminalId());
        }
        terminals.put(terminal.terminalId(), terminal);
    }

    private void put(InstructionRow row) {
        InstructionRow old = instructions.get(row.number());
        if (old != null) {
            boolean isFinal = old.status() == InstructionStatus.DONE || old.status() == InstructionStatus.FAILED;
            requireFinal(isFinal, old.status(), row.status(), "instruction " + row.number());
        }
        instructions.put(row.number(), row);
    }

    private void put(QuestionRow row) {
        QuestionRow old = questions.get(row.questionId());
        if (old != null) {
            requireFinal(
                    old.status() != QuestionStatus.OPEN, old.status(), row.status(), "question " + row.questionId());
        }
        questions.put(row.questionId(), row);
    }

    private void requireFinal(boolean isFinal, Named before, Named after, String what) {
        if (isFinal && before != after) {
            throw new StoreException("Workflow " + id() + ": " + what + " is " + before.wireName()
                    + ", which is final, and cannot become " + after.wireName() + "; nothing was written");
        }
    }

    private void require(boolean fits, String what) {
        if (!fits) {
            throw new StoreException("Workflow " + id() + " cannot have " + what + "; nothing was written");
        }
    }

    void append(List<EventRow> events) {
        journal.append(events);
    }

    long takeOwnership(Owner claimant, @Nullable Owner expected) {
        if (!Objects.equals(owner, expected)) {
            if (owner == null) {
                throw new StaleWorkflowException(id(), "its owner has given it up");
            }
            throw new WorkflowOwnedException(id(), owner);
        }
        owner = claimant;
        return ++epoch;
    }

    void releaseOwnership(long over) {
        if (epoch == over) {
            owner = null;
        }
    }

    void add(RequestRow row) {
        requests.put(row.number(), row);
    }

    Workflow snapshot() {
        List<WorkflowTask> ordered = tasks.values().stream()
                .sorted(Comparator.comparingInt(WorkflowTask::orderIndex))
                .map(task -> task.toBuilder().terminals(terminalsOf(task)).build())
                .toList();
        return columns.toBuilder().tasks(ordered).build();
    }

    private List<WorkflowTerminal> terminalsOf(WorkflowTask task) {
        return terminals.values().stream()
                .filter(terminal -> terminal.taskId().equals(Optional.of(task.taskId())))
                .sorted(Comparator.comparingInt(WorkflowTerminal::orderIndex))
                .toList();
    }

    JournalHead head() {
        return new JournalHead(version, journal.lastSequence(), epoch, owner);
    }

    List<EventRow> events(long afterSequence, int limit) {
        return journal.page(afterSequence, limit);
    }

    Set<String> recorded(Collection<String> commitHashes) {
        Set<String> known = new LinkedHashSet<>(commitHashes);
        known.removeIf(commit -> !journal.holds(commit));
        return known;
    }

    List<CursorRow> cursors() {
        return List.copyOf(cursors.values());
    }

    List<InstructionRow> instructions() {
        return List.copyOf(instructions.values());
    }

    List<QuestionRow> questions() {
        return List.copyOf(questions.values());
    }

    List<RequestRow> pendingRequests() {
        return List.copyOf(requests.values());
    }

    private WorkflowId id() {
        return columns.workflowId();
    }
}
