package io.gitcortex.sqlite.file;

import io.gitcortex.store.StoreException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/** Whether a backup can be used, and what is changed in it before it is. */
final class BackupCheck {
    /** Nobody has the database open that it takes the place of, so that nobody owns a workflow in it. */
    private static final String DISOWN = """
            UPDATE workflow SET epoch = epoch + 1, owner_host = NULL, owner_pid = NULL, owner_started_at = NULL,
                owner_boot_id = NULL, owner_instance = NULL
            WHERE owner_host IS NOT NULL
            """;

    private BackupCheck() {}

    /**
     * Checks a copy of a backup, and makes it ready: no owners, no log beside it.
     *
     * @param copy nobody else uses it
     * @param backup what it is a copy of, for messages
     * @throws StoreException if it cannot be used
     */
    static void prepare(Path copy, Path backup) {
        DatabaseFile file = new DatabaseFile(copy);
        DatabaseFile original = new DatabaseFile(backup);
        try (Connection connection = file.connectWriter();
                Statement statement = connection.createStatement()) {
            String finding = text(statement, "PRAGMA quick_check(1)");
            if (!finding.equals("ok")) {
                throw damaged(backup, finding, null);
            }
            int version = new Schema(original, Migrations.ALL).version(connection);
            if (version == 0) {
                throw new StoreException("The backup " + backup + " is empty; nothing was changed");
            }
            // A copy has no log, and shall need none until it has its name.
            text(statement, "PRAGMA journal_mode = DELETE");
            statement.executeUpdate(DISOWN);
        } catch (SQLException e) {
            throw damaged(backup, String.valueOf(e.getMessage()), e);
        }
    }

    private static String text(Statement statement, String pragma) throws SQLException {
        try (ResultSet result = statement.executeQuery(pragma)) {
            return result.next() ? result.getString(1) : "";
        }
    }

    private static StoreException damaged(Path backup, String detail, @Nullable Exception cause) {
        return new StoreException(
                "The backup " + backup + " is damaged, or is no database (" + detail
                        + "). Nothing was changed; take another one.",
                cause);
    }
}
