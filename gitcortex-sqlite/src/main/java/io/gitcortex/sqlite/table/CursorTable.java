package io.gitcortex.sqlite.table;

import io.gitcortex.model.WorkflowId;
import io.gitcortex.store.CursorRow;
import java.sql.SQLException;
import java.util.List;

/** The table {@code cursor}: how far each branch has been read. */
public final class CursorTable {
    private static final String PUT = """
            INSERT INTO cursor (workflow_id, ref, commit_hash) VALUES (?, ?, ?)
            ON CONFLICT (workflow_id, ref) DO UPDATE SET commit_hash = excluded.commit_hash
            """;
    private static final String OF_WORKFLOW = """
            SELECT ref, commit_hash FROM cursor WHERE workflow_id = ? ORDER BY ref
            """;

    private final Sql sql;

    public CursorTable(Sql sql) {
        this.sql = sql;
    }

    public void put(WorkflowId id, CursorRow row) throws SQLException {
        sql.update(PUT, id.value(), row.ref(), row.commitHash());
    }

    public List<CursorRow> of(WorkflowId id) throws SQLException {
        return sql.query(
                OF_WORKFLOW, row -> new CursorRow(row.getString("ref"), row.getString("commit_hash")), id.value());
    }
}
