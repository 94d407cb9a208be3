package io.gitcortex.sqlite.file;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;

/**
 * What to open, and how.
 *
 * @param file the database
 * @param clock tells when a migration was taken
 * @param migrations the schema that the caller knows
 * @param mayChange whether to make a database that is missing, and to migrate one that is older
 */
public record DatabaseOptions(Path file, Clock clock, List<Migration> migrations, boolean mayChange) {
    public DatabaseOptions {
        migrations = List.copyOf(migrations);
    }

    /** The schema of this version of GitCortex; made and migrated where needed. */
    public static DatabaseOptions of(Path file, Clock clock) {
        return new DatabaseOptions(file, clock, Migrations.ALL, true);
    }
}
