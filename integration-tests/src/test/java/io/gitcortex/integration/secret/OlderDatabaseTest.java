package io.gitcortex.integration.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.gitcortex.core.GitCortex;
import io.gitcortex.core.secret.Keyring;
import io.gitcortex.core.secret.StoredSecrets;
import io.gitcortex.integration.ScratchRepository;
import io.gitcortex.model.WorkflowId;
import io.gitcortex.sqlite.SqliteWorkflowStore;
import io.gitcortex.sqlite.file.DatabaseOptions;
import io.gitcortex.sqlite.file.Migrations;
import io.gitcortex.sqlite.file.OpenDatabase;
import io.gitcortex.store.SecretPlace;
import io.gitcortex.store.StoreException;
import io.gitcortex.store.WorkflowStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A database that an older version has made, with API keys as they are in {@code workflow.orchestrator_api_key}. */
final class OlderDatabaseTest {
    private static final String OTHER_COLUMNS =
            "SELECT workflow_id || name || goal || cli_type_id || status || order_index"
                    + " || created_at || updated_at || version || last_sequence || epoch || owner_host || owner_pid"
                    + " || owner_started_at || owner_boot_id || owner_instance FROM workflow ORDER BY workflow_id";

    @TempDir
    private Path directory;

    private Path repository;
    private Path database;

    @BeforeEach
    void makeAnOlderDatabase() throws SQLException, IOException {
        repository = ScratchRepository.in(directory).directory();
        database = Keys.database(repository);
        Files.createDirectories(database.getParent());
        OpenDatabase.open(new DatabaseOptions(database, Clock.systemUTC(), Migrations.ALL.subList(0, 1), true))
                .close();
        execute("ALTER TABLE workflow ADD COLUMN orchestrator_api_key TEXT");
        insert("wf-1", 0, "'sk-plain-one'");
        insert("wf-2", 1, "NULL");
        insert("wf-3", 2, "''");
        insert("wf-4", 3, "'sk-plain-four'");
    }

    @Test
    void plainKeysAreEncryptedAndTheirColumnIsDroppedAndNothingElse() throws SQLException, IOException {
        List<String> before = query(OTHER_COLUMNS);
        assertThat(holders("sk-plain-one")).as("the search can find a key").isNotEmpty();

        GitCortex.builder()
                .repository(repository)
                .environment(Keys.writing(Keys.ONE))
                .build()
                .close();

        assertEncrypted();
        assertThat(query(OTHER_COLUMNS)).isEqualTo(before);
        deleteBackups();
        assertThat(holders("sk-plain-one")).isEmpty();
        assertThat(holders("sk-plain-four")).isEmpty();
    }

    @Test
    void withoutAnEncryptionKeyOpeningFailsAndChangesNothing() throws SQLException, IOException {
        List<String> before = everything();

        assertOpeningFails(Map.of(), "Encryption key not found. Please set GITCORTEX_ENCRYPTION_KEY");
        assertOpeningFails(Map.of("GITCORTEX_ENCRYPTION_KEY", "short"), "Must be exactly 32 bytes");
        assertOpeningFails(Map.of("GITCORTEX_DECRYPTION_KEYS", Keys.ONE), "Encryption key not found");

        assertThat(everything()).isEqualTo(before);
        assertThat(backups()).isEmpty();
    }

    @Test
    void withoutPlainKeysNoEncryptionKeyIsNeededAndTheColumnGoes() throws SQLException {
        execute("UPDATE workflow SET orchestrator_api_key = NULL");

        GitCortex.builder()
                .repository(repository)
                .environment(Keys.environment(Map.of()))
                .build()
                .close();

        assertThat(columns()).contains("orchestrator_api_key_encrypted").doesNotContain("orchestrator_api_key");
    }

    @Test
    void whateverCutsItOffTheNextOpeningFinishesIt() throws SQLException, IOException {
        byte[] older = Files.readAllBytes(database);
        for (int calls = 0; calls < 12; calls++) {
            Files.write(database, older);
            cutOffAfter(calls);
            assertEveryKeyIsThere();

            GitCortex.builder()
                    .repository(repository)
                    .environment(Keys.writing(Keys.ONE))
                    .build()
                    .close();

            assertEncrypted();
        }
    }

