package io.gitcortex.sqlite.table;

import io.gitcortex.model.InstructionId;
import io.gitcortex.model.Named;
import io.gitcortex.model.WorkflowId;
import io.gitcortex.store.InstructionRow;
import io.gitcortex.workflow.InstructionStatus;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/** The table {@code instruction}. */
public final class InstructionTable {
    private static final String PUT = """
            INSERT INTO instruction (workflow_id, number, instruction_id, type, status, json) VALUES (?, ?, ?, ?, ?, ?)
            ON CONFLICT (workflow_id, number) DO UPDATE SET instruction_id = excluded.instruction_id,
                type = excluded.type, status = excluded.status, json = excluded.json
            """;
    private static final String OF_WORKFLOW = """
            SELECT number, instruction_id, type, status, json
            FROM instruction WHERE workflow_id = ? ORDER BY number
            """;

    private final Sql sql;

    public InstructionTable(Sql sql) {
        this.sql = sql;
    }

    public void put(WorkflowId id, InstructionRow row) throws SQLException {
        sql.update(
                PUT,
                id.value(),
                row.number(),
                row.instructionId().value(),
                row.type(),
                row.status().wireName(),
                row.json());
    }

    public List<InstructionRow> of(WorkflowId id) throws SQLException {
        return sql.query(OF_WORKFLOW, InstructionTable::read, id.value());
    }

    private static InstructionRow read(ResultSet row) throws SQLException {
        return new InstructionRow(
                row.getLong("number"),
                InstructionId.of(row.getString("instruction_id")),
                row.getString("type"),
                Named.parse(InstructionStatus.class, row.getString("status")),
                row.getString("json"));
    }
}
