package io.gitcortex.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.gitcortex.spi.PluginConfig;
import io.gitcortex.sqlite.file.DatabaseOptions;
import io.gitcortex.sqlite.file.Migration;
import io.gitcortex.sqlite.file.Migrations;
import io.gitcortex.store.JournalHead;
import io.gitcortex.store.StoreException;
import io.gitcortex.store.WorkflowStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Backups by hand, and how they are put back. */
@Timeout(120)
class SqliteRestoreTest {
    private static final int ALL = Integer.MAX_VALUE;

    @TempDir
    Path directory;

    private Path file;
    private Path backup;

    @BeforeEach
    void nameTheFiles() throws IOException {
        file = Files.createDirectory(directory.resolve("data")).resolve("gitcortex.db");
        backup = Files.createDirectory(directory.resolve("backups")).resolve("monday.db");
    }

    /** A database with so many events, of which the backup has the first three. */
    private void writeEvents(int last) {
        try (WorkflowStore store = SqliteWorkflowStore.open(file)) {
            TestRows.create(store, TestRows.ID);
            for (long sequence = 2; sequence <= last; sequence++) {
                if (sequence == 4) {
                    store.backUp(backup);
                }
                store.write(TestRows.append(TestRows.ID, sequence));
            }
        }
    }

    private Optional<Path> restore(Path from) {
        return new SqliteWorkflowStoreProvider()
                .restore(PluginConfig.builder(file.getParent()).build(), from);
    }

    private void assertRefused(Path from, String... words) throws IOException {
        byte[] before = Files.readAllBytes(file);
        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(() -> restore(from))
                .withMessageContainingAll(words);
        assertThat(file).hasBinaryContent(before);
        assertThat(namesIn(file.getParent())).noneMatch(name -> name.contains("part") || name.contains("replaced"));
    }

