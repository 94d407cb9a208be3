package io.gitcortex.sqlite.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.gitcortex.sqlite.SqliteWorkflowStore;
import io.gitcortex.sqlite.TestRows;
import io.gitcortex.store.StoreException;
import io.gitcortex.store.WorkflowStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A kill in the middle of a restore: the files are looked at as they are after each change. */
@Timeout(120)
class RestorationCutOffTest {
    private static final int ACKNOWLEDGED = 300;
    private static final int BACKED_UP = 5;

    /** Stands still: two restores choose the same name for what they keep. */
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-27T09:00:00Z"), ZoneOffset.UTC);

    @TempDir
    Path directory;

    private Path backup;

    /** Most events of the database are in its log only, as a crash leaves them. */
    private Path crashed;

    @BeforeEach
    void crash() throws IOException {
        backup = directory.resolve("monday.db");
        Path alive = Files.createDirectory(directory.resolve("alive")).resolve("gitcortex.db");
        try (WorkflowStore store = SqliteWorkflowStore.open(alive)) {
            TestRows.create(store, TestRows.ID);
            for (long sequence = 2; sequence <= ACKNOWLEDGED; sequence++) {
                if (sequence == BACKED_UP + 1) {
                    store.backUp(backup);
                }
                store.write(TestRows.append(TestRows.ID, sequence));
            }
            crashed = copyOf(alive.getParent(), "crashed").resolve("gitcortex.db");
        }
    }

    private Path copyOf(Path data, String name) throws IOException {
        Path copy = Files.createDirectory(directory.resolve(name));
        for (Path file : filesIn(data)) {
            if (!file.toString().endsWith("-shm")) {
                Files.copy(file, copy.resolve(file.getFileName()));
            }
        }
        return copy;
    }

    /** Without the file of locks: whoever closes that drops them. */
    private static List<Path> filesIn(Path data) throws IOException {
        try (Stream<Path> files = Files.list(data)) {
            return files.filter(file -> !file.toString().endsWith("-open")).toList();
        }
    }

    private static List<Path> keptIn(Path data) throws IOException {
        return filesIn(data).stream()
                .filter(file -> file.getFileName().toString().matches("gitcortex\\.db\\.replaced-[^-]*(-[0-9]+)?"))
                .toList();
    }

    private static int events(Path database) {
        try (WorkflowStore store = SqliteWorkflowStore.open(database)) {
            return store.events(TestRows.ID, 0, Integer.MAX_VALUE).size();
        }
    }

    /** A copy of the directory after each change that a restore makes to it. */
    private List<Path> cutOffAfterEachStep(Path database, String name) {
        List<Path> states = new ArrayList<>();
        Restoration.restore(database, backup, CLOCK, () -> {
            try {
                states.add(copyOf(database.getParent(), name + states.size()).resolve("gitcortex.db"));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        return states;
    }

    private static void assertNothingIsLostToWhoOpens(Path database) throws IOException {
        List<Path> before = filesIn(database.getParent());
        try {
            int found = events(database);
            // After the last step only, the restore is over.
            assertThat(found).isEqualTo(keptIn(database.getParent()).isEmpty() ? ACKNOWLEDGED : BACKED_UP);
        } catch (StoreException e) {
            assertThat(e).hasMessageContainingAll(database.toString(), "was cut off", "run it again");
            assertThat(filesIn(database.getParent())).containsExactlyInAnyOrderElementsOf(before);
        }
    }

    private void assertKept(Path database, Path kept) throws IOException {
        assertThat(events(database)).isEqualTo(BACKED_UP);
        byte[] restored = Files.readAllBytes(database);
        assertThat(events(kept)).isEqualTo(ACKNOWLEDGED);
        assertThat(database).hasBinaryContent(restored);
        assertThat(Files.isSameFile(database, kept)).isFalse();
    }

    @Test
    void afterWhicheverStepARestoreIsCutOffNothingIsLostAndItMayBeDoneAgain() throws IOException {
        List<Path> states = cutOffAfterEachStep(crashed, "cut-");

        assertThat(states).hasSizeGreaterThanOrEqualTo(5);
        for (Path database : states) {
            boolean over = !Replacement.isCutOff(new DatabaseFile(database));
            assertNothingIsLostToWhoOpens(database);
            if (!over) {
                assertThat(Restoration.restore(database, backup, CLOCK)).isPresent();
            }
            assertThat(keptIn(database.getParent())).hasSize(1);
            assertKept(database, keptIn(database.getParent()).get(0));
        }
    }

    @Test
    void aSecondRestoreThatIsCutOffLosesNothingEither() throws IOException {
        int number = 0;
        for (Path first : cutOffAfterEachStep(crashed, "first-")) {
            if (!Replacement.isCutOff(new DatabaseFile(first))) {
                continue;
            }
            for (Path second : cutOffAfterEachStep(first, "second-" + number++ + "-")) {
                assertNothingIsLostToWhoOpens(second);
                if (Replacement.isCutOff(new DatabaseFile(second))) {
                    Restoration.restore(second, backup, CLOCK);
                }
                assertKept(second, keptIn(second.getParent()).get(0));
            }
        }
        assertThat(number).isGreaterThanOrEqualTo(4);
    }

    @Test
    void aRestoreThatTheDiskStopsSaysSoAndMayBeDoneAgain() throws IOException {
        Path obstacle = crashed.resolve("obstacle");

        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(() -> Restoration.restore(crashed, backup, CLOCK, () -> putInTheWay(obstacle)))
                .withMessageContainingAll(backup.toString(), crashed.toString(), "is not opened until", "try again");
        Files.delete(obstacle);
        Files.delete(crashed);
        assertNothingIsLostToWhoOpens(crashed);

        assertKept(crashed, Restoration.restore(crashed, backup, CLOCK).orElseThrow());
    }

    /** Nothing can be moved to where the database was: the disk might as well be broken. */
    private static void putInTheWay(Path obstacle) {
        if (!Files.exists(obstacle.getParent())) {
            try {
                Files.createDirectories(obstacle);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @Test
    void aJournalThatIsLeftOverGoesWithTheDatabaseToo() throws IOException {
        Path journal = Files.writeString(crashed.resolveSibling("gitcortex.db-journal"), "of the former");

        Path kept = Restoration.restore(crashed, backup, CLOCK).orElseThrow();

        assertThat(journal).doesNotExist();
        assertThat(kept.resolveSibling(kept.getFileName() + "-journal")).hasContent("of the former");
    }

    @Test
    void whatIsRestoredTwiceInAMomentIsKeptTwice() throws IOException {
        Path first = Restoration.restore(crashed, backup, CLOCK).orElseThrow();
        Path second = Restoration.restore(crashed, backup, CLOCK).orElseThrow();

        assertThat(events(first)).isEqualTo(ACKNOWLEDGED);
        assertThat(events(second)).isEqualTo(BACKED_UP);
        assertThat(events(crashed)).isEqualTo(BACKED_UP);
    }

    @Test
    void whoOnlyReadsIsNotToldThatThereIsNoDatabaseYet() throws IOException {
        Path withoutDatabase = cutOffAfterEachStep(crashed, "cut-").stream()
                .filter(database -> !Files.exists(database))
                .findFirst()
                .orElseThrow();

        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(() -> OpenDatabase.open(
                        new DatabaseOptions(withoutDatabase, CLOCK, Migrations.ALL, /* mayChange= */ false)))
                .withMessageContaining("was cut off");
    }
}
