package io.gitcortex.sqlite.file;

import io.gitcortex.store.StoreException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** Says in a sentence what SQLite says in a code. */
public final class SqliteFailure {
    /** How long a connection waits for another one's lock. */
    public static final Duration BUSY_TIMEOUT = Duration.ofSeconds(5);

    private SqliteFailure() {}

    /**
     * The exception for callers of the store.
     *
     * @param what what was under way, as the beginning of a sentence: {@code Workflow wf-1}
     */
    public static StoreException of(DatabaseFile file, String what, SQLException cause) {
        return new StoreException(what + " could not be read or written: " + reason(file, cause), cause);
    }

    private static String reason(DatabaseFile file, SQLException cause) {
        if (cause instanceof SQLTransientConnectionException) {
            return "no connection to " + file + " became free within " + BUSY_TIMEOUT.toSeconds() + " s. Try again.";
        }
        return switch (primaryCode(cause)) {
            case SQLITE_BUSY, SQLITE_LOCKED ->
                "another process has kept " + file + " locked for " + BUSY_TIMEOUT.toSeconds()
                        + " s. Nothing was written; try again, or end that process.";
            case SQLITE_FULL ->
                "there is no room left for " + file + ". Nothing was written; free some space, then try again.";
            case SQLITE_CORRUPT, SQLITE_NOTADB -> damaged(file, String.valueOf(cause.getMessage()));
            case SQLITE_CONSTRAINT ->
                "a row does not fit (" + cause.getMessage() + "). Nothing was written; read the workflow again.";
            case SQLITE_READONLY, SQLITE_PERM, SQLITE_CANTOPEN, SQLITE_AUTH ->
                file + " or its directory may not be written (" + cause.getMessage()
                        + "). Make both writable for this user.";
            case SQLITE_IOERR ->
                "the disk that holds " + file + " failed (" + cause.getMessage()
                        + "). Check the disk and its free space, then open the store again.";
            default -> cause.getMessage() + " (" + file + "). Try again; should it stay so, open the store again.";
        };
    }

    /** The way out of a damaged file. */
    static String damaged(DatabaseFile file, String detail) {
        return file + " is damaged, or is no database (" + detail + "). Nothing was changed; put a backup in its place:"
                + " 'gitcortex restore FILE', or GitCortex.builder().repository(...).restore(FILE), which keep what is there.";
    }

    static SQLiteErrorCode primaryCode(SQLException cause) {
        // An extended code holds the primary one in its lowest byte: https://www.sqlite.org/rescode.html
        return cause instanceof SQLiteException sqlite
                ? SQLiteErrorCode.getErrorCode(sqlite.getResultCode().code & 0xff)
                : SQLiteErrorCode.UNKNOWN_ERROR;
    }
}
