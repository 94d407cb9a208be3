package io.gitcortex.sqlite.file;

import io.gitcortex.store.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/**
 * Copies a database while others read and write it, as it is at one moment.
 *
 * <p>The copy is made under another name, in the same directory, and gets its own when it is whole and on the disk: what is cut
 * off leaves a file that nobody takes for a backup.
 *
 * @see <a href="https://www.sqlite.org/lang_vacuum.html#vacuuminto">VACUUM INTO</a>
 */
public final class BackupFile {
    private BackupFile() {}

    /**
     * Makes a backup. Whoever holds the write lock may call this: what it has not committed is not in it.
     *
     * @param backup does not exist yet; mode 0600
     * @throws StoreException if it exists, or cannot be made; there is none then
     */
    public static void make(DatabaseFile database, Path backup) {
        Path target = backup.toAbsolutePath().normalize();
        requireNew(target);
        Path part = DurableFiles.unfinished(target);
        try {
            // Empty, so that SQLite takes it, and private before anything is in it.
            PrivateFiles.make(part);
            copy(database, part);
            DurableFiles.force(part);
            DurableFiles.name(part, target);
        } catch (SQLException e) {
            throw new StoreException("The backup " + target + " could not be made: " + reason(database, target, e), e);
        } catch (IOException e) {
            throw new StoreException("The backup " + target + " could not be written to the disk (" + e + ")", e);
        } finally {
            DurableFiles.delete(part);
        }
    }

    private static void requireNew(Path target) {
        if (Files.exists(target)) {
            throw new StoreException(
                    "There is a file " + target + " already; it was left as it is. Choose another name.");
        }
        Path directory = target.getParent();
        if (directory == null || !Files.isDirectory(directory)) {
            throw new StoreException("There is no directory for the backup " + target + "; make it, or choose another");
        }
    }

    private static void copy(DatabaseFile database, Path part) throws SQLException {
        try (Connection reader = database.readers().getConnection();
                PreparedStatement vacuum = reader.prepareStatement("VACUUM INTO ?")) {
            vacuum.setString(1, part.toString());
            vacuum.execute();
        }
    }

    /** A full disk may be that of the backup, which the sentence about the database would not say. */
    private static String reason(DatabaseFile database, Path target, SQLException e) {
        return switch (SqliteFailure.primaryCode(e)) {
            case SQLITE_FULL -> "there is no room left for it; free some space, or choose another disk.";
            case SQLITE_IOERR ->
                "the disk of " + target.getParent() + " or of " + database + " failed (" + e.getMessage()
                        + "). Check both, and their free space.";
            default ->
                String.valueOf(SqliteFailure.of(database, "The database", e).getMessage());
        };
    }
}
