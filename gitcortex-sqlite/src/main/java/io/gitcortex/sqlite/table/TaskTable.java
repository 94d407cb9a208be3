package io.gitcortex.sqlite.table;

import io.gitcortex.model.Named;
import io.gitcortex.model.TaskId;
import io.gitcortex.model.WorkflowId;
import io.gitcortex.workflow.TaskStatus;
import io.gitcortex.workflow.WorkflowTask;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/** The table {@code workflow_task}. */
public final class TaskTable {
    private static final String INSERT = """
            INSERT INTO workflow_task (workflow_id, task_id, name, description, branch, status, order_index, created_at,
                updated_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
            """;
    private static final String PUT = INSERT + """
            ON CONFLICT (workflow_id, task_id) DO UPDATE SET name = excluded.name, description = excluded.description,
                branch = excluded.branch, status = excluded.status, order_index = excluded.order_index,
                created_at = excluded.created_at, updated_at = excluded.updated_at
            """;
    private static final String OF_WORKFLOW = """
            SELECT workflow_id, task_id, name, description, branch, status, order_index, created_at, updated_at
            FROM workflow_task WHERE workflow_id = ? ORDER BY order_index, rowid
            """;

    private final Sql sql;

    public TaskTable(Sql sql) {
        this.sql = sql;
    }

    /** Adds a task; one with its id must not be there. */
    public void insert(WorkflowTask task) throws SQLException {
        update(INSERT, task);
    }

    /** Adds a task, or replaces the one that has its id. */
    public void put(WorkflowTask task) throws SQLException {
        update(PUT, task);
    }

    private void update(String statement, WorkflowTask task) throws SQLException {
        sql.update(
                statement,
                task.workflowId().value(),
                task.taskId().value(),
                task.name(),
                task.description(),
                task.branch().orElse(null),
                task.status().wireName(),
                task.orderIndex(),
                Times.micros(task.createdAt()),
                Times.micros(task.updatedAt()));
    }

    /** A workflow's tasks in their order, without terminals. */
    public List<WorkflowTask> of(WorkflowId id) throws SQLException {
        return sql.query(OF_WORKFLOW, TaskTable::read, id.value());
    }

    private static WorkflowTask read(ResultSet row) throws SQLException {
        return WorkflowTask.builder(
                        TaskId.of(row.getString("task_id")),
                        WorkflowId.of(row.getString("workflow_id")),
                        row.getString("name"))
                .description(row.getString("description"))
                .branch(row.getString("branch"))
                .status(Named.parse(TaskStatus.class, row.getString("status")))
                .orderIndex(row.getInt("order_index"))
                .createdAt(Times.instant(row.getLong("created_at")))
                .updatedAt(Times.instant(row.getLong("updated_at")))
                .build();
    }
}
