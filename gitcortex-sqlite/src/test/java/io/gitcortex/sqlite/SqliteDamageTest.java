package io.gitcortex.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.gitcortex.store.StoreException;
import io.gitcortex.store.WorkflowStore;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteDamageTest {
    private static final int PAGE = 4096;
    private static final int EVENTS = 200;

    @TempDir
    Path directory;

    private Path file;

    @BeforeEach
    void nameTheFile() {
        file = directory.resolve("gitcortex.db");
    }

    /** What a crash leaves: the files as they are while the store is open. */
    private Path crash(String name) throws IOException {
        Path copy = directory.resolve(name);
        try (WorkflowStore store = SqliteWorkflowStore.open(file)) {
            if (store.head(TestRows.ID).isEmpty()) {
                writeEvents(store);
            } else {
                store.request(TestRows.ID, "pause", "{}");
            }
            Files.copy(file, copy);
            Files.copy(directory.resolve("gitcortex.db-wal"), directory.resolve(name + "-wal"));
        }
        return copy;
    }

    private static void writeEvents(WorkflowStore store) {
        TestRows.create(store, TestRows.ID);
        for (long sequence = 2; sequence <= EVENTS; sequence++) {
            store.write(TestRows.append(TestRows.ID, sequence));
        }
    }

    @Test
    void afterACrashEverythingThatWasAcknowledgedIsThere() throws IOException {
        Path copy = crash("crashed.db");

        try (WorkflowStore store = SqliteWorkflowStore.open(copy)) {
            assertThat(store.events(TestRows.ID, 0, Integer.MAX_VALUE)).hasSize(EVENTS);
            store.write(TestRows.append(TestRows.ID, EVENTS + 1));
        }
    }

    @Test
    void damageIsFoundWhenADatabaseThatWasNotClosedIsOpened() throws IOException {
        crash("first.db");
        Path copy = crash("crashed.db");
        overwriteLastPages(copy);

        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(() -> SqliteWorkflowStore.open(copy))
                .withMessageContaining(copy.toString())
                .withMessageContaining("is damaged")
                .withMessageContaining("put a backup in its place");
    }

    @Test
    void damageThatIsMetLaterIsToldInASentence() throws IOException {
        try (WorkflowStore store = SqliteWorkflowStore.open(file)) {
            writeEvents(store);
        }
        overwriteLastPages(file);

        try (WorkflowStore store = SqliteWorkflowStore.open(file)) {
            assertThatExceptionOfType(StoreException.class)
                    .isThrownBy(() -> store.events(TestRows.ID, 0, Integer.MAX_VALUE))
                    .withMessageContaining("is damaged");
        }
    }

    /** The pages that were added last hold events: everything else is there from the first moment. */
    private static void overwriteLastPages(Path database) throws IOException {
        byte[] garbage = new byte[3 * PAGE];
        Arrays.fill(garbage, (byte) 0x5A);
        try (RandomAccessFile bytes = new RandomAccessFile(database.toFile(), "rw")) {
            bytes.seek(bytes.length() - garbage.length);
            bytes.write(garbage);
        }
    }
}
