package io.gitcortex.core.plugin;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What has been opened, to be closed in reverse order. Thread-safe; no part is called with a lock held, so that one that takes
 * long to open keeps nobody from closing the others.
 */
public final class Parts implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Parts.class);

    private final Object lock = new Object();
    private final Deque<AutoCloseable> opened = new ArrayDeque<>();
    private boolean closed;

    /**
     * Takes a part over: it is closed with the others.
     *
     * @throws IllegalStateException if the others have been closed; the part has been closed too
     */
    public <T extends AutoCloseable> T own(T part) {
        synchronized (lock) {
            if (!closed) {
                opened.push(part);
                return part;
            }
        }
        close(part);
        throw new IllegalStateException("This GitCortex has been closed");
    }

    /** Closes everything, the newest first, whatever fails on the way. Idempotent. */
    @Override
    public void close() {
        for (AutoCloseable part = next(); part != null; part = next()) {
            close(part);
        }
    }

    private @Nullable AutoCloseable next() {
        synchronized (lock) {
            closed = true;
            return opened.poll();
        }
    }

    private static void close(AutoCloseable part) {
        try {
            part.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Exception e) {
            log.warn("{} could not be closed", part, e);
        }
    }
}
