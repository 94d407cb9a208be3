package io.gitcortex.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.gitcortex.model.WorkflowId;
import io.gitcortex.spi.PluginConfig;
import io.gitcortex.spi.WorkflowStoreProvider;
import io.gitcortex.sqlite.file.DatabaseOptions;
import io.gitcortex.sqlite.file.Migrations;
import io.gitcortex.sqlite.file.OpenDatabase;
import io.gitcortex.store.PlainSecretRow;
import io.gitcortex.store.SecretPlace;
import io.gitcortex.store.SecretRow;
import io.gitcortex.store.StoreException;
import io.gitcortex.store.WorkflowStore;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Guarantee 11 of the store, on a database whose keys an older version has kept as they are. */
class PlainKeysTest {
    private static final SecretPlace ONE = SecretPlace.ofWorkflow(WorkflowId.of("wf-1"));
    private static final SecretPlace TWO = SecretPlace.ofWorkflow(WorkflowId.of("wf-2"));

    @TempDir
    Path directory;

    private Path file;

    @BeforeEach
    void makeTheFirstSchema() {
        file = directory.resolve("gitcortex.db");
        OpenDatabase.open(new DatabaseOptions(file, Clock.systemUTC(), Migrations.ALL.subList(0, 1), true))
                .close();
    }

    @Test
    void theFirstSchemaIsMigratedWithAllThatItHolds() throws SQLException {
        insert("wf-1", 0);

        try (WorkflowStore store = SqliteWorkflowStore.open(file)) {
            assertThat(store.workflow(ONE.workflowId())).isPresent();
            assertThat(store.plainSecrets()).isEmpty();
            assertThat(store.secrets()).isEmpty();
        }
        assertThat(query("SELECT number FROM schema_migration")).hasSize(Migrations.ALL.size());
    }

    @Test
    void plainKeysAreReadAndStayUntilTheyAreDropped() throws SQLException {
        addTheColumnWithTwoKeys();

        for (int opening = 0; opening < 2; opening++) {
            try (WorkflowStore store = SqliteWorkflowStore.open(file)) {
                assertThat(store.plainSecrets())
                        .extracting(PlainSecretRow::place)
                        .containsExactly(ONE, TWO);
                assertThat(store.plainSecrets())
                        .extracting(row -> row.value().<String>use(text -> text))
                        .containsExactly("sk-wf-1", "sk-wf-2");
                assertThat(store.plainSecrets().toString()).doesNotContain("sk-");
            }
        }
    }

    @Test
    void guarantee_11_either_every_plain_value_is_dropped_or_none() throws SQLException {
        addTheColumnWithTwoKeys();
        try (WorkflowStore store = SqliteWorkflowStore.open(file)) {
            store.replaceSecret(new SecretRow(ONE, "encrypted one"), null);

            assertThatExceptionOfType(StoreException.class)
                    .isThrownBy(store::dropPlainSecrets)
                    .withMessageContaining("nothing was dropped");
            assertThat(store.plainSecrets()).hasSize(2);

            store.replaceSecret(new SecretRow(TWO, "encrypted two"), null);
            store.dropPlainSecrets();
            store.dropPlainSecrets();

            assertThat(store.plainSecrets()).isEmpty();
            assertThat(store.secrets())
                    .containsExactly(new SecretRow(ONE, "encrypted one"), new SecretRow(TWO, "encrypted two"));
            assertThat(store.workflows()).hasSize(2);
        }
        assertThat(query("SELECT name FROM pragma_table_info('workflow')")).doesNotContain("orchestrator_api_key");
        SqliteWorkflowStore.open(file).close();
    }

    @Test
    void aMigratedDatabaseHasTheSameSchemaAsANewOne() throws SQLException {
        addTheColumnWithTwoKeys();
        try (WorkflowStore store = SqliteWorkflowStore.open(file)) {
            store.replaceSecret(new SecretRow(ONE, "encrypted one"), null);
            store.replaceSecret(new SecretRow(TWO, "encrypted two"), null);
            store.dropPlainSecrets();
        }
        List<String> migrated = query("SELECT schema_checksum FROM schema_migration");

        file = directory.resolve("new.db");
        SqliteWorkflowStore.open(file).close();

        assertThat(query("SELECT schema_checksum FROM schema_migration")).isEqualTo(migrated);
    }

    @Test
    void onlyThisVeryColumnIsTakenForAnOlderVersions() throws SQLException {
        for (String alteration : List.of(
                "workflow ADD COLUMN orchestrator_api_key BLOB",
                "workflow ADD COLUMN orchestrator_api_key TEXT DEFAULT ''",
                "workflow ADD COLUMN orchestrator_api_key TEXT NOT NULL DEFAULT ''",
                "workflow ADD COLUMN orchestrator_api_key2 TEXT",
                "workflow_task ADD COLUMN orchestrator_api_key TEXT",
                "terminal ADD COLUMN orchestrator_api_key TEXT")) {
            execute("ALTER TABLE " + alteration);

            assertThatExceptionOfType(StoreException.class)
                    .as(alteration)
                    .isThrownBy(() -> SqliteWorkflowStore.open(file))
                    .withMessageContaining("has been altered");

            List<String> words = List.of(alteration.split(" ", -1));
            execute("ALTER TABLE " + words.get(0) + " DROP COLUMN " + words.get(3));
        }
        SqliteWorkflowStore.open(file).close();
    }

    @Test
    void whereKeysCannotBeEncryptedADatabaseThatHoldsSomeIsRefusedAsItIs() throws SQLException {
        addTheColumnWithTwoKeys();
        PluginConfig config = PluginConfig.builder(directory)
                .setting(WorkflowStoreProvider.PLAIN_SECRETS_REFUSED, "no key here")
                .build();

        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(() -> new SqliteWorkflowStoreProvider().create(config))
                .withMessage("no key here");
        assertThat(query("SELECT number FROM schema_migration")).containsExactly("1");

        execute("UPDATE workflow SET orchestrator_api_key = NULL");
        new SqliteWorkflowStoreProvider().create(config).close();
        assertThat(query("SELECT number FROM schema_migration")).hasSize(Migrations.ALL.size());
    }

    private void addTheColumnWithTwoKeys() throws SQLException {
        insert("wf-1", 0);
        insert("wf-2", 1);
        execute("ALTER TABLE workflow ADD COLUMN orchestrator_api_key TEXT");
        execute("UPDATE workflow SET orchestrator_api_key = 'sk-' || workflow_id");
    }

    private void insert(String id, int order) throws SQLException {
        execute("INSERT INTO workflow (workflow_id, name, goal, status, order_index, created_at, updated_at, version,"
                + " last_sequence, epoch) VALUES ('" + id + "', 'name', 'goal', 'running', " + order
                + ", 1, 1, 0, 0, 1)");
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        }
    }

    private List<String> query(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            List<String> rows = new ArrayList<>();
            while (result.next()) {
                rows.add(result.getString(1));
            }
            return rows;
        }
    }
}
