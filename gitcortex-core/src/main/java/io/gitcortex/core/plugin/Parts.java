package io.gitcortex.core.plugin;

import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What has been opened, to be closed in reverse order. Not thread-safe. */
public final class Parts implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Parts.class);

    private final Deque<AutoCloseable> opened = new ArrayDeque<>();

    /** Takes a part over: it is closed with the others. */
    public <T extends AutoCloseable> T own(T part) {
        opened.push(part);
        return part;
    }

    /** Closes everything, the newest first, whatever fails on the way. Idempotent. */
    @Override
    public void close() {
        while (!opened.isEmpty()) {
            AutoCloseable part = opened.pop();
            try {
                part.close();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (Exception e) {
                log.warn("{} could not be closed", part, e);
            }
        }
    }
}
