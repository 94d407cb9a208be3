package io.gitcortex.sqlite.file;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How a transaction on the writer's connection ends when it cannot be committed. */
public final class Transactions {
    private static final Logger LOG = LoggerFactory.getLogger(Transactions.class);

    private Transactions() {}

    /**
     * Undoes what is under way, whatever state SQLite and the driver are in: SQLite rolls back by itself after some errors, and
     * the driver's own {@code rollback} would begin the next transaction, and so keep the lock.
     */
    public static void abandon(Connection connection) {
        try (Statement statement = connection.createStatement()) {
            statement.executeUpdate("ROLLBACK");
        } catch (SQLException e) {
            LOG.debug("Nothing was left to roll back", e);
        }
        try {
            // Sends a COMMIT, which fails for want of a transaction; the driver's flag is changed before that.
            connection.setAutoCommit(true);
        } catch (SQLException e) {
            LOG.debug("The driver has left its transaction", e);
        }
    }
}
