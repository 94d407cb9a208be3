package io.gitcortex.sqlite.file;

import io.gitcortex.store.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Moves a database with its log aside, and another one into its place. Two files cannot be moved at once, so a mark lies beside
 * them meanwhile: nobody opens the database while it is there. It names where the database goes, and is written before anything
 * else happens, so that whatever is cut off is finished by the next call, and nothing that was kept is kept twice or lost.
 *
 * <p>To be used by whoever holds {@link UseLock} alone.
 */
final class Replacement {
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss.SSS'Z'").withZone(ZoneOffset.UTC);

    /** SQLite applies them to whatever lies beside them; the second is there where the change of the mode was cut off. */
    private static final List<String> LOGS = List.of("-wal", "-journal");

    private final DatabaseFile database;
    private final Clock clock;
    private final Runnable afterEach;

    /** @param afterEach called after each change of the directory */
    Replacement(DatabaseFile database, Clock clock, Runnable afterEach) {
        this.database = database;
        this.clock = clock;
        this.afterEach = afterEach;
    }

    /** Whether one was cut off, so that what lies under the name of the database may be without its log, or not there. */
    static boolean isCutOff(DatabaseFile database) {
        return Files.exists(mark(database));
    }

    /**
     * Requires that none was cut off.
     *
     * @throws StoreException with the way out
     */
    static void requireNone(DatabaseFile database) {
        if (isCutOff(database)) {
            throw new StoreException("The database could not be opened: a restore of " + database
                    + " was cut off. What it was about to keep is kept; run it again: 'gitcortex restore FILE', or"
                    + " GitCortex.builder().repository(...).restore(FILE).");
        }
    }

    private static Path mark(DatabaseFile database) {
        return database.sibling("-restoring");
    }

    /**
     * Puts a file in the database's place.
     *
     * @param copy whole, on the disk, in the same directory
     * @return where what was there is; empty if there was nothing
     */
    Optional<Path> by(Path copy) throws IOException {
        DatabaseFile kept = begin();
        if (kept == null || Files.exists(kept.path())) {
            // What is there was put there by a call that was cut off, and nobody has opened it since.
            for (String log : LOGS) {
                Files.deleteIfExists(database.sibling(log));
            }
        } else {
            // Each name on the disk before the next: a log alone does not say which database it belongs to.
            for (String log : LOGS) {
                move(database.sibling(log), kept.sibling(log));
            }
            move(database.path(), kept.path());
        }
        Files.deleteIfExists(database.sibling("-shm"));
        changed();
        Files.move(copy, database.path(), StandardCopyOption.ATOMIC_MOVE);
        changed();
        Files.delete(mark(database));
        changed();
        return kept == null ? Optional.empty() : Optional.of(kept.path());
    }

    /** Where the database goes: where the call that was cut off began to move it, or else a new name. */
    private @Nullable DatabaseFile begin() throws IOException {
        Path mark = mark(database);
        if (!Files.exists(mark)) {
            Path part = DurableFiles.unfinished(database.path());
            PrivateFiles.make(part);
            Files.writeString(part, Files.exists(database.path()) ? newName() : "");
            DurableFiles.force(part);
            Files.move(part, mark, StandardCopyOption.ATOMIC_MOVE);
            changed();
        }
        String name = Files.readString(mark);
        if (!name.isEmpty() && !name.matches("[A-Za-z0-9.-]+")) {
            throw new IOException(mark + " names no file; what is beside it is as it was");
        }
        return name.isEmpty() ? null : new DatabaseFile(database.sibling(name));
    }

    private String newName() {
        String first = ".replaced-" + STAMP.format(clock.instant());
        String name = first;
        for (int i = 2; isTaken(name); i++) {
            name = first + "-" + i;
        }
        return name;
    }

    private boolean isTaken(String suffix) {
        return Files.exists(database.sibling(suffix))
                || LOGS.stream().anyMatch(log -> Files.exists(database.sibling(suffix + log)));
    }

    /** A move, not a second name: the two databases share nothing, whatever becomes of either. Replaces no file. */
    private void move(Path from, Path to) throws IOException {
        if (Files.exists(from)) {
            PrivateFiles.protect(from);
            Files.move(from, to);
            changed();
        }
    }

    private void changed() {
        DurableFiles.forceNames(database.path());
        afterEach.run();
    }
}
