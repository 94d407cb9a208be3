package io.gitcortex.sqlite.file;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What to open, and how.
 *
 * @param file the database
 * @param clock tells when a migration was taken
 * @param migrations the schema that the caller knows
 * @param mayChange whether to make a database that is missing, and to migrate one that is older
 * @param plainKeysRefusedOrNull why a database that holds unencrypted keys cannot be opened now, or null if it can
 */
public record DatabaseOptions(
        Path file,
        Clock clock,
        List<Migration> migrations,
        boolean mayChange,
        @Nullable String plainKeysRefusedOrNull) {
    public DatabaseOptions {
        migrations = List.copyOf(migrations);
    }

    /** Opens a database with unencrypted keys, too. */
    public DatabaseOptions(Path file, Clock clock, List<Migration> migrations, boolean mayChange) {
        this(file, clock, migrations, mayChange, null);
    }

    /** The same, but for databases that hold unencrypted keys. */
    public DatabaseOptions refusingPlainKeys(@Nullable String reasonOrNull) {
        return new DatabaseOptions(file, clock, migrations, mayChange, reasonOrNull);
    }

    /** The schema of this version of GitCortex; made and migrated where needed. */
    public static DatabaseOptions of(Path file, Clock clock) {
        return new DatabaseOptions(file, clock, Migrations.ALL, true);
    }
}
