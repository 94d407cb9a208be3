package io.gitcortex.sqlite.file;

import io.gitcortex.store.StoreException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.sqlite.SQLiteErrorCode;

/** Puts a database into the mode in which readers and the writer do not wait for each other. */
final class WriteAheadLog {
    private static final Duration PAUSE = Duration.ofMillis(10);

    private WriteAheadLog() {}

    /** Does nothing if the database is in that mode already, as it stays from the first time on. */
    static void use(DatabaseFile file, Connection connection) throws SQLException {
        long deadline = System.nanoTime() + SqliteFailure.BUSY_TIMEOUT.toNanos();
        while (true) {
            try {
                requireLog(file, switchMode(connection));
                return;
            } catch (SQLException e) {
                // When two open a new database at once, SQLite answers one of them without waiting.
                if (SqliteFailure.primaryCode(e) != SQLiteErrorCode.SQLITE_BUSY || System.nanoTime() - deadline > 0) {
                    throw e;
                }
                LockSupport.parkNanos(PAUSE.toNanos());
            }
        }
    }

    private static String switchMode(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("PRAGMA journal_mode = WAL")) {
            return result.next() ? result.getString(1) : "none";
        }
    }

    private static void requireLog(DatabaseFile file, String mode) {
        if (!mode.equals("wal")) {
            throw new StoreException(
                    "The file system of " + file + " cannot hold a write-ahead log (SQLite stays in mode " + mode
                            + "); choose a directory on a local disk");
        }
    }
}
