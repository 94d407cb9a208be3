package io.gitcortex.sqlite.table;

import io.gitcortex.model.Named;
import io.gitcortex.model.QuestionId;
import io.gitcortex.model.WorkflowId;
import io.gitcortex.store.QuestionRow;
import io.gitcortex.workflow.QuestionStatus;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/** The table {@code question}. */
public final class QuestionTable {
    private static final String PUT = """
            INSERT INTO question (workflow_id, question_id, status, deadline, json) VALUES (?, ?, ?, ?, ?)
            ON CONFLICT (workflow_id, question_id) DO UPDATE SET status = excluded.status,
                deadline = excluded.deadline, json = excluded.json
            """;
    private static final String OF_WORKFLOW = """
            SELECT question_id, status, deadline, json FROM question WHERE workflow_id = ? ORDER BY asked_order
            """;

    private final Sql sql;

    public QuestionTable(Sql sql) {
        this.sql = sql;
    }

    public void put(WorkflowId id, QuestionRow row) throws SQLException {
        sql.update(
                PUT,
                id.value(),
                row.questionId().value(),
                row.status().wireName(),
                Times.micros(row.deadline()),
                row.json());
    }

    public List<QuestionRow> of(WorkflowId id) throws SQLException {
        return sql.query(OF_WORKFLOW, QuestionTable::read, id.value());
    }

    private static QuestionRow read(ResultSet row) throws SQLException {
        return new QuestionRow(
                QuestionId.of(row.getString("question_id")),
                Named.parse(QuestionStatus.class, row.getString("status")),
                Times.instant(row.getLong("deadline")),
                row.getString("json"));
    }
}
