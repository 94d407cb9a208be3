package io.gitcortex.sqlite.file;

import io.gitcortex.store.StoreException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts a backup in the place of a database that may be damaged. The backup is copied and the copy checked first; then what is
 * there gets a second name, with its log, and loses the first. Whatever is cut off may be done again.
 */
public final class Restoration {
    private static final Logger LOG = LoggerFactory.getLogger(Restoration.class);
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss.SSS'Z'").withZone(ZoneOffset.UTC);

    private final DatabaseFile database;
    private final Path backup;
    private final Clock clock;

    private Restoration(DatabaseFile database, Path backup, Clock clock) {
        this.database = database;
        this.backup = backup;
        this.clock = clock;
    }

    /**
     * Puts a backup in a database's place.
     *
     * @param clock names what is kept
     * @return where what was there is kept; empty if there was nothing
     * @throws StoreException if the backup cannot be used, or some process has the database open; the database is as it was
     */
    public static Optional<Path> restore(Path database, Path backup, Clock clock) {
        NativeLibrary.load();
        return new Restoration(
                        new DatabaseFile(database), backup.toAbsolutePath().normalize(), clock)
                .restore();
    }

    private Optional<Path> restore() {
        requireBackup();
        database.makeDirectory();
        Path mark = database.sibling("-open");
        PrivateFiles.make(mark);
        Path copy = DurableFiles.unfinished(database.path());
        try (FileChannel channel = FileChannel.open(mark, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            UseLock.takeAlone(database, channel);
            requireNoConnection();
            PrivateFiles.make(copy);
            Files.copy(backup, copy, StandardCopyOption.REPLACE_EXISTING);
            PrivateFiles.protect(copy);
            BackupCheck.prepare(copy, backup);
            DurableFiles.force(copy);
            Optional<Path> kept = keep();
            replaceBy(copy);
            LOG.info("{} is now what {} holds; what was there is kept: {}", database, backup, kept.isPresent());
            return kept;
        } catch (IOException e) {
            throw new StoreException(
                    "The backup " + backup + " could not be put in the place of " + database + " (" + e
                            + "); make both directories usable, then try again",
                    e);
        } finally {
            delete(copy);
        }
    }

    private void requireBackup() {
        if (!Files.isRegularFile(backup)) {
            throw new StoreException("There is no backup " + backup + "; nothing was changed");
        }
        if (backup.equals(database.path())) {
            throw new StoreException(backup + " is the database itself; name a backup of it");
        }
        Path log = backup.resolveSibling(backup.getFileName() + "-wal");
        if (Files.exists(log)) {
            throw new StoreException("Beside " + backup + " there is " + log.getFileName()
                    + ": it is a database that was copied or not closed, and no backup; nothing was changed");
        }
    }

    private void requireNoConnection() throws IOException {
        if (!Files.exists(database.path())) {
            return;
        }
        try (FileChannel channel =
                FileChannel.open(database.path(), StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            UseLock.requireNoConnection(database, channel);
        }
    }

    /** A second name for database and log, such that SQLite finds the one by the other. */
    private Optional<Path> keep() throws IOException {
        if (!Files.exists(database.path())) {
            return Optional.empty();
        }
        DatabaseFile kept = new DatabaseFile(database.sibling(".replaced-" + STAMP.format(clock.instant())));
        if (Files.exists(database.log())) {
            DurableFiles.name(database.log(), kept.log());
        }
        DurableFiles.name(database.path(), kept.path());
        return Optional.of(kept.path());
    }

    /** The log goes first: SQLite would apply it to whatever database it lies beside. */
    private void replaceBy(Path copy) throws IOException {
        Files.deleteIfExists(database.log());
        Files.deleteIfExists(database.sibling("-shm"));
        DurableFiles.forceNames(database.path());
        Files.move(copy, database.path(), StandardCopyOption.ATOMIC_MOVE);
        DurableFiles.forceNames(database.path());
    }

    private static void delete(Path copy) {
        try {
            Files.deleteIfExists(copy);
        } catch (IOException e) {
            LOG.warn("{} is left over and cannot be deleted", copy, e);
        }
    }
}
