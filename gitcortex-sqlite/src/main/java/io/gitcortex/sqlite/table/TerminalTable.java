package io.gitcortex.sqlite.table;

import io.gitcortex.model.Named;
import io.gitcortex.model.SessionId;
import io.gitcortex.model.TaskId;
import io.gitcortex.model.TerminalId;
import io.gitcortex.model.WorkflowId;
import io.gitcortex.workflow.TerminalStatus;
import io.gitcortex.workflow.WorkflowTerminal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/** The table {@code terminal}. One without a task stands outside the tasks: the error terminal. */
public final class TerminalTable {
    private static final String INSERT = """
            INSERT INTO terminal (workflow_id, terminal_id, task_id, role, cli, model, pty_session_id, status,
                order_index, created_at, updated_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """;
    private static final String PUT = INSERT + """
            ON CONFLICT (workflow_id, terminal_id) DO UPDATE SET task_id = excluded.task_id, role = excluded.role,
                cli = excluded.cli, model = excluded.model, pty_session_id = excluded.pty_session_id,
                status = excluded.status, order_index = excluded.order_index, created_at = excluded.created_at,
                updated_at = excluded.updated_at
            """;
    private static final String IN_TASKS = """
            SELECT terminal_id, task_id, role, cli, model, pty_session_id, status, order_index, created_at, updated_at
            FROM terminal WHERE workflow_id = ? AND task_id IS NOT NULL ORDER BY order_index, rowid
            """;

    private final Sql sql;

    public TerminalTable(Sql sql) {
        this.sql = sql;
    }

    /** Adds a terminal; one with its id must not be there. */
    public void insert(WorkflowId id, WorkflowTerminal terminal) throws SQLException {
        update(INSERT, id, terminal);
    }

    /** Adds a terminal, or replaces the one that has its id. */
    public void put(WorkflowId id, WorkflowTerminal terminal) throws SQLException {
        update(PUT, id, terminal);
    }

    private void update(String statement, WorkflowId id, WorkflowTerminal terminal) throws SQLException {
        sql.update(
                statement,
                id.value(),
                terminal.terminalId().value(),
                terminal.taskId().map(TaskId::value).orElse(null),
                terminal.role(),
                terminal.cli(),
                terminal.model().orElse(null),
                terminal.ptySessionId().map(SessionId::value).orElse(null),
                terminal.status().wireName(),
                terminal.orderIndex(),
                Times.micros(terminal.createdAt()),
                Times.micros(terminal.updatedAt()));
    }

    /** The terminals of all of a workflow's tasks, those of one task in their order. */
    public List<WorkflowTerminal> inTasksOf(WorkflowId id) throws SQLException {
        return sql.query(IN_TASKS, TerminalTable::read, id.value());
    }

    private static WorkflowTerminal read(ResultSet row) throws SQLException {
        String session = row.getString("pty_session_id");
        return WorkflowTerminal.builder(
                        TerminalId.of(row.getString("terminal_id")), row.getString("role"), row.getString("cli"))
                .taskId(TaskId.of(row.getString("task_id")))
                .model(row.getString("model"))
                .ptySessionId(session == null ? null : SessionId.of(session))
                .status(Named.parse(TerminalStatus.class, row.getString("status")))
                .orderIndex(row.getInt("order_index"))
                .createdAt(Times.instant(row.getLong("created_at")))
                .updatedAt(Times.instant(row.getLong("updated_at")))
                .build();
    }
}
