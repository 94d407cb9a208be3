package io.gitcortex.sqlite.file;

import io.gitcortex.spi.PluginException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A version of the SQLite library, for example 3.51.3. */
record SqliteVersion(int major, int minor, int patch) implements Comparable<SqliteVersion> {
    /** Before it, two connections that reset the write-ahead log at the same moment could corrupt the database. */
    static final SqliteVersion OLDEST = new SqliteVersion(3, 51, 3);

    private static final Pattern FORM = Pattern.compile("(\\d{1,4})\\.(\\d{1,4})(?:\\.(\\d{1,4}))?.*");

    static SqliteVersion parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw new PluginException("SQLite calls itself version '" + text + "', which is none; put sqlite-jdbc "
                    + OLDEST + ".0 or newer on the class path");
        }
        String patch = matcher.group(3);
        return new SqliteVersion(
                Integer.parseInt(matcher.group(1)),
                Integer.parseInt(matcher.group(2)),
                patch == null ? 0 : Integer.parseInt(patch));
    }

    /** The version of the library behind a connection. */
    static SqliteVersion of(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("SELECT sqlite_version()")) {
            result.next();
            return parse(result.getString(1));
        }
    }

    void requireSafe() {
        if (compareTo(OLDEST) < 0) {
            throw new PluginException("SQLite " + this + " can damage a database that several connections write to; put"
                    + " sqlite-jdbc " + OLDEST + ".0 or newer on the class path");
        }
    }

    @Override
    public int compareTo(SqliteVersion other) {
        return Comparator.comparingInt(SqliteVersion::major)
                .thenComparingInt(SqliteVersion::minor)
                .thenComparingInt(SqliteVersion::patch)
                .compare(this, other);
    }

    @Override
    public String toString() {
        return major + "." + minor + "." + patch;
    }
}
