package io.gitcortex.sqlite;

import io.gitcortex.model.TaskId;
import io.gitcortex.model.WorkflowId;
import io.gitcortex.sqlite.table.Sql;
import io.gitcortex.sqlite.table.TaskTable;
import io.gitcortex.sqlite.table.TerminalTable;
import io.gitcortex.sqlite.table.WorkflowTable;
import io.gitcortex.workflow.Workflow;
import io.gitcortex.workflow.WorkflowTask;
import io.gitcortex.workflow.WorkflowTerminal;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Puts workflows together from three tables. The caller has begun a transaction. */
final class Snapshots {
    private final WorkflowTable workflows;
    private final TaskTable tasks;
    private final TerminalTable terminals;

    Snapshots(Sql sql) {
        this.workflows = new WorkflowTable(sql);
        this.tasks = new TaskTable(sql);
        this.terminals = new TerminalTable(sql);
    }

    Optional<Workflow> workflow(WorkflowId id) throws SQLException {
        Optional<Workflow> columns = workflows.find(id);
        return columns.isEmpty() ? columns : Optional.of(withTasks(columns.get()));
    }

    List<Workflow> workflows() throws SQLException {
        List<Workflow> snapshots = new ArrayList<>();
        for (Workflow columns : workflows.all()) {
            snapshots.add(withTasks(columns));
        }
        return List.copyOf(snapshots);
    }

    private Workflow withTasks(Workflow columns) throws SQLException {
        Map<Optional<TaskId>, List<WorkflowTerminal>> seats = terminals.inTasksOf(columns.workflowId()).stream()
                .collect(Collectors.groupingBy(WorkflowTerminal::taskId));
        List<WorkflowTask> whole = tasks.of(columns.workflowId()).stream()
                .map(task -> task.toBuilder()
                        .terminals(seats.getOrDefault(Optional.of(task.taskId()), List.of()))
                        .build())
                .toList();
        return columns.toBuilder().tasks(whole).build();
    }
}
