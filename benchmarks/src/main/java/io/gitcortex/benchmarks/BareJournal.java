package io.gitcortex.benchmarks;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The peer: the driver and a table, with nothing around them. Thread-safe: one at a time. */
final class BareJournal implements AutoCloseable {
    private static final String TABLE = """
            CREATE TABLE journal (
                workflow_id TEXT NOT NULL, sequence INTEGER NOT NULL, type TEXT NOT NULL, commit_hash TEXT,
                json TEXT NOT NULL, recorded_at INTEGER NOT NULL,
                PRIMARY KEY (workflow_id, sequence)
            ) STRICT;
            CREATE UNIQUE INDEX journal_commit ON journal (workflow_id, commit_hash) WHERE commit_hash IS NOT NULL
            """;

    private final Connection connection;
    private final PreparedStatement insert;

    private BareJournal(Connection connection, PreparedStatement insert) {
        this.connection = connection;
        this.insert = insert;
    }

    static BareJournal open(Path file) throws SQLException {
        Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        try (Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA journal_mode = WAL");
            statement.execute("PRAGMA synchronous = FULL");
            statement.executeUpdate(TABLE);
        }
        connection.setAutoCommit(false);
        return new BareJournal(
                connection, connection.prepareStatement("INSERT INTO journal VALUES (?, ?, ?, ?, ?, ?)"));
    }

    /** Writes an event for each commit, which may be null, and commits. */
    synchronized void append(String workflow, long first, String json, List<@Nullable String> commits)
            throws SQLException {
        for (int i = 0; i < commits.size(); i++) {
            insert.setString(1, workflow);
            insert.setLong(2, first + i);
            insert.setString(3, "type");
            insert.setString(4, commits.get(i));
            insert.setString(5, json);
            insert.setLong(6, System.currentTimeMillis() * 1000);
            insert.executeUpdate();
        }
        connection.commit();
    }

    @Override
    public synchronized void close() throws SQLException {
        insert.close();
        connection.close();
    }
}
