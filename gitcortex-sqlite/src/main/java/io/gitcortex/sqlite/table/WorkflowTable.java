package io.gitcortex.sqlite.table;

import io.gitcortex.model.Named;
import io.gitcortex.model.WorkflowId;
import io.gitcortex.store.JournalHead;
import io.gitcortex.store.Owner;
import io.gitcortex.store.WorkflowWrite;
import io.gitcortex.workflow.Workflow;
import io.gitcortex.workflow.WorkflowStatus;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The table {@code workflow}: what people ask for, and what every write is checked against. */
public final class WorkflowTable {
    private static final String INSERT = """
            INSERT INTO workflow (workflow_id, name, goal, cli_type_id, status, order_index, created_at, updated_at,
                version, last_sequence, epoch,
                owner_host, owner_pid, owner_started_at, owner_boot_id, owner_instance)
            VALUES (?, ?, ?, ?, ?, (SELECT coalesce(max(order_index) + 1, 0) FROM workflow), ?, ?,
                0, 0, 1, ?, ?, ?, ?, ?)
            """;
    private static final String REPLACE = """
            UPDATE workflow SET name = ?, goal = ?, cli_type_id = ?, status = ?, created_at = ?, updated_at = ?
            WHERE workflow_id = ?
            """;
    private static final String ADVANCE = """
            UPDATE workflow SET version = version + 1, last_sequence = last_sequence + ?
            WHERE workflow_id = ? AND version = ? AND epoch = ? AND owner_host IS NOT NULL
                AND last_sequence = coalesce(?, last_sequence)
            """;
    private static final String TAKE = """
            UPDATE workflow SET epoch = epoch + 1,
                owner_host = ?, owner_pid = ?, owner_started_at = ?, owner_boot_id = ?, owner_instance = ?
            WHERE workflow_id = ?
                AND owner_host IS ? AND owner_pid IS ? AND owner_started_at IS ? AND owner_boot_id IS ?
                AND owner_instance IS ?
            """;
    private static final String RELEASE = """
            UPDATE workflow SET owner_host = NULL, owner_pid = NULL, owner_started_at = NULL, owner_boot_id = NULL,
                owner_instance = NULL
            WHERE workflow_id = ? AND epoch = ?
            """;
    /** Every table that names a workflow, those that others refer to last. */
    private static final List<String> WITH_ALL_ROWS = List.of(
            "DELETE FROM request WHERE workflow_id = ?",
            "DELETE FROM question WHERE workflow_id = ?",
            "DELETE FROM instruction WHERE workflow_id = ?",
            "DELETE FROM cursor WHERE workflow_id = ?",
            "DELETE FROM journal WHERE workflow_id = ?",
            "DELETE FROM terminal WHERE workflow_id = ?",
            "DELETE FROM workflow_task WHERE workflow_id = ?",
            "DELETE FROM workflow WHERE workflow_id = ?");

    private static final String HEAD = """
            SELECT version, last_sequence, epoch,
                owner_host, owner_pid, owner_started_at, owner_boot_id, owner_instance
            FROM workflow WHERE workflow_id = ?
            """;
    private static final String ALL = """
            SELECT workflow_id, name, goal, cli_type_id, status, order_index, created_at, updated_at
            FROM workflow ORDER BY order_index
            """;
    private static final String ONE = """
            SELECT workflow_id, name, goal, cli_type_id, status, order_index, created_at, updated_at
            FROM workflow WHERE workflow_id = ?
            """;

    private final Sql sql;

    public WorkflowTable(Sql sql) {
        this.sql = sql;
    }

    public void insert(Workflow workflow, Owner owner) throws SQLException {
        sql.update(
                INSERT,
                workflow.workflowId().value(),
                workflow.name(),
                workflow.goal(),
                workflow.cliTypeId().orElse(null),
                workflow.status().wireName(),
                Times.micros(workflow.createdAt()),
                Times.micros(workflow.updatedAt()),
                owner.host(),
                owner.pid(),
                Times.micros(owner.startedAt()),
                owner.bootId(),
                owner.instance());
    }

    /** The columns that people ask for; a workflow keeps its place among the others. */
    public void replace(Workflow workflow) throws SQLException {
        sql.update(
                REPLACE,
                workflow.name(),
                workflow.goal(),
                workflow.cliTypeId().orElse(null),
                workflow.status().wireName(),
                Times.micros(workflow.createdAt()),
                Times.micros(workflow.updatedAt()),
                workflow.workflowId().value());
    }

    /** Counts a write; false, and nothing done, if the workflow is not as the write expects it. */
    public boolean advance(WorkflowWrite write) throws SQLException {
        Long newest = write.events().isEmpty() ? null : write.events().get(0).sequence() - 1;
        int changed = sql.update(
                ADVANCE,
                write.events().size(),
                write.workflowId().value(),
                write.expectedVersion(),
                write.epoch(),
                newest);
        return changed == 1;
    }

    /** Makes {@code claimant} the owner; false, and nothing done, unless {@code expected} is. */
    public boolean takeOwnership(WorkflowId id, Owner claimant, @Nullable Owner expected) throws SQLException {
        int changed = sql.update(
                TAKE,
                claimant.host(),
                claimant.pid(),
                Times.micros(claimant.startedAt()),
                claimant.bootId(),
                claimant.instance(),
                id.value(),
                expected == null ? null : expected.host(),
                expected == null ? null : expected.pid(),
                expected == null ? null : Times.micros(expected.startedAt()),
                expected == null ? null : expected.bootId(),
                expected == null ? null : expected.instance());
        return changed == 1;
    }

    public void releaseOwnership(WorkflowId id, long epoch) throws SQLException {
        sql.update(RELEASE, id.value(), epoch);
    }

    /** Removes a workflow from every table. */
    public void delete(WorkflowId id) throws SQLException {
        for (String statement : WITH_ALL_ROWS) {
            sql.update(statement, id.value());
        }
    }

    public Optional<JournalHead> head(WorkflowId id) throws SQLException {
        return sql.queryOne(HEAD, WorkflowTable::readHead, id.value());
    }

    /** Workflows without their tasks, in the order in which they were created. */
    public List<Workflow> all() throws SQLException {
        return sql.query(ALL, WorkflowTable::read);
    }

    /** A workflow without its tasks. */
    public Optional<Workflow> find(WorkflowId id) throws SQLException {
        return sql.queryOne(ONE, WorkflowTable::read, id.value());
    }

    private static JournalHead readHead(ResultSet row) throws SQLException {
        String host = row.getString("owner_host");
        Owner owner = host == null
                ? null
                : new Owner(
                        host,
                        row.getLong("owner_pid"),
                        Times.instant(row.getLong("owner_started_at")),
                        row.getString("owner_boot_id"),
                        row.getString("owner_instance"));
        return new JournalHead(row.getLong("version"), row.getLong("last_sequence"), row.getLong("epoch"), owner);
    }

    private static Workflow read(ResultSet row) throws SQLException {
        return Workflow.builder(
                        WorkflowId.of(row.getString("workflow_id")), row.getString("name"), row.getString("goal"))
                .cliTypeId(row.getString("cli_type_id"))
                .status(Named.parse(WorkflowStatus.class, row.getString("status")))
                .orderIndex(row.getInt("order_index"))
                .createdAt(Times.instant(row.getLong("created_at")))
                .updatedAt(Times.instant(row.getLong("updated_at")))
                .build();
    }
}
