package io.gitcortex.sqlite;

import io.gitcortex.model.WorkflowId;
import io.gitcortex.sqlite.table.CursorTable;
import io.gitcortex.sqlite.table.InstructionTable;
import io.gitcortex.sqlite.table.JournalTable;
import io.gitcortex.sqlite.table.QuestionTable;
import io.gitcortex.sqlite.table.RequestTable;
import io.gitcortex.sqlite.table.SecretColumns;
import io.gitcortex.sqlite.table.Sql;
import io.gitcortex.sqlite.table.TaskTable;
import io.gitcortex.sqlite.table.TerminalTable;
import io.gitcortex.sqlite.table.WorkflowTable;
import io.gitcortex.store.CursorRow;
import io.gitcortex.store.InstructionRow;
import io.gitcortex.store.JournalHead;
import io.gitcortex.store.Owner;
import io.gitcortex.store.QuestionRow;
import io.gitcortex.store.SecretRow;
import io.gitcortex.store.StaleWorkflowException;
import io.gitcortex.store.StoreException;
import io.gitcortex.store.WorkflowOwnedException;
import io.gitcortex.store.WorkflowWrite;
import io.gitcortex.workflow.Workflow;
import io.gitcortex.workflow.WorkflowTask;
import io.gitcortex.workflow.WorkflowTerminal;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a write does to the tables. The caller has begun a transaction, and undoes it when this throws. */
final class WorkflowRows {
    private final Sql sql;
    private final WorkflowTable workflows;

    WorkflowRows(Sql sql) {
        this.sql = sql;
        this.workflows = new WorkflowTable(sql);
    }

    void create(Workflow workflow, Owner owner, WorkflowWrite first) throws SQLException {
        WorkflowId id = workflow.workflowId();
        if (workflows.head(id).isPresent()) {
            throw new StoreException("There is a workflow " + id + " already; choose another id");
        }
        if (!first.workflowId().equals(id)) {
            throw new StoreException("The first write of workflow " + id + " is meant for " + first.workflowId()
                    + "; nothing was written");
        }
        workflows.insert(workflow, owner);
        TaskTable tasks = new TaskTable(sql);
        TerminalTable terminals = new TerminalTable(sql);
        for (WorkflowTask task : workflow.tasks()) {
            requireSame(id, task.workflowId(), "task " + task.taskId());
            tasks.insert(task);
            for (WorkflowTerminal terminal : task.terminals()) {
                terminals.insert(id, seatedIn(task, terminal));
            }
        }
        write(first);
    }

    private static WorkflowTerminal seatedIn(WorkflowTask task, WorkflowTerminal terminal) {
        if (!terminal.taskId().map(task.taskId()::equals).orElse(true)) {
            throw new StoreException("Terminal " + terminal.terminalId() + " of workflow " + task.workflowId()
                    + " stands in task " + task.taskId() + ", and names another; nothing was written");
        }
        return terminal.toBuilder().taskId(task.taskId()).build();
    }

    void write(WorkflowWrite write) throws SQLException {
        // First, since it changes nothing when the write is stale.
        if (!workflows.advance(write)) {
            throw refusal(write);
        }
        requireNoGap(write);
        WorkflowId id = write.workflowId();
        Optional<Workflow> columns = write.workflow();
        if (columns.isPresent()) {
            requireSame(id, columns.get().workflowId(), "the columns of a workflow");
            workflows.replace(columns.get());
        }
        TaskTable tasks = new TaskTable(sql);
        for (WorkflowTask task : write.tasks()) {
            requireSame(id, task.workflowId(), "task " + task.taskId());
            tasks.put(task);
        }
        TerminalTable terminals = new TerminalTable(sql);
        for (WorkflowTerminal terminal : write.terminals()) {
            terminals.put(id, terminal);
        }
        new JournalTable(sql).append(id, write.events());
        putWhatFollows(write);
    }

