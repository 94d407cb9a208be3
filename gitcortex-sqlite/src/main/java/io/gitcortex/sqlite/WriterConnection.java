package io.gitcortex.sqlite;

import io.gitcortex.sqlite.file.Transactions;
import io.gitcortex.sqlite.table.Sql;
import java.sql.Connection;
import java.sql.SQLException;

/** The connection that writes. Not thread-safe: used by whoever leads. */
final class WriterConnection {
    private final Connection connection;
    private final Sql sql;

    WriterConnection(Connection connection) {
        this.connection = connection;
        this.sql = new Sql(connection);
    }

    Sql sql() {
        return sql;
    }

    /** Takes the write lock; waits for another process that has it. */
    void begin() throws SQLException {
        connection.setAutoCommit(false);
    }

    /** Returns when the transaction is on the disk. */
    void commit() throws SQLException {
        connection.setAutoCommit(true);
    }

    void abandon() {
        Transactions.abandon(connection);
    }

    void savepoint() throws SQLException {
        sql.update("SAVEPOINT ticket");
    }

    void rollBackToSavepoint() throws SQLException {
        sql.update("ROLLBACK TO ticket");
    }

    void releaseSavepoint() throws SQLException {
        sql.update("RELEASE ticket");
    }

    void close() throws SQLException {
        sql.close();
    }
}
