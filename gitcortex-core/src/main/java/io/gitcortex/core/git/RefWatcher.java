package io.gitcortex.core.git;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says when it is worth reading refs again: soon after the file system reports a change to the refs of ours, and at
 * every tick of a poll. The reports are a hint, since a file system drops them under load and some have none; the poll
 * is the truth.
 *
 * <p>One watcher serves any number of repositories: the system gives out few. A daemon thread of its own is started with
 * the first repository and ended by {@link #close}.
 *
 * <p>Thread-safe.
 */
public final class RefWatcher implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RefWatcher.class);
    private static final Duration CLOSE_WAIT = Duration.ofSeconds(2);

    private final Duration pollInterval;
    private final Map<Watch, Path> watches = new ConcurrentHashMap<>();
    private final Object lock = new Object();
    private @Nullable RefChanges changes;
    private @Nullable Thread thread;
    private volatile boolean closed;

    private RefWatcher(Duration pollInterval) {
        this.pollInterval = pollInterval;
    }

    /**
     * A watcher that has nothing to watch yet, and looks every second, whatever the file system tells.
     *
     * @return the watcher, to be closed by the caller
     */
    public static RefWatcher create() {
        return create(Duration.ofSeconds(1));
    }

    /**
     * A watcher that has nothing to watch yet.
     *
     * @param pollInterval between two ticks of the poll; positive
     * @return the watcher, to be closed by the caller
     */
    public static RefWatcher create(Duration pollInterval) {
        if (pollInterval.isNegative() || pollInterval.isZero()) {
            throw new IllegalArgumentException("The interval of a poll must be positive, not " + pollInterval);
        }
        return new RefWatcher(pollInterval);
    }

    /**
     * Watches a repository. The listener is called on the watcher's thread, for all repositories in turn: it must be
     * cheap and must not block. What it throws is logged.
     *
     * @param commonDirectory of the repository
     * @param listener called after a possible change of a branch below {@code gitcortex/}, and at each tick
     * @return ends the watch when closed; idempotent
     */
    public AutoCloseable watch(Path commonDirectory, Runnable listener) {
        Watch watch = new Watch(listener);
        synchronized (lock) {
            if (closed) {
                throw new IllegalStateException("The watcher of refs is closed");
            }
            watches.put(watch, commonDirectory);
            start().add(commonDirectory);
        }
        return () -> forget(watch, commonDirectory);
    }

    private void forget(Watch watch, Path commonDirectory) {
        synchronized (lock) {
            watches.remove(watch);
            if (changes != null && !watches.containsValue(commonDirectory)) {
                changes.remove(commonDirectory);
            }
        }
    }

    private RefChanges start() {
        RefChanges current = changes;
        if (current == null) {
            RefChanges started = RefChanges.open();
            current = started;
            changes = started;
            thread = new Thread(() -> run(started), "gitcortex-refs");
            thread.setDaemon(true);
            thread.start();
        }
        return current;
    }

    private void run(RefChanges source) {
        long nextTick = System.nanoTime() + pollInterval.toNanos();
        try {
            while (!closed) {
                long wait = nextTick - System.nanoTime();
                if (wait > 0) {
                    call(source.await(wait, TimeUnit.NANOSECONDS));
                } else {
                    nextTick = System.nanoTime() + pollInterval.toNanos();
                    source.refresh();
                    call(Set.copyOf(watches.values()));
                }
            }
        } catch (InterruptedException e) {
            LOG.debug("The watcher of refs ends");
        }
    }

    private void call(Set<Path> repositories) {
        for (Map.Entry<Watch, Path> entry : watches.entrySet()) {
            if (repositories.contains(entry.getValue())) {
                entry.getKey().call(entry.getValue());
            }
        }
    }

    /** Ends the thread; no listener is called once this has returned, unless one did not come back in time. Idempotent. */
    @Override
    public void close() {
        Thread running;
        RefChanges source;
        synchronized (lock) {
            closed = true;
            running = thread;
            source = changes;
        }
        if (running != null && running != Thread.currentThread()) {
            running.interrupt();
            try {
                running.join(CLOSE_WAIT.toMillis());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        if (source != null) {
            source.close();
        }
    }

    /** A class and not a record: the same listener may watch twice. Called on the watcher's thread only. */
    private static final class Watch {
        private final Runnable listener;
        private boolean failed;

        Watch(Runnable listener) {
            this.listener = listener;
        }

        void call(Path repository) {
            try {
                listener.run();
                failed = false;
            } catch (RuntimeException e) {
                // One repository's trouble must not end the watching of the others, nor fill the log every second.
                if (!failed) {
                    LOG.warn("A listener for {} failed; it is called again at the next tick", repository, e);
                }
                failed = true;
            }
        }
    }
}
