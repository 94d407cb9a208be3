package io.gitcortex.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.gitcortex.store.EventRow;
import io.gitcortex.store.StaleWorkflowException;
import io.gitcortex.store.StoreException;
import io.gitcortex.store.WorkflowStore;
import io.gitcortex.store.WorkflowWrite;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class SqliteProcessesTest {
    @TempDir
    Path directory;

    private Path file;

    @BeforeEach
    void nameTheFile() {
        file = directory.resolve("gitcortex.db");
    }

    @Test
    void whatAKilledProcessWasToldIsWrittenIsThere() throws Exception {
        long acknowledged = 0;
        try (AnotherProcess writer = AnotherProcess.start(List.of(), "append", file)) {
            while (acknowledged < 200) {
                acknowledged = Long.parseLong(writer.line());
            }
            writer.kill();
        }

        assertThat(directory.resolve("gitcortex.db-wal")).isNotEmptyFile();
        try (WorkflowStore store = SqliteWorkflowStore.open(file)) {
            List<Long> sequences = store.events(TestRows.ID, 0, Integer.MAX_VALUE).stream()
                    .map(EventRow::sequence)
                    .toList();
            assertThat(sequences)
                    .hasSizeGreaterThanOrEqualTo((int) acknowledged)
                    .isEqualTo(
                            LongStream.rangeClosed(1, sequences.size()).boxed().toList());
            assertThat(store.head(TestRows.ID).orElseThrow().lastSequence()).isEqualTo(sequences.size());
        }
    }

    @Test
    void twoProcessesSeeEachOthersWritesAndTheLateOneIsRefused() throws IOException {
        try (WorkflowStore store = SqliteWorkflowStore.open(file)) {
            TestRows.create(store, TestRows.ID);
            WorkflowWrite late = TestRows.append(TestRows.ID, 2);

            try (AnotherProcess other = AnotherProcess.start(List.of(), "next", file)) {
                assertThat(other.line()).isEqualTo("2");
                assertThat(other.line()).isNull();
            }

            assertThat(store.events(TestRows.ID, 1, 10)).containsExactly(TestRows.event(2));
            assertThatExceptionOfType(StaleWorkflowException.class).isThrownBy(() -> store.write(late));
            store.write(TestRows.append(TestRows.ID, 3));
        }
    }

    @Test
    void aWriterWaitsForAnotherProcessAndAReaderDoesNot() throws Exception {
        try (WorkflowStore store = SqliteWorkflowStore.open(file);
                Connection other = DriverManager.getConnection("jdbc:sqlite:" + file)) {
            TestRows.create(store, TestRows.ID);
            execute(other, "BEGIN IMMEDIATE");

            CompletableFuture<Void> write =
                    CompletableFuture.runAsync(() -> store.write(TestRows.append(TestRows.ID, 2)));
            assertThat(store.events(TestRows.ID, 0, 10)).containsExactly(TestRows.event(1));
            assertThat(write).isNotDone();
            execute(other, "ROLLBACK");

            write.get(30, TimeUnit.SECONDS);
            assertThat(store.events(TestRows.ID, 1, 10)).containsExactly(TestRows.event(2));
        }
    }

    @Test
    void aWriterThatWaitsInVainSaysSoAndMayTryAgain() throws SQLException {
        try (WorkflowStore store = SqliteWorkflowStore.open(file);
                Connection other = DriverManager.getConnection("jdbc:sqlite:" + file)) {
            TestRows.create(store, TestRows.ID);
            execute(other, "BEGIN IMMEDIATE");

            assertThatExceptionOfType(StoreException.class)
                    .isThrownBy(() -> store.write(TestRows.append(TestRows.ID, 2)))
                    .withMessageContaining("Workflow wf")
                    .withMessageContaining("another process has kept")
                    .isNotInstanceOf(StaleWorkflowException.class);

            execute(other, "ROLLBACK");
            store.write(TestRows.append(TestRows.ID, 2));
            assertThat(store.events(TestRows.ID, 1, 10)).containsExactly(TestRows.event(2));
        }
    }

    @Test
    void aMachineWithoutNativeLibraryIsToldTheWayOut() throws IOException {
        try (AnotherProcess other =
                AnotherProcess.start(List.of("-Dorg.sqlite.osinfo.architecture=pdp11"), "open", file)) {
            assertThat(other.line())
                    .contains("SQLite's native library cannot be loaded")
                    .contains("-Dorg.sqlite.lib.path");
        }
        assertThat(file).doesNotExist();
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        }
    }
}
