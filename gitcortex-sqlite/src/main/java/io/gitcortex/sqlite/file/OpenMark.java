package io.gitcortex.sqlite.file;

import io.gitcortex.store.StoreException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
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

    private final FileChannel channel;
    private final boolean unclean;
    private @Nullable FileLock lock;

    private OpenMark(FileChannel channel, @Nullable FileLock lock, boolean unclean) {
        this.channel = channel;
        this.lock = lock;
        this.unclean = unclean;
    }

    static OpenMark take(DatabaseFile database) {
        Path file = database.sibling("-open");
        PrivateFiles.make(file);
        try {
            FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
            share(database, channel);
            boolean log = isFilled(database.log());
            try {
                FileLock alone = channel.tryLock(UseLock.SIZE, REST, false);
                return new OpenMark(channel, alone, alone != null && log);
            } catch (OverlappingFileLockException e) {
                LOG.debug("{} is open in this process already", database);
                return new OpenMark(channel, null, false);
            } catch (IOException e) {
                LOG.debug("No locks where {} is", database, e);
                return new OpenMark(channel, null, log);
            }
        } catch (IOException e) {
            throw new StoreException("The file " + file + " cannot be opened (" + e + "); make it writable", e);
        }
    }

    private static void share(DatabaseFile database, FileChannel channel) throws IOException {
        boolean shared = false;
        try {
            UseLock.share(database, channel);
            shared = true;
        } finally {
            if (!shared) {
                channel.close();
            }
        }
    }

    private static boolean isFilled(Path log) throws IOException {
        return Files.exists(log) && Files.size(log) > 0;
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
            lock = channel.tryLock(UseLock.SIZE, REST, true);
        } catch (IOException | OverlappingFileLockException e) {
            LOG.debug("The mark of an open database is lost", e);
            lock = null;
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            LOG.debug("The mark of an open database was closed already", e);
        }
    }
}