    /** Even if what was encrypted before the cut cannot be read any more, the plain key is still there. */
    @Test
    void afterACutAnotherKeyMayFinishIt() throws SQLException {
        cutOffAfter(4);

        GitCortex.builder()
                .repository(repository)
                .environment(Keys.writing(Keys.TWO))
                .build()
                .close();

        assertThat(Keys.plain(repository, Keys.TWO, place("wf-1"))).isEqualTo("sk-plain-one");
        assertThat(Keys.plain(repository, Keys.TWO, place("wf-4"))).isEqualTo("sk-plain-four");
    }

    private void cutOffAfter(int calls) {
        AtomicInteger left = new AtomicInteger(calls);
        try (SqliteWorkflowStore store = SqliteWorkflowStore.open(database)) {
            WorkflowStore dying = (WorkflowStore) Proxy.newProxyInstance(
                    getClass().getClassLoader(), new Class<?>[] {WorkflowStore.class}, (proxy, method, arguments) -> {
                        if (left.getAndDecrement() <= 0) {
                            throw new StoreException("cut off");
                        }
                        try {
                            return method.invoke(store, arguments);
                        } catch (InvocationTargetException e) {
                            throw e.getCause();
                        }
                    });
            new StoredSecrets(dying, new Keyring(Keys.writing(Keys.ONE), repository)).encryptPlain();
        } catch (StoreException e) {
            assertThat(e).hasMessage("cut off");
        }
    }

    private void assertEveryKeyIsThere() throws SQLException {
        if (columns().contains("orchestrator_api_key")) {
            assertThat(query("SELECT orchestrator_api_key FROM workflow WHERE orchestrator_api_key LIKE 'sk-%'"))
                    .containsExactly("sk-plain-one", "sk-plain-four");
        } else {
            assertEncrypted();
        }
    }

    private void assertEncrypted() throws SQLException {
        assertThat(columns()).contains("orchestrator_api_key_encrypted").doesNotContain("orchestrator_api_key");
        assertThat(Keys.rows(repository))
                .hasSize(2)
                .allSatisfy(row -> assertThat(row.ciphertext()).startsWith("gc1."));
        assertThat(Keys.plain(repository, Keys.ONE, place("wf-1"))).isEqualTo("sk-plain-one");
        assertThat(Keys.plain(repository, Keys.ONE, place("wf-4"))).isEqualTo("sk-plain-four");
    }

    private static SecretPlace place(String id) {
        return SecretPlace.ofWorkflow(WorkflowId.of(id));
    }

    private void assertOpeningFails(Map<String, String> keys, String reason) {
        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(() -> GitCortex.builder()
                        .repository(repository)
                        .environment(Keys.environment(keys))
                        .build())
                .withMessageContaining(reason);
    }

    private List<String> everything() throws SQLException {
        List<String> all = new ArrayList<>(query("SELECT sql FROM sqlite_schema ORDER BY name"));
        all.addAll(query("SELECT workflow_id || coalesce(orchestrator_api_key, '-') FROM workflow"));
        all.addAll(query(OTHER_COLUMNS));
        all.addAll(query("SELECT number || checksum || schema_checksum || applied_at FROM schema_migration"));
        return all;
    }

    private List<String> columns() throws SQLException {
        return query("SELECT name FROM pragma_table_info('workflow')");
    }

    private List<Path> backups() throws IOException {
        try (Stream<Path> files = Files.list(database.getParent())) {
            return files.filter(file -> file.toString().contains("backup")).toList();
        }
    }

    private void deleteBackups() throws IOException {
        assertThat(backups()).as("the database as it was").hasSize(1);
        for (Path backup : backups()) {
            Files.delete(backup);
        }
    }

    /** The files in which a text lies. */
    private List<Path> holders(String text) throws IOException {
        try (Stream<Path> files = Files.walk(repository)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> bytes(file).contains(text))
                    .toList();
        }
    }

    private static String bytes(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void insert(String id, int order, String key) throws SQLException {
        execute(
                "INSERT INTO workflow (workflow_id, name, goal, cli_type_id, status, order_index, created_at, updated_at,"
                        + " version, last_sequence, epoch, owner_host, owner_pid, owner_started_at, owner_boot_id,"
                        + " owner_instance, orchestrator_api_key) VALUES ('" + id
                        + "', 'name', 'goal', 'shell', 'running', "
                        + order + ", 11, 12, 13, 14, 15, 'host', 16, 17, 'boot', 'instance', " + key + ")");
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        }
    }

    private List<String> query(String sql) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            List<String> rows = new ArrayList<>();
            while (result.next()) {
                rows.add(result.getString(1));
            }
            return rows;
        }
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection("jdbc:sqlite:" + database);
    }
}