    private static List<String> namesIn(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(path -> path.getFileName().toString()).toList();
        }
    }

    private static int events(Path database) {
        try (WorkflowStore store = SqliteWorkflowStore.open(database)) {
            return store.events(TestRows.ID, 0, ALL).size();
        }
    }

    @Test
    void backupsThatAreMadeWhileOthersWriteAreWholeAndPrivate() throws Exception {
        List<Path> backups = new ArrayList<>();
        try (WorkflowStore store = SqliteWorkflowStore.open(file)) {
            TestRows.create(store, TestRows.ID);
            AtomicBoolean over = new AtomicBoolean();
            Thread writer = new Thread(() -> {
                for (long sequence = 2; !over.get(); sequence++) {
                    store.write(TestRows.append(TestRows.ID, sequence));
                }
            });
            writer.start();
            for (int i = 0; i < 10; i++) {
                long acknowledged = store.head(TestRows.ID).orElseThrow().lastSequence();
                Path next = backup.resolveSibling("backup-" + i + ".db");
                store.backUp(next);
                backups.add(next);
                assertThat(events(next)).isGreaterThanOrEqualTo((int) acknowledged);
            }
            over.set(true);
            writer.join(TimeUnit.SECONDS.toMillis(60));
            assertThat(writer.isAlive()).isFalse();
        }
        for (Path made : backups) {
            try (WorkflowStore store = SqliteWorkflowStore.open(made)) {
                JournalHead head = store.head(TestRows.ID).orElseThrow();
                assertThat(store.events(TestRows.ID, 0, ALL)).hasSize((int) head.lastSequence());
            }
        }
        assertThat(namesIn(backup.getParent())).noneMatch(name -> name.endsWith(".part"));
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void nobodyElseCanReadABackupOrWhatWasPutBack() throws IOException {
        writeEvents(5);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(backup)))
                .isEqualTo("rw-------");
        Files.setPosixFilePermissions(backup, PosixFilePermissions.fromString("rw-r--r--"));

        Path kept = restore(backup).orElseThrow();

        for (Path each : List.of(file, kept)) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(each)))
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void whatWasLeftUnfinishedByThoseWhoWereKilledIsDeleted() throws IOException {
        writeEvents(5);
        String id = "." + UUID.randomUUID() + ".part";
        List<String> leftovers = List.of(
                ".gitcortex.db" + id,
                ".gitcortex.db" + id + "-journal",
                ".gitcortex.db" + id + "-wal",
                ".gitcortex.db" + id + "-shm",
                ".gitcortex.db.backup-2-20261127T090000.000Z" + id);
        for (String leftover : leftovers) {
            Files.writeString(file.resolveSibling(leftover), "left over");
        }
        Path others = Files.createFile(file.resolveSibling(".other.db" + id));

        restore(backup);

        assertThat(namesIn(file.getParent())).doesNotContainAnyElementsOf(leftovers);
        assertThat(others).exists();
        assertThat(events(file)).isEqualTo(3);
    }

    @Test
    void aBackupTakesThePlaceOfADamagedDatabaseWhichIsKept() throws IOException {
        writeEvents(9);
        byte[] damaged = Files.readAllBytes(file);
        for (int i = 0; i < 100; i++) {
            damaged[i] ^= (byte) 0xff;
        }
        Files.write(file, damaged);
        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(() -> SqliteWorkflowStore.open(file))
                .withMessageContainingAll(file.toString(), "is damaged", "put a backup in its place", "restore");

        Path kept = restore(backup).orElseThrow();

        assertThat(events(file)).isEqualTo(3);
        assertThat(kept).hasBinaryContent(damaged);
        assertThat(backup).isNotEmptyFile();
    }

    @Test
    void afterwardsNobodyOwnsAWorkflowAndNoEpochIsUsedTwice() {
        writeEvents(5);

        restore(backup);

        try (WorkflowStore store = SqliteWorkflowStore.open(file)) {
            JournalHead head = store.head(TestRows.ID).orElseThrow();
            assertThat(head.owner()).isEmpty();
            assertThat(head.epoch()).isEqualTo(2);
            assertThat(store.takeOwnership(TestRows.ID, TestRows.OWNER, null)).isEqualTo(3);
        }
    }

    @Test
    void aLogThatACrashLeftGoesWithTheDatabaseThatItBelongsTo() throws IOException {
        writeEvents(5);
        Path crashed = directory.resolve("crashed");
        Files.createDirectory(crashed);
        try (WorkflowStore store = SqliteWorkflowStore.open(file)) {
            store.write(TestRows.append(TestRows.ID, 6));
            Files.copy(file, crashed.resolve("gitcortex.db"));
            Files.copy(file.resolveSibling("gitcortex.db-wal"), crashed.resolve("gitcortex.db-wal"));
        }
        file = crashed.resolve("gitcortex.db");

        Path kept = restore(backup).orElseThrow();

        assertThat(events(file)).isEqualTo(3);
        assertThat(events(kept)).isEqualTo(6);
    }

    @Test
    void whereThereIsNoDatabaseABackupBecomesOne() throws IOException {
        writeEvents(5);
        Files.delete(file);

        assertThat(restore(backup)).isEmpty();

        assertThat(events(file)).isEqualTo(3);
    }

    @Test
    void aDatabaseThatThisProcessHasOpenIsNotReplaced() throws IOException {
        writeEvents(5);
        try (WorkflowStore store = SqliteWorkflowStore.open(file)) {
            assertRefused(backup, file.toString(), "This process has");
            store.write(TestRows.append(TestRows.ID, 6));
        }
        assertThat(events(file)).isEqualTo(6);
    }

    @Test
    void aDatabaseThatThisProcessHasOpenTwiceIsNotReplacedBeforeBothAreClosed() throws IOException {
        writeEvents(5);
        WorkflowStore first = SqliteWorkflowStore.open(file);
        try (WorkflowStore second = SqliteWorkflowStore.open(file)) {
            first.close();
            assertRefused(backup, file.toString(), "This process has");
            second.write(TestRows.append(TestRows.ID, 6));
        }

        Path kept = restore(backup).orElseThrow();

        assertThat(events(file)).isEqualTo(3);
        assertThat(events(kept)).isEqualTo(6);
    }

    @Test
    void aRefusedRestoreLeavesTheDatabaseToWhoeverHasItOpen() throws IOException {
        writeEvents(5);
        WorkflowStore first = SqliteWorkflowStore.open(file);
        try (WorkflowStore second = SqliteWorkflowStore.open(file)) {
            first.close();
            assertRefused(backup, file.toString(), "This process has");

            try (AnotherProcess other = AnotherProcess.start(List.of(), "locked", file)) {
                assertThat(other.line()).isEqualTo("in use");
            }
            second.write(TestRows.append(TestRows.ID, 6));
        }
        try (AnotherProcess other = AnotherProcess.start(List.of(), "locked", file)) {
            assertThat(other.line()).isEqualTo("free");
        }
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void anotherNameOfTheDirectoryIsNoWayAroundThat() throws IOException {
        writeEvents(5);
        Path real = file;
        try (WorkflowStore store = SqliteWorkflowStore.open(real)) {
            file = Files.createSymbolicLink(directory.resolve("alias"), real.getParent())
                    .resolve("gitcortex.db");
            assertRefused(backup, file.toString(), "This process has");
            store.write(TestRows.append(TestRows.ID, 6));

            try (AnotherProcess other = AnotherProcess.start(List.of(), "locked", real)) {
                assertThat(other.line()).isEqualTo("in use");
            }
        }
    }

    @Test
    void aDatabaseThatAnotherProcessHasOpenIsNotReplaced() throws Exception {
        writeEvents(5);
        Files.delete(file);
        try (AnotherProcess other = AnotherProcess.start(List.of(), "append", file)) {
            assertThat(other.line()).isEqualTo("2");
            assertThatExceptionOfType(StoreException.class)
                    .isThrownBy(() -> restore(backup))
                    .withMessageContainingAll(file.toString(), "A process has", "try again");
            // Whoever else closes the file of locks in that process drops them; SQLite's own are looked at, too.
            Files.delete(file.resolveSibling("gitcortex.db-open"));
            assertThatExceptionOfType(StoreException.class)
                    .isThrownBy(() -> restore(backup))
                    .withMessageContainingAll(file.toString(), "A process has", "try again");
            other.kill();
        }
        assertThat(restore(backup)).isPresent();
        assertThat(events(file)).isEqualTo(3);
    }

    @Test
    void aBackupThatIsDamagedIsRefused() throws IOException {
        writeEvents(400);
        Path whole = backup.resolveSibling("tuesday.db");
        try (WorkflowStore store = SqliteWorkflowStore.open(file)) {
            store.backUp(whole);
        }
        byte[] bytes = Files.readAllBytes(whole);
        // Events, which only a check of the whole file looks at: VACUUM makes the roots of all tables first.
        for (int page = bytes.length - 2 * 4096; page < bytes.length; page += 4096) {
            bytes[page] ^= (byte) 0xff;
        }
        Files.write(whole, bytes);

        assertRefused(whole, whole.toString(), "is damaged");
        assertRefused(backup.resolveSibling("nothing.db"), "There is no backup");
        assertRefused(file, "the database itself");
        assertRefused(Files.createFile(backup.resolveSibling("empty.db")), "is empty");
        assertRefused(Files.writeString(backup.resolveSibling("text.db"), "no database ".repeat(99)), "is damaged");
    }

    @Test
    void aBackupOfANewerGitCortexIsRefused() throws IOException {
        writeEvents(5);
        List<Migration> newer = new ArrayList<>(Migrations.ALL);
        newer.add(new Migration(newer.size() + 1, "future", "CREATE TABLE future (id INTEGER) STRICT;"));
        Path future = backup.resolveSibling("future.db");
        SqliteWorkflowStore.open(new DatabaseOptions(future, Clock.systemUTC(), newer, true))
                .close();

        assertRefused(future, future.toString(), "newer GitCortex");
    }

    @Test
    void aDatabaseThatWasCopiedWithItsLogIsNoBackup() throws IOException {
        writeEvents(5);
        Files.createFile(backup.resolveSibling("monday.db-wal"));

        assertRefused(backup, "monday.db-wal", "no backup");
    }

    @Test
    void aBackupIntoADirectoryThatIsMissingSaysSo() {
        try (WorkflowStore store = SqliteWorkflowStore.open(file)) {
            assertThatExceptionOfType(StoreException.class)
                    .isThrownBy(() -> store.backUp(directory.resolve("nowhere/backup.db")))
                    .withMessageContaining("There is no directory");
        }
    }
}
