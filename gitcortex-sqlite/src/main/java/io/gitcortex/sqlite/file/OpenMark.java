package io.gitcortex.sqlite.file;

import io.gitcortex.store.StoreException;
import java.io.IOException;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells whether those who had the database open have closed it. A clean close leaves no write-ahead log behind; a log that is
 * there belongs to somebody who has the database open now, or to somebody who crashed. Everybody who has it open holds a shared
 * lock on a file beside it, so that the two can be told apart and a check of the whole file is not made each time that a second
 * process looks in.
 *
 * <p>The lock is a hint: where it does not work, or is lost, the file is checked once more than needed. Its first byte is {@link
 * UseLock}'s.
 */
final class OpenMark implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(OpenMark.class);

    private static final long REST = Long.MAX_VALUE - UseLock.SIZE;

    private final UseLock use;
    private final boolean unclean;
    private @Nullable FileLock lock;

    private OpenMark(UseLock use, @Nullable FileLock lock, boolean unclean) {
        this.use = use;
        this.lock = lock;
        this.unclean = unclean;
    }

    static OpenMark take(DatabaseFile database) {
        UseLock use = UseLock.share(database);
        OpenMark mark = null;
        try {
            mark = take(database, use);
            return mark;
        } catch (IOException e) {
            throw new StoreException("The log " + database.log() + " cannot be read (" + e + "); make it readable", e);
        } finally {
            if (mark == null) {
                use.close();
            }
        }
    }

    private static OpenMark take(DatabaseFile database, UseLock use) throws IOException {
        boolean log = isFilled(database.log());
        try {
            FileLock alone = use.channel().tryLock(UseLock.SIZE, REST, false);
            return new OpenMark(use, alone, alone != null && log);
        } catch (OverlappingFileLockException e) {
            LOG.debug("{} is open in this process already", database);
            return new OpenMark(use, null, false);
        } catch (IOException e) {
            LOG.debug("No locks where {} is", database, e);
            return new OpenMark(use, null, log);
        }
    }

    private static boolean isFilled(Path log) throws IOException {
        try {
            return Files.size(log) > 0;
        } catch (NoSuchFileException e) {
            // The last to close the database removes it.
            return false;
        }
    }

    /** Whether the last to have the database open did not close it. */
    boolean isUnclean() {
        return unclean;
    }

    /** Lets others in, after the check that they can do without now. */
    void share() {
        if (lock == null) {
            return;
        }
        try {
            lock.release();
            lock = use.channel().tryLock(UseLock.SIZE, REST, true);
        } catch (IOException | OverlappingFileLockException e) {
            LOG.debug("The mark of an open database is lost", e);
            lock = null;
        }
    }

    @Override
    public void close() {
        use.close();
    }
}
