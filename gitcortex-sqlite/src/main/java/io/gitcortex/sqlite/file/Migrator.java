package io.gitcortex.sqlite.file;

import io.gitcortex.sqlite.table.Times;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings a database to the schema that is known here: all steps in one transaction, after a backup. */
final class Migrator {
    private static final Logger LOG = LoggerFactory.getLogger(Migrator.class);
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss.SSS'Z'").withZone(ZoneOffset.UTC);

    private final DatabaseFile file;
    private final Schema schema;
    private final Clock clock;

    Migrator(DatabaseFile file, Schema schema, Clock clock) {
        this.file = file;
        this.schema = schema;
        this.clock = clock;
    }

    void migrate(Connection writer) throws SQLException {
        // Begins a transaction that holds the write lock: nobody writes between the backup and the migration.
        writer.setAutoCommit(false);
        boolean done = false;
        try {
            // Another process may have been faster.
            int version = schema.version(writer);
            if (version < schema.newest()) {
                migrate(writer, version);
            }
            writer.setAutoCommit(true);
            done = true;
        } finally {
            if (!done) {
                Transactions.abandon(writer);
            }
        }
    }

    private void migrate(Connection writer, int version) throws SQLException {
        Instant now = clock.instant();
        if (version == 0) {
            schema.takeAllAfter(0, writer, Times.micros(now));
            return;
        }
        Path backup = backUp(version, now);
        schema.takeAllAfter(version, writer, Times.micros(now));
        PlainKeys.dropUnused(writer);
        LOG.info(
                "Migrating {} from schema {} to {}; as it was, it is kept in {}",
                file,
                version,
                schema.newest(),
                backup);
    }

    /** The write lock is ours: what a reader sees is what the migration begins from. */
    private Path backUp(int version, Instant now) {
        Path backup = file.sibling(".backup-" + version + "-" + STAMP.format(now));
        BackupFile.make(file, backup);
        return backup;
    }
}