    private void putWhatFollows(WorkflowWrite write) throws SQLException {
        WorkflowId id = write.workflowId();
        CursorTable cursors = new CursorTable(sql);
        for (CursorRow row : write.cursors()) {
            cursors.put(id, row);
        }
        InstructionTable instructions = new InstructionTable(sql);
        for (InstructionRow row : write.instructions()) {
            instructions.put(id, row);
        }
        QuestionTable questions = new QuestionTable(sql);
        for (QuestionRow row : write.questions()) {
            questions.put(id, row);
        }
        RequestTable requests = new RequestTable(sql);
        for (long number : write.takenRequests()) {
            if (!requests.take(id, number)) {
                throw new StoreException("Request " + number + " of workflow " + id
                        + " is not pending; nothing was written. Read the pending requests again.");
            }
        }
        putSecrets(write);
    }

    private void putSecrets(WorkflowWrite write) throws SQLException {
        SecretColumns columns = new SecretColumns(sql);
        for (SecretRow row : write.secrets()) {
            requireSame(write.workflowId(), row.place().workflowId(), "the secret of " + row.place());
            if (!columns.put(row)) {
                throw new StoreException("There is no " + row.place() + " for a secret; nothing was written");
            }
        }
    }

    private StoreException refusal(WorkflowWrite write) throws SQLException {
        WorkflowId id = write.workflowId();
        JournalHead head = existing(id);
        if (head.version() != write.expectedVersion()) {
            return new StaleWorkflowException(
                    id, "it has version " + head.version() + ", not " + write.expectedVersion());
        }
        if (head.epoch() != write.epoch()) {
            return new StaleWorkflowException(id, "it is in epoch " + head.epoch() + ", not " + write.epoch());
        }
        if (head.currentOwner() == null) {
            return new StaleWorkflowException(id, "its owner has given it up");
        }
        return new StaleWorkflowException(
                id,
                "its newest event is " + head.lastSequence() + ", so that the next cannot be "
                        + write.events().get(0).sequence());
    }

    private static void requireNoGap(WorkflowWrite write) {
        for (int i = 1; i < write.events().size(); i++) {
            long expected = write.events().get(i - 1).sequence() + 1;
            if (write.events().get(i).sequence() != expected) {
                throw new StoreException("The events for workflow " + write.workflowId() + " have a gap: event "
                        + write.events().get(i).sequence() + " in the place of " + expected + "; nothing was written");
            }
        }
    }

    private static void requireSame(WorkflowId written, WorkflowId named, String what) {
        if (!written.equals(named)) {
            throw new StoreException("A write to workflow " + written + " holds " + what + " of workflow " + named
                    + "; nothing was written");
        }
    }

    long takeOwnership(WorkflowId id, Owner claimant, @Nullable Owner expected) throws SQLException {
        boolean taken = workflows.takeOwnership(id, claimant, expected);
        JournalHead head = existing(id);
        if (taken) {
            return head.epoch();
        }
        Owner owner = head.currentOwner();
        if (owner == null) {
            throw new StaleWorkflowException(id, "its owner has given it up");
        }
        throw new WorkflowOwnedException(id, owner);
    }

    long request(WorkflowId id, String kind, String json, Instant now) throws SQLException {
        existing(id);
        return new RequestTable(sql).insert(id, kind, json, now);
    }

    void forget(WorkflowId id, long epoch) throws SQLException {
        JournalHead head = existing(id);
        if (head.epoch() != epoch) {
            throw new StaleWorkflowException(id, "it is in epoch " + head.epoch() + ", not " + epoch);
        }
        if (head.currentOwner() == null) {
            throw new StaleWorkflowException(id, "its owner has given it up");
        }
        if (!workflows.find(id).orElseThrow().status().isFinal()) {
            throw new StoreException("Workflow " + id + " has not ended; nothing was removed");
        }
        workflows.delete(id);
    }

    private JournalHead existing(WorkflowId id) throws SQLException {
        return workflows
                .head(id)
                .orElseThrow(() -> new StoreException("There is no workflow " + id + "; create it first"));
    }
}
