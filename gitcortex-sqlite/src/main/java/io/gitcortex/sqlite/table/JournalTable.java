package io.gitcortex.sqlite.table;

import io.gitcortex.model.WorkflowId;
import io.gitcortex.store.EventRow;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The table {@code journal}: the truth. Rows are added, and never changed. */
public final class JournalTable {
    private static final String INSERT = """
            INSERT INTO journal (workflow_id, sequence, type, commit_hash, json, recorded_at)
            VALUES (?, ?, ?, ?, ?, ?)
            """;
    private static final String PAGE = """
            SELECT sequence, type, commit_hash, json, recorded_at
            FROM journal WHERE workflow_id = ? AND sequence > ? ORDER BY sequence LIMIT ?
            """;
    private static final String RECORDED = """
            SELECT commit_hash FROM journal WHERE workflow_id = ? AND commit_hash = ?
            """;

    private final Sql sql;

    public JournalTable(Sql sql) {
        this.sql = sql;
    }

    public void append(WorkflowId id, List<EventRow> events) throws SQLException {
        for (EventRow event : events) {
            sql.update(
                    INSERT,
                    id.value(),
                    event.sequence(),
                    event.type(),
                    event.commit(),
                    event.json(),
                    Times.micros(event.recordedAt()));
        }
    }

    public List<EventRow> page(WorkflowId id, long afterSequence, int limit) throws SQLException {
        return sql.query(PAGE, JournalTable::read, id.value(), afterSequence, limit);
    }

    /** One look-up in an index for each: there are as many as one page of a branch. */
    public Set<String> recorded(WorkflowId id, Collection<String> commitHashes) throws SQLException {
        Set<String> known = new LinkedHashSet<>();
        for (String commit : commitHashes) {
            sql.queryOne(RECORDED, row -> row.getString("commit_hash"), id.value(), commit)
                    .ifPresent(known::add);
        }
        return Collections.unmodifiableSet(known);
    }

    private static EventRow read(ResultSet row) throws SQLException {
        return new EventRow(
                row.getLong("sequence"),
                row.getString("type"),
                row.getString("commit_hash"),
                row.getString("json"),
                Times.instant(row.getLong("recorded_at")));
    }
}
