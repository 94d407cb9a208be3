package io.gitcortex.sqlite.file;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/**
 * A database on disk, and how to connect to it. Nothing here opens the file itself: closing any descriptor of it would drop the
 * locks of every connection in this process (https://www.sqlite.org/howtocorrupt.html, 2.2).
 */
public final class DatabaseFile {
    /** Pages of the write-ahead log after which it is copied into the database: 16 MiB. */
    private static final int CHECKPOINT_PAGES = 4096;

    /** What is left of the log after a burst, in bytes. */
    private static final int LOG_LIMIT = 64 << 20;

    /** Page cache of a connection, in KiB (negative by SQLite's convention). */
    private static final int CACHE = -8 * 1024;

    private final Path path;

    DatabaseFile(Path path) {
        this.path = path.toAbsolutePath().normalize();
    }

    Path path() {
        return path;
    }

    /** The write-ahead log. */
    Path log() {
        return sibling("-wal");
    }

    /** A file beside the database. */
    Path sibling(String suffix) {
        return path.resolveSibling(path.getFileName() + suffix);
    }

    void makeDirectory() {
        Path directory = path.getParent();
        if (directory != null) {
            PrivateFiles.makeDirectory(directory);
        }
    }

    /** Makes the database, empty, if it is missing; keeps it and its companions from other users. */
    void protect() {
        PrivateFiles.make(path);
        // SQLite makes its companions with the mode of the database; these may have been copied here.
        PrivateFiles.protect(log());
        PrivateFiles.protect(sibling("-shm"));
    }

    /** The connection that writes. */
    Connection connectWriter() throws SQLException {
        SQLiteConfig config = config();
        config.setTransactionMode(SQLiteConfig.TransactionMode.IMMEDIATE);
        config.setWalAutocheckpoint(CHECKPOINT_PAGES);
        config.setJournalSizeLimit(LOG_LIMIT);
        // Savepoints copy pages aside; 64 KiB of them would go to a temporary file otherwise.
        config.setTempStore(SQLiteConfig.TempStore.MEMORY);
        Connection connection = config.createConnection(url());
        try (Statement statement = connection.createStatement()) {
            // Where fsync does not reach the disk (macOS), this does; elsewhere it changes nothing.
            statement.execute("PRAGMA fullfsync = ON");
            statement.execute("PRAGMA checkpoint_fullfsync = ON");
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    /** Gives connections that read. */
    public DataSource readers() {
        SQLiteDataSource source = new SQLiteDataSource(config());
        source.setUrl(url());
        return source;
    }

    private static SQLiteConfig config() {
        SQLiteConfig config = new SQLiteConfig();
        config.setBusyTimeout((int) SqliteFailure.BUSY_TIMEOUT.toMillis());
        config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        config.enforceForeignKeys(true);
        config.setCacheSize(CACHE);
        config.setGetGeneratedKeys(false);
        return config;
    }

    /** A URI, since the driver takes what follows a question mark in a plain path for settings. */
    private String url() {
        return "jdbc:sqlite:" + path.toUri();
    }

    @Override
    public String toString() {
        return path.toString();
    }
}
