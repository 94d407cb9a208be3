package io.gitcortex.sqlite.file;

import io.gitcortex.store.StoreException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * What a database says of its schema: the migrations that it has taken, each with the checksum of its script and that of the
 * schema it led to. Whoever alters a table by hand is found out by the latter.
 */
final class Schema {
    private static final String OWN_TABLE = """
            CREATE TABLE schema_migration (
                number INTEGER NOT NULL PRIMARY KEY,
                name TEXT NOT NULL,
                checksum TEXT NOT NULL,
                schema_checksum TEXT NOT NULL,
                applied_at INTEGER NOT NULL
            ) STRICT
            """;
    private static final String EXISTS = """
            SELECT count(*) AS tables, coalesce(sum(name = 'schema_migration'), 0) AS own
            FROM sqlite_schema WHERE name NOT LIKE 'sqlite\\_%' ESCAPE '\\'
            """;
    private static final String TAKEN = """
            SELECT number, checksum, schema_checksum FROM schema_migration ORDER BY number
            """;
    private static final String DEFINITIONS = """
            SELECT coalesce(group_concat(type || ' ' || name || ' ' || coalesce(sql, ''), char(10) ORDER BY type, name), '')
            FROM sqlite_schema WHERE name NOT LIKE 'sqlite\\_%' ESCAPE '\\'
            """;
    /** What an older version has had in the table, and SQLite puts there for ADD COLUMN. */
    private static final String PLAIN_KEY = ", orchestrator_api_key TEXT";

    private static final String INSERT = """
            INSERT INTO schema_migration (number, name, checksum, schema_checksum, applied_at) VALUES (?, ?, ?, ?, ?)
            """;

    private final DatabaseFile file;
    private final List<Migration> known;

    Schema(DatabaseFile file, List<Migration> known) {
        this.file = file;
        this.known = known;
    }

    private record Taken(int number, String checksum, String schemaChecksum) {}

    /**
     * Which migration came last.
     *
     * @return its number, 0 for an empty database
     * @throws StoreException if the schema is not ours, newer than we know, or altered
     */
    int version(Connection connection) throws SQLException {
        if (isEmpty(connection)) {
            return 0;
        }
        List<Taken> taken = taken(connection);
        if (taken.size() > known.size()) {
            throw new StoreException("The database " + file + " was written by a newer GitCortex: its schema is "
                    + taken.size() + ", this one knows " + known.size()
                    + ". Update GitCortex, or put back the backup that"
                    + " lies beside the database.");
        }
        for (int i = 0; i < taken.size(); i++) {
            if (taken.get(i).number() != i + 1
                    || !taken.get(i).checksum().equals(known.get(i).checksum())) {
                throw altered("migration " + (i + 1) + " is not the one that this GitCortex knows");
            }
        }
        if (taken.isEmpty() || !taken.get(taken.size() - 1).schemaChecksum().equals(definitions(connection))) {
            throw altered("its tables are not those that the migrations made");
        }
        return taken.size();
    }

    private boolean isEmpty(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(EXISTS)) {
            result.next();
            int tables = result.getInt("tables");
            if (tables > 0 && result.getInt("own") == 0) {
                throw new StoreException("The database " + file
                        + " holds tables that GitCortex has not made. Nothing was" + " changed; choose another file.");
            }
            return tables == 0;
        }
    }

    private StoreException altered(String how) {
        return new StoreException("The schema of " + file + " has been altered: " + how
                + ". Nothing was changed; put back a" + " backup, or undo the alteration.");
    }

    private static List<Taken> taken(Connection connection) throws SQLException {
        List<Taken> taken = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(TAKEN)) {
            while (result.next()) {
                taken.add(new Taken(
                        result.getInt("number"), result.getString("checksum"), result.getString("schema_checksum")));
            }
        }
        return taken;
    }

    /**
     * The schema's checksum. A table {@code workflow} with a column for unencrypted keys counts as the one without: it stays
     * until the keys are encrypted, whatever migrations come meanwhile.
     */
    private static String definitions(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(DEFINITIONS)) {
            result.next();
            return Migration.checksum(withoutPlainKey(result.getString(1)));
        }
    }

    /** Whatever more there is to the column than its name and type is left over, and found to be an alteration. */
    private static String withoutPlainKey(String definitions) {
        int table = definitions.indexOf("\ntable workflow ");
        int next = definitions.indexOf("\ntable ", table + 1);
        int column = definitions.indexOf(PLAIN_KEY, table);
        return table >= 0 && column >= 0 && column < next
                ? definitions.substring(0, column) + definitions.substring(column + PLAIN_KEY.length())
                : definitions;
    }

    /** Takes every migration after {@code version}; the caller has begun a transaction. */
    void takeAllAfter(int version, Connection connection, long nowMicros) throws SQLException {
        if (version == 0) {
            execute(connection, OWN_TABLE);
        }
        try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            for (Migration migration : known.subList(version, known.size())) {
                execute(connection, migration.script());
                insert.setInt(1, migration.number());
                insert.setString(2, migration.name());
                insert.setString(3, migration.checksum());
                insert.setString(4, definitions(connection));
                insert.setLong(5, nowMicros);
                insert.executeUpdate();
            }
        }
    }

    private static void execute(Connection connection, String script) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.executeUpdate(script);
        }
    }

    int newest() {
        return known.size();
    }
}
