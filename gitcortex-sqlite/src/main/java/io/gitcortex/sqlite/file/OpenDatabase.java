package io.gitcortex.sqlite.file;

import io.gitcortex.store.StoreException;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A database that is whole, has our schema, and is open.
 *
 * <p>Not thread-safe: of those who use the connection one at a time may do so.
 */
public final class OpenDatabase implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(OpenDatabase.class);

    private final DatabaseFile file;
    private final OpenMark mark;
    private final Connection writer;

    private OpenDatabase(DatabaseFile file, OpenMark mark, Connection writer) {
        this.file = file;
        this.mark = mark;
        this.writer = writer;
    }

    /**
     * Opens a database.
     *
     * @throws io.gitcortex.spi.PluginException if SQLite does not work here
     * @throws StoreException if this database cannot be used; it is as it was
     */
    public static OpenDatabase open(DatabaseOptions options) {
        NativeLibrary.load();
        DatabaseFile file = new DatabaseFile(options.file());
        if (!options.mayChange() && !Files.exists(file.path()) && !Replacement.isCutOff(file)) {
            throw new StoreException("There is no database " + file + " yet; start a workflow first");
        }
        file.makeDirectory();
        OpenMark mark = OpenMark.take(file);
        boolean open = false;
        try {
            // Not before others are kept from putting another file there.
            Replacement.requireNone(file);
            file.protect();
            OpenDatabase database = new OpenDatabase(file, mark, file.connectWriter());
            database.prepare(options);
            open = true;
            return database;
        } catch (SQLException e) {
            throw SqliteFailure.of(file, "The database", e);
        } finally {
            if (!open) {
                mark.close();
            }
        }
    }

    private void prepare(DatabaseOptions options) throws SQLException {
        boolean usable = false;
        try {
            SqliteVersion.of(writer).requireSafe();
            if (mark.isUnclean()) {
                // Also said while another process has it open: no reason for a warning.
                LOG.info("{} was not closed the last time, or is open elsewhere; it is checked now", file);
                check();
            }
            mark.share();
            bringUpToDate(options);
            usable = true;
        } finally {
            if (!usable) {
                writer.close();
            }
        }
    }

    private void check() throws SQLException {
        String finding = pragma("quick_check(1)");
        if (!finding.equals("ok")) {
            throw new StoreException("The database could not be opened: " + SqliteFailure.damaged(file, finding));
        }
    }

    private void bringUpToDate(DatabaseOptions options) throws SQLException {
        Schema schema = new Schema(file, options.migrations());
        int version = schema.version(writer);
        if (version < schema.newest() && !options.mayChange()) {
            throw new StoreException("The database " + file + " has the older schema " + version
                    + ", and who only reads does not migrate it to " + schema.newest()
                    + "; start or resume a workflow with this GitCortex first");
        }
        String refusal = options.plainKeysRefusedOrNull();
        if (refusal != null && version > 0 && PlainKeys.areIn(writer)) {
            throw new StoreException(refusal);
        }
        // Not before the schema has been found to be ours: this changes the file.
        WriteAheadLog.use(file, writer);
        if (version < schema.newest()) {
            new Migrator(file, schema, options.clock()).migrate(writer);
        }
    }

    private String pragma(String text) throws SQLException {
        try (Statement statement = writer.createStatement();
                ResultSet result = statement.executeQuery("PRAGMA " + text)) {
            return result.next() ? result.getString(1) : "";
        }
    }

    public DatabaseFile file() {
        return file;
    }

    /** The one connection that writes. */
    public Connection writer() {
        return writer;
    }

    /** Moves the log into the database, and closes the connection; the last to close also removes the log. */
    @Override
    public void close() {
        try {
            // Passive: does not wait for others who have the database open.
            pragma("wal_checkpoint(PASSIVE)");
        } catch (SQLException e) {
            LOG.warn("The log of {} stays beside it until it is opened again", file, e);
        }
        try {
            writer.close();
        } catch (SQLException e) {
            LOG.warn("{} could not be closed", file, e);
        }
        mark.close();
    }
}
