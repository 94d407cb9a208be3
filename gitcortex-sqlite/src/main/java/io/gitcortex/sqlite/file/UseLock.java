package io.gitcortex.sqlite.file;

import io.gitcortex.store.StoreException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says that a database is in use, from before it is opened until after it is closed: a shared lock on the first byte of the file
 * that {@link OpenMark} locks the rest of. Whoever puts a backup in the database's place holds that byte alone.
 *
 * <p>Locks belong to the process, not to the channel, and closing any channel of the file drops all of them. So a process has one
 * for each database, which is closed by the last that uses it, and what the process itself has open is counted here: its own
 * locks would not stop it.
 *
 * <p>Thread-safe.
 */
final class UseLock implements AutoCloseable {
    /** The bytes behind it are the mark's. */
    static final long SIZE = 1;

    private static final Logger LOG = LoggerFactory.getLogger(UseLock.class);
    private static final Duration PATIENCE = SqliteFailure.BUSY_TIMEOUT;
    private static final Duration PAUSE = Duration.ofMillis(10);

    /** What this process holds, by the real path of the file of locks; guarded by itself. */
    private static final Map<Path, UseLock> HELD = new HashMap<>();

    private final Path file;
    private final FileChannel channel;
    private final boolean alone;
    private int users = 1;

    private UseLock(Path file, FileChannel channel, boolean alone) {
        this.file = file;
        this.channel = channel;
        this.alone = alone;
    }

    /**
     * Shares the lock.
     *
     * @throws StoreException if a backup is being put in the database's place, and that takes longer than anybody waits, or the
     *     thread is interrupted meanwhile
     */
    static UseLock share(DatabaseFile database) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        try {
            Path file = fileOf(database);
            while (true) {
                UseLock lock = tryShare(file);
                if (lock != null) {
                    return lock;
                }
                await(database, deadline);
            }
        } catch (IOException e) {
            throw unusable(database, e);
        }
    }

    private static @Nullable UseLock tryShare(Path file) throws IOException {
        synchronized (HELD) {
            UseLock held = HELD.get(file);
            if (held == null) {
                return hold(file, false);
            }
            if (held.alone) {
                return null;
            }
            held.users++;
            return held;
        }
    }

    private static void await(DatabaseFile database, long deadline) {
        String reason = "A backup is being put in the place of " + database;
        if (Thread.currentThread().isInterrupted()) {
            throw new StoreException(reason + ", and the thread that waited for it was interrupted; try again later");
        }
        if (System.nanoTime() - deadline > 0) {
            throw new StoreException(reason + "; try again when that is done");
        }
        LockSupport.parkNanos(PAUSE.toNanos());
    }

    /**
     * Takes the lock alone.
     *
     * @throws StoreException if somebody has the database open, or nobody can say
     */
    static UseLock takeAlone(DatabaseFile database) {
        try {
            Path file = fileOf(database);
            synchronized (HELD) {
                // Without a look at the file: closing it would drop the lock of whoever has it.
                if (HELD.containsKey(file)) {
                    throw openHere(database, null);
                }
                UseLock lock = hold(file, true);
                if (lock == null) {
                    throw openElsewhere(database);
                }
                return lock;
            }
        } catch (OverlappingFileLockException e) {
            throw openHere(database, e);
        } catch (IOException e) {
            throw new StoreException(
                    "Whether somebody has " + database + " open cannot be told: its file system has no locks (" + e
                            + "), or " + database.sibling("-open") + " cannot be opened",
                    e);
        }
    }

    private static Path fileOf(DatabaseFile database) throws IOException {
        Path file = database.sibling("-open");
        PrivateFiles.make(file);
        return file.toRealPath();
    }

    /** The caller has made sure that this process holds none, and goes on doing so. */
    private static @Nullable UseLock hold(Path file, boolean alone) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
        UseLock lock = null;
        try {
            if (isLocked(channel, alone)) {
                lock = new UseLock(file, channel, alone);
                HELD.put(file, lock);
            }
            return lock;
        } finally {
            if (lock == null) {
                channel.close();
            }
        }
    }

    private static boolean isLocked(FileChannel channel, boolean alone) throws IOException {
        try {
            return channel.tryLock(0, SIZE, !alone) != null;
        } catch (IOException | OverlappingFileLockException e) {
            if (alone) {
                throw e;
            }
            // Another class loader of this process holds it, or there are no locks here: who takes it alone is told.
            LOG.debug("The use of a database cannot be marked", e);
            return true;
        }
    }

    /** The one that this process has; it is not the caller's to close. */
    FileChannel channel() {
        return channel;
    }

    /** To be called once by each that it was given to. */
    @Override
    public void close() {
        synchronized (HELD) {
            users--;
            if (users > 0) {
                return;
            }
            HELD.remove(file);
            try {
                channel.close();
            } catch (IOException e) {
                LOG.debug("{} was closed already", file, e);
            }
        }
    }

    /**
     * Requires that no connection of another process has the database open, whatever has become of its other lock: closing any
     * descriptor of a file drops all locks that a process has on it. SQLite keeps its own: in the write-ahead mode, an open
     * connection holds a shared lock on these bytes. Only for whoever holds this one alone: this process has no connection then
     * whose locks it could lose.
     *
     * @see <a href="https://www.sqlite.org/fileformat2.html#the_lock_byte_page">The Lock-Byte Page</a>
     */
    void requireNoConnection(DatabaseFile database) throws IOException {
        if (!alone) {
            throw new IllegalStateException("Others in this process may have " + database + " open");
        }
        long sharedFirst = 0x40000002L;
        long sharedSize = 510;
        try (FileChannel channel =
                        FileChannel.open(database.path(), StandardOpenOption.READ, StandardOpenOption.WRITE);
                FileLock lock = channel.tryLock(sharedFirst, sharedSize, false)) {
            if (lock == null) {
                throw openElsewhere(database);
            }
        } catch (OverlappingFileLockException e) {
            throw openHere(database, e);
        }
    }

    private static StoreException openHere(DatabaseFile database, @Nullable Exception cause) {
        return new StoreException("This process has " + database + " open; close what uses it first", cause);
    }

    private static StoreException openElsewhere(DatabaseFile database) {
        return new StoreException("A process has " + database
                + " open: a runner, or a program that looks. Nothing was changed; end it, then try again.");
    }

    private static StoreException unusable(DatabaseFile database, IOException e) {
        return new StoreException(
                "The file " + database.sibling("-open") + " cannot be opened (" + e + "); make it writable", e);
    }
}
