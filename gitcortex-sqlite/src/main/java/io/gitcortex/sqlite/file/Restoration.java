package io.gitcortex.sqlite.file;

import io.gitcortex.store.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts a backup in the place of a database that may be damaged. The backup is copied and the copy checked first; then {@link
 * Replacement} moves what is there aside, with its log. Whatever is cut off may be done again.
 */
public final class Restoration {
    private static final Logger LOG = LoggerFactory.getLogger(Restoration.class);

    private final DatabaseFile database;
    private final Path backup;
    private final Replacement replacement;

    private Restoration(DatabaseFile database, Path backup, Replacement replacement) {
        this.database = database;
        this.backup = backup;
        this.replacement = replacement;
    }

    /**
     * Puts a backup in a database's place.
     *
     * @param clock names what is kept
     * @return where what was there is kept; empty if there was nothing
     * @throws StoreException if the backup cannot be used, or some process has the database open: the database is as it was; or
     *     if the disk fails: nobody opens the database until this has been called again, if anything has been changed
     */
    public static Optional<Path> restore(Path database, Path backup, Clock clock) {
        return restore(database, backup, clock, () -> {});
    }

    static Optional<Path> restore(Path database, Path backup, Clock clock, Runnable afterEach) {
        NativeLibrary.load();
        DatabaseFile file = new DatabaseFile(database);
        Replacement replacement = new Replacement(file, clock, afterEach);
        return new Restoration(file, backup.toAbsolutePath().normalize(), replacement).restore();
    }

    private Optional<Path> restore() {
        requireBackup();
        database.makeDirectory();
        Path copy = DurableFiles.unfinished(database.path());
        try (UseLock alone = UseLock.takeAlone(database)) {
            if (Files.exists(database.path())) {
                alone.requireNoConnection(database);
            }
            DurableFiles.deleteLeftovers(database.path());
            DurableFiles.copy(backup, copy);
            BackupCheck.prepare(copy, backup);
            DurableFiles.force(copy);
            Optional<Path> kept = replacement.by(copy);
            LOG.info("{} is now what {} holds; what was there is kept: {}", database, backup, kept.isPresent());
            return kept;
        } catch (IOException e) {
            throw failed(e);
        } finally {
            DurableFiles.delete(copy);
        }
    }

    private StoreException failed(IOException e) {
        String state = Replacement.isCutOff(database)
                ? "What was there is kept, and is not opened until a backup has been put in its place"
                : "What was there is as it was";
        return new StoreException(
                "The backup " + backup + " could not be put in the place of " + database + " (" + e + "). " + state
                        + "; make both directories usable, then try again",
                e);
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
}
