package io.gitcortex.sqlite.table;

import io.gitcortex.model.Secret;
import io.gitcortex.model.TerminalId;
import io.gitcortex.model.WorkflowId;
import io.gitcortex.store.PlainSecretRow;
import io.gitcortex.store.SecretPlace;
import io.gitcortex.store.SecretRow;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The encrypted columns of the tables {@code workflow} and {@code terminal}: no other statement names them. */
public final class SecretColumns {
    private static final String OF_WORKFLOWS = """
            SELECT workflow_id, NULL AS terminal_id, orchestrator_api_key_encrypted AS ciphertext
            FROM workflow WHERE orchestrator_api_key_encrypted IS NOT NULL ORDER BY order_index
            """;
    private static final String OF_TERMINALS = """
            SELECT workflow_id, terminal_id, api_key_encrypted AS ciphertext
            FROM terminal WHERE api_key_encrypted IS NOT NULL ORDER BY rowid
            """;
    private static final String PUT_WORKFLOW = """
            UPDATE workflow SET orchestrator_api_key_encrypted = ? WHERE workflow_id = ?
            """;
    private static final String PUT_TERMINAL = """
            UPDATE terminal SET api_key_encrypted = ? WHERE workflow_id = ? AND terminal_id = ?
            """;
    private static final String REPLACE_WORKFLOW = """
            UPDATE workflow SET orchestrator_api_key_encrypted = ?
            WHERE workflow_id = ? AND orchestrator_api_key_encrypted IS ?
            """;
    private static final String REPLACE_TERMINAL = """
            UPDATE terminal SET api_key_encrypted = ?
            WHERE workflow_id = ? AND terminal_id = ? AND api_key_encrypted IS ?
            """;
    private static final String HAS_PLAIN = """
            SELECT name FROM pragma_table_info('workflow') WHERE name = 'orchestrator_api_key'
            """;
    private static final String PLAIN = """
            SELECT workflow_id, orchestrator_api_key FROM workflow
            WHERE orchestrator_api_key IS NOT NULL AND orchestrator_api_key <> '' ORDER BY order_index
            """;

    private final Sql sql;

    public SecretColumns(Sql sql) {
        this.sql = sql;
    }

    /** Every encrypted value. */
    public List<SecretRow> all() throws SQLException {
        List<SecretRow> rows = sql.query(OF_WORKFLOWS, SecretColumns::read);
        rows.addAll(sql.query(OF_TERMINALS, SecretColumns::read));
        return List.copyOf(rows);
    }

    /** Puts a value in its place; false if the row does not exist. */
    public boolean put(SecretRow row) throws SQLException {
        SecretPlace place = row.place();
        String workflow = place.workflowId().value();
        TerminalId terminal = place.terminalIdOrNull();
        return 1
                == (terminal == null
                        ? sql.update(PUT_WORKFLOW, row.ciphertext(), workflow)
                        : sql.update(PUT_TERMINAL, row.ciphertext(), workflow, terminal.value()));
    }

    /** Puts a value in the place of the expected one; false, and nothing done, if another is there. */
    public boolean replace(SecretRow row, @Nullable String expected) throws SQLException {
        SecretPlace place = row.place();
        String workflow = place.workflowId().value();
        TerminalId terminal = place.terminalIdOrNull();
        return 1
                == (terminal == null
                        ? sql.update(REPLACE_WORKFLOW, row.ciphertext(), workflow, expected)
                        : sql.update(REPLACE_TERMINAL, row.ciphertext(), workflow, terminal.value(), expected));
    }

    /** The unencrypted keys of a database that an older version has made; an empty text was no key. */
    public List<PlainSecretRow> plain() throws SQLException {
        if (sql.queryOne(HAS_PLAIN, row -> row.getString("name")).isEmpty()) {
            return List.of();
        }
        return List.copyOf(sql.query(PLAIN, SecretColumns::readPlain));
    }

    private static SecretRow read(ResultSet row) throws SQLException {
        String terminal = row.getString("terminal_id");
        SecretPlace place = new SecretPlace(
                WorkflowId.of(row.getString("workflow_id")), terminal == null ? null : TerminalId.of(terminal));
        return new SecretRow(place, row.getString("ciphertext"));
    }

    private static PlainSecretRow readPlain(ResultSet row) throws SQLException {
        return new PlainSecretRow(
                SecretPlace.ofWorkflow(WorkflowId.of(row.getString("workflow_id"))),
                Secret.of(row.getString("orchestrator_api_key")));
    }
}
