package io.gitcortex.sqlite.table;

import io.gitcortex.model.WorkflowId;
import io.gitcortex.store.RequestRow;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/** The table {@code request}: wishes of other processes. A wish that has been taken stays, to be looked at. */
public final class RequestTable {
    private static final String INSERT = """
            INSERT INTO request (workflow_id, kind, json, requested_at, status) VALUES (?, ?, ?, ?, 'pending')
            RETURNING number
            """;
    private static final String TAKE = """
            UPDATE request SET status = 'taken' WHERE workflow_id = ? AND number = ? AND status = 'pending'
            """;
    private static final String PENDING = """
            SELECT number, kind, json, requested_at
            FROM request WHERE workflow_id = ? AND status = 'pending' ORDER BY number
            """;

    private final Sql sql;

    public RequestTable(Sql sql) {
        this.sql = sql;
    }

    /** Adds a wish; its number. */
    public long insert(WorkflowId id, String kind, String json, Instant requestedAt) throws SQLException {
        return sql.queryOne(INSERT, row -> row.getLong("number"), id.value(), kind, json, Times.micros(requestedAt))
                .orElseThrow(() -> new SQLException("A request was inserted and got no number"));
    }

    /** Takes a wish; false, and nothing done, if it is not pending. */
    public boolean take(WorkflowId id, long number) throws SQLException {
        return sql.update(TAKE, id.value(), number) == 1;
    }

    public List<RequestRow> pending(WorkflowId id) throws SQLException {
        return sql.query(PENDING, RequestTable::read, id.value());
    }

    private static RequestRow read(ResultSet row) throws SQLException {
        return new RequestRow(
                row.getLong("number"),
                row.getString("kind"),
                row.getString("json"),
                Times.instant(row.getLong("requested_at")));
    }
}
