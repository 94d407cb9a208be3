package io.gitcortex.sqlite;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.gitcortex.sqlite.file.SqliteFailure;
import io.gitcortex.sqlite.table.Sql;
import io.gitcortex.store.StoreException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Function;
import javax.sql.DataSource;

/**
 * Connections that read. Each reading is one transaction, so that it sees one state of the database; in the write-ahead log it
 * waits for no writer.
 *
 * <p>Thread-safe.
 */
final class Readers implements AutoCloseable {
    /** More would only wait for each other's share of the disk and of the few processors. */
    private static final int CONNECTIONS = 4;

    private final HikariDataSource pool;

    Readers(DataSource source) {
        HikariConfig config = new HikariConfig();
        config.setPoolName("gitcortex-sqlite");
        config.setDataSource(source);
        config.setMaximumPoolSize(CONNECTIONS);
        config.setMinimumIdle(1);
        config.setAutoCommit(false);
        config.setConnectionTimeout(SqliteFailure.BUSY_TIMEOUT.toMillis());
        config.setConnectionInitSql("PRAGMA query_only = ON");
        this.pool = new HikariDataSource(config);
    }

    <T> T read(Work<T> work, Function<SQLException, StoreException> describe) {
        try (Connection connection = pool.getConnection();
                Sql sql = new Sql(connection)) {
            T result = work.run(sql);
            // Ends the snapshot: one that stays would keep the log from being moved into the database.
            connection.rollback();
            return result;
        } catch (SQLException e) {
            throw describe.apply(e);
        }
    }

    @Override
    public void close() {
        pool.close();
    }
}
