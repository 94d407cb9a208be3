package io.gitcortex.sqlite.file;

import io.gitcortex.store.StoreException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says that a database is in use, from before it is opened until after it is closed: a shared lock on the first byte of the file
 * that {@link OpenMark} locks the rest of. Whoever puts a backup in the database's place holds that byte alone.
 */
final class UseLock {
    /** The bytes behind it are the mark's. */
    static final long SIZE = 1;

    private static final Logger LOG = LoggerFactory.getLogger(UseLock.class);
    private static final Duration PATIENCE = SqliteFailure.BUSY_TIMEOUT;
    private static final Duration PAUSE = Duration.ofMillis(10);

    private UseLock() {}

    /**
     * Shares the lock. It goes with the channel.
     *
     * @throws StoreException if a backup is being put in the database's place, and that takes longer than anybody waits
     */
    static void share(DatabaseFile database, FileChannel channel) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        try {
            while (channel.tryLock(0, SIZE, true) == null) {
                if (System.nanoTime() - deadline > 0) {
                    throw new StoreException("A backup is being put in the place of " + database
                            + ", by another process; try again when that is done");
                }
                LockSupport.parkNanos(PAUSE.toNanos());
            }
        } catch (OverlappingFileLockException e) {
            LOG.debug("{} is in use in this process already", database);
        } catch (IOException e) {
            LOG.debug("No locks where {} is", database, e);
        }
    }

    /**
     * Takes the lock alone. It goes with the channel.
     *
     * @throws StoreException if somebody has the database open, or nobody can say
     */
    static void takeAlone(DatabaseFile database, FileChannel channel) {
        requireFree(database, lock(database, channel, 0, SIZE));
    }

    /**
     * Requires that no connection of another process has the database open, whatever has become of its other lock: closing any
     * descriptor of a file drops all locks that a process has on it. SQLite keeps its own: in the write-ahead mode, an open
     * connection holds a shared lock on these bytes. To be called by whoever has none open.
     *
     * @param channel of the database itself
     * @see <a href="https://www.sqlite.org/fileformat2.html#the_lock_byte_page">The Lock-Byte Page</a>
     */
    static void requireNoConnection(DatabaseFile database, FileChannel channel) throws IOException {
        long sharedFirst = 0x40000002L;
        long sharedSize = 510;
        FileLock alone = lock(database, channel, sharedFirst, sharedSize);
        requireFree(database, alone);
        if (alone != null) {
            alone.release();
        }
    }

    private static @Nullable FileLock lock(DatabaseFile database, FileChannel channel, long position, long size) {
        try {
            return channel.tryLock(position, size, false);
        } catch (OverlappingFileLockException e) {
            throw new StoreException("This process has " + database + " open; close what uses it first", e);
        } catch (IOException e) {
            throw new StoreException(
                    "Whether somebody has " + database + " open cannot be told: its file system has no locks (" + e
                            + ")",
                    e);
        }
    }

    private static void requireFree(DatabaseFile database, @Nullable FileLock alone) {
        if (alone == null) {
            throw new StoreException("A process has " + database
                    + " open: a runner, or a program that looks. Nothing was changed; end it, then try again.");
        }
    }
}
