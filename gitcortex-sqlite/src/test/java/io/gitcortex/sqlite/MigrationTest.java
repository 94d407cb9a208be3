package io.gitcortex.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.gitcortex.model.Named;
import io.gitcortex.sqlite.file.DatabaseOptions;
import io.gitcortex.sqlite.file.Migration;
import io.gitcortex.sqlite.file.Migrations;
import io.gitcortex.store.StoreException;
import io.gitcortex.store.WorkflowStore;
import io.gitcortex.workflow.InstructionStatus;
import io.gitcortex.workflow.QuestionStatus;
import io.gitcortex.workflow.TaskStatus;
import io.gitcortex.workflow.TerminalStatus;
import io.gitcortex.workflow.WorkflowStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MigrationTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-01-02T03:04:05.678Z"), ZoneOffset.UTC);
    private static final int NOW = Migrations.ALL.size();
    private static final Migration NEXT = new Migration(
            NOW + 1, "note", "CREATE TABLE note (text TEXT NOT NULL) STRICT; INSERT INTO note VALUES ('made');");

    @TempDir
    Path directory;

    private Path file;

    @BeforeEach
    void nameTheFile() {
        file = directory.resolve("gitcortex.db");
    }

    @Test
    void anOlderDatabaseIsMigratedAndKeptAsItWas() throws IOException, SQLException {
        createWithOneWorkflow();

        try (WorkflowStore store = SqliteWorkflowStore.open(options(withNext(NEXT)))) {
            assertThat(store.workflow(TestRows.ID)).isPresent();
        }

        assertThat(query(file, "SELECT text FROM note")).containsExactly("made");
        Path backup = directory.resolve("gitcortex.db.backup-" + NOW + "-20260102T030405.678Z");
        assertThat(backups()).containsExactly(backup);
        if (backup.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(backup)))
                    .isEqualTo("rw-------");
        }
        try (WorkflowStore store =
                SqliteWorkflowStore.open(new DatabaseOptions(backup, CLOCK, Migrations.ALL, false))) {
            assertThat(store.workflow(TestRows.ID)).isPresent();
            assertThat(store.events(TestRows.ID, 0, 10)).containsExactly(TestRows.event(1));
        }
    }

    @Test
    void aDatabaseOfEveryOlderSchemaIsMigratedToTheNewest() throws IOException, SQLException {
        for (int older = 1; older < NOW; older++) {
            file = directory.resolve("schema-" + older + ".db");
            try (WorkflowStore store = SqliteWorkflowStore.open(options(Migrations.ALL.subList(0, older)))) {
                TestRows.create(store, TestRows.ID);
            }

            try (WorkflowStore store = SqliteWorkflowStore.open(options(Migrations.ALL))) {
                assertThat(store.events(TestRows.ID, 0, 10)).containsExactly(TestRows.event(1));
            }

            assertThat(query(file, "SELECT count(*) FROM schema_migration")).containsExactly(String.valueOf(NOW));
            assertThat(backups()).hasSize(older);
        }
    }

    @Test
    void migrationsAreNumberedFromOneWithoutGaps() {
        assertThat(Migrations.ALL)
                .extracting(Migration::number)
                .containsExactlyElementsOf(IntStream.rangeClosed(1, NOW).boxed().toList());
    }

    @Test
    void aNewDatabaseNeedsNoBackup() throws IOException {
        SqliteWorkflowStore.open(options(withNext(NEXT))).close();
        SqliteWorkflowStore.open(options(withNext(NEXT))).close();

        assertThat(backups()).isEmpty();
    }

    @Test
    void whoOnlyLooksDoesNotMigrate() throws IOException, SQLException {
        createWithOneWorkflow();

        assertRefused(new DatabaseOptions(file, CLOCK, withNext(NEXT), false), "older schema " + NOW);

        assertThat(query(file, "SELECT name FROM schema_migration")).hasSize(NOW);
        assertThat(backups()).isEmpty();
    }

    @Test
    void aNewerDatabaseIsRefused() {
        SqliteWorkflowStore.open(options(withNext(NEXT))).close();

        assertRefused(options(Migrations.ALL), "newer GitCortex");
    }

    @Test
    void aMigrationThatFailsChangesNothing() throws IOException, SQLException {
        createWithOneWorkflow();
        Migration broken = new Migration(
                NOW + 1, "broken", "CREATE TABLE note (text TEXT NOT NULL) STRICT; INSERT INTO nowhere VALUES (1);");

        assertRefused(options(withNext(broken)), "nowhere");

        assertThat(query(file, "SELECT count(*) FROM sqlite_schema WHERE name = 'note'"))
                .containsExactly("0");
        try (WorkflowStore store = SqliteWorkflowStore.open(options(Migrations.ALL))) {
            assertThat(store.workflow(TestRows.ID)).isPresent();
        }
    }

    @Test
    void aMigrationOtherThanTheOneKnownHereIsRefused() {
        SqliteWorkflowStore.open(options(withNext(NEXT))).close();
        Migration other = new Migration(NOW + 1, "note", "CREATE TABLE remark (text TEXT NOT NULL) STRICT;");

        assertRefused(options(withNext(other)), "migration " + (NOW + 1) + " is not the one");
    }

    @Test
    void tablesThatWereAlteredByHandAreRefused() throws SQLException {
        createWithOneWorkflow();
        execute("ALTER TABLE workflow ADD COLUMN colour TEXT");

        assertRefused(options(Migrations.ALL), "has been altered");

        execute("ALTER TABLE workflow DROP COLUMN colour");
        SqliteWorkflowStore.open(options(Migrations.ALL)).close();
    }

    @Test
    void aDatabaseOfAnotherProgramIsRefusedAndLeftAlone() throws IOException, SQLException {
        execute("CREATE TABLE workflow (id TEXT, orchestrator_api_key TEXT)");
        byte[] before = Files.readAllBytes(file);

        assertRefused(options(Migrations.ALL), "GitCortex has not made");

        assertThat(file).hasBinaryContent(before);
    }

    @Test
    void everyStatusThatThereIsMayBeWritten() throws SQLException {
        SqliteWorkflowStore.open(file).close();

        assertThat(legalStatuses("workflow")).isEqualTo(wireNames(WorkflowStatus.values()));
        assertThat(legalStatuses("workflow_task")).isEqualTo(wireNames(TaskStatus.values()));
        assertThat(legalStatuses("terminal")).isEqualTo(wireNames(TerminalStatus.values()));
        assertThat(legalStatuses("instruction")).isEqualTo(wireNames(InstructionStatus.values()));
        assertThat(legalStatuses("question")).isEqualTo(wireNames(QuestionStatus.values()));
    }

    private List<String> legalStatuses(String table) throws SQLException {
        String definition = query(file, "SELECT sql FROM sqlite_schema WHERE name = '" + table + "'")
                .get(0);
        String list = Pattern.compile("status IN\\s*\\(([^)]*)\\)")
                .matcher(definition)
                .results()
                .map(result -> result.group(1))
                .collect(Collectors.joining());
        return Stream.of(list.split(","))
                .map(name -> name.strip().replace("'", ""))
                .toList();
    }

    private static List<String> wireNames(Named[] constants) {
        return Arrays.stream(constants).map(Named::wireName).toList();
    }

    @Test
    void manyWhoOpenANewDatabaseAtOnceAllGetIt() {
        List<SqliteWorkflowStore> stores = Stream.generate(() -> file)
                .limit(8)
                .parallel()
                .map(SqliteWorkflowStore::open)
                .toList();
        try {
            assertThat(stores).allSatisfy(store -> assertThat(store.workflows()).isEmpty());
        } finally {
            stores.forEach(SqliteWorkflowStore::close);
        }
    }

    private void createWithOneWorkflow() {
        try (WorkflowStore store = SqliteWorkflowStore.open(options(Migrations.ALL))) {
            TestRows.create(store, TestRows.ID);
        }
    }

    private DatabaseOptions options(List<Migration> migrations) {
        return new DatabaseOptions(file, CLOCK, migrations, true);
    }

    private static List<Migration> withNext(Migration next) {
        List<Migration> migrations = new ArrayList<>(Migrations.ALL);
        migrations.add(next);
        return migrations;
    }

    private static void assertRefused(DatabaseOptions options, String reason) {
        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(() -> SqliteWorkflowStore.open(options))
                .withMessageContaining(options.file().toString())
                .withMessageContaining(reason);
    }

    private List<Path> backups() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(path -> path.toString().contains("backup")).toList();
        }
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        }
    }

    private static List<String> query(Path database, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database);
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
