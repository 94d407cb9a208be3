package io.gitcortex.sqlite.file;

import io.gitcortex.store.StoreException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The column in which an older version has kept keys as they are. */
public final class PlainKeys {
    private static final Logger LOG = LoggerFactory.getLogger(PlainKeys.class);
    private static final String COLUMN = """
            SELECT count(*) FROM pragma_table_info('workflow') WHERE name = 'orchestrator_api_key'
            """;
    private static final String KEYS = """
            SELECT count(*) FROM workflow WHERE orchestrator_api_key IS NOT NULL AND orchestrator_api_key <> ''
            """;
    private static final String UNENCRYPTED = """
            SELECT count(*) FROM workflow
            WHERE orchestrator_api_key IS NOT NULL AND orchestrator_api_key <> ''
                AND orchestrator_api_key_encrypted IS NULL
            """;

    /** Rewrites the rows in place; the other columns stay as they are. */
    private static final String DROP = "ALTER TABLE workflow DROP COLUMN orchestrator_api_key";

    private PlainKeys() {}

    /** Whether a database holds keys in it. */
    static boolean areIn(Connection connection) throws SQLException {
        return count(connection, COLUMN) > 0 && count(connection, KEYS) > 0;
    }

    /** Drops the column if there is one and it holds no key; the caller has begun a transaction. */
    static void dropUnused(Connection writer) throws SQLException {
        if (count(writer, COLUMN) > 0 && count(writer, KEYS) == 0) {
            execute(writer, DROP);
        }
    }

    /**
     * Drops the column, on a connection of its own, and overwrites what lay in it: in the database, in its free pages, and in
     * the log. Nothing happens if there is no such column.
     *
     * @throws StoreException if a key in it has no encrypted form; nothing has been dropped then
     */
    public static void drop(DatabaseFile file) {
        try (Connection connection = file.connectWriter()) {
            if (dropColumn(file, connection)) {
                LOG.warn(
                        "The unencrypted keys are gone from {}. Backups that lie beside it still hold them:"
                                + " delete those that you do not need.",
                        file);
                wipe(file, connection);
            }
        } catch (SQLException e) {
            throw SqliteFailure.of(file, "The column of unencrypted keys", e);
        }
    }

    private static boolean dropColumn(DatabaseFile file, Connection connection) throws SQLException {
        if (count(connection, COLUMN) == 0) {
            return false;
        }
        execute(connection, "PRAGMA secure_delete = ON");
        // Holds the write lock: no key can come between the look and the drop.
        connection.setAutoCommit(false);
        boolean done = false;
        try {
            boolean there = count(connection, COLUMN) > 0;
            if (there && count(connection, UNENCRYPTED) > 0) {
                throw new StoreException("Keys in " + file + " have not been encrypted yet; nothing was dropped");
            }
            if (there) {
                execute(connection, DROP);
            }
            connection.setAutoCommit(true);
            done = true;
            return there;
        } finally {
            if (!done) {
                Transactions.abandon(connection);
            }
        }
    }

    /** What was deleted earlier, before deleted content was overwritten, and the old pages in the log. */
    private static void wipe(DatabaseFile file, Connection connection) {
        try {
            execute(connection, "VACUUM");
            execute(connection, "PRAGMA wal_checkpoint(TRUNCATE)");
        } catch (SQLException e) {
            // Somebody else is busy with the file; the log goes away when the last one closes it.
            LOG.warn("{} may hold remains of unencrypted keys until it is closed by everybody", file, e);
        }
    }

    private static int count(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(query)) {
            result.next();
            return result.getInt(1);
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
