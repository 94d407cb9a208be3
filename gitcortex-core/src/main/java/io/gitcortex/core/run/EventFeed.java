package io.gitcortex.core.run;

import io.gitcortex.model.WorkflowId;
import io.gitcortex.store.EventRow;
import io.gitcortex.store.StoreException;
import io.gitcortex.store.WorkflowStore;
import io.gitcortex.workflow.JournalEntry;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives a listener the events of a journal, every one, once, in order. It reads the journal; whoever wakes it only saves it
 * some time.
 *
 * <p>Thread-safe. The listener is called by one thread at a time.
 */
public final class EventFeed implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(EventFeed.class);
    private static final int PAGE = 200;

    private final WorkflowId id;
    private final Source source;
    private final Consumer<? super JournalEntry> listener;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition rests = lock.newCondition();
    /** Whether a page is being read or delivered; only then are {@code again} and {@code after} touched elsewhere. */
    private boolean busy;

    private boolean again;
    private long after;
    private volatile boolean closed;
    private volatile Runnable then = () -> {};

    /** A feed that begins after a sequence number. Nothing is delivered before it is woken. */
    public EventFeed(WorkflowId id, Source source, long after, Consumer<? super JournalEntry> listener) {
        this.id = id;
        this.source = source;
        this.after = after;
        this.listener = listener;
    }

    /**
     * Where events come from.
     *
     * @param store the journals
     * @param readers read them; the store may call native code
     * @param listeners call the listeners, which may take their time
     */
    public record Source(WorkflowStore store, Executor readers, Executor listeners) {}

    /** There may be something new. Never blocks. */
    public void wake() {
        lock.lock();
        try {
            again = true;
            if (closed || busy) {
                return;
            }
            busy = true;
        } finally {
            lock.unlock();
        }
        run(source.readers(), this::read);
    }

    private void read() {
        List<EventRow> page = List.of();
        try {
            lock.lock();
            try {
                again = false;
            } finally {
                lock.unlock();
            }
            page = closed ? page : source.store().events(id, after, PAGE);
        } catch (StoreException | IllegalStateException e) {
            log.debug("The events of workflow {} cannot be read now: {}", id, e.getMessage());
        } catch (RuntimeException e) { // A fault of a plugin; it is asked again all the same.
            log.warn("The events of workflow {} cannot be read", id, e);
        }
        List<EventRow> found = page;
        if (found.isEmpty()) {
            rest(false);
        } else {
            run(source.listeners(), () -> deliver(found));
        }
    }

    private void deliver(List<EventRow> page) {
        for (EventRow row : page) {
            after = row.sequence();
            give(row);
        }
        rest(true);
    }

    private void give(EventRow row) {
        if (closed) {
            return;
        }
        try {
            listener.accept(Journal.entry(row));
        } catch (RuntimeException | Error e) { // The thread's root; a test's listener throws AssertionError.
            log.warn("A listener of workflow {} failed at event {}", id, row.sequence(), e);
        }
    }

    /** Goes on if there may be more, else lets the next wake begin. */
    private void rest(boolean more) {
        boolean goesOn;
        lock.lock();
        try {
            goesOn = !closed && (again || more);
            busy = goesOn;
            if (!goesOn) {
                rests.signalAll();
            }
        } finally {
            lock.unlock();
        }
        if (goesOn) {
            run(source.readers(), this::read);
        }
    }

    /** The pools may be closed before the feed is; nothing is delivered then. */
    private void run(Executor executor, Runnable step) {
        try {
            executor.execute(step);
        } catch (RejectedExecutionException e) {
            lock.lock();
            try {
                busy = false;
                rests.signalAll();
            } finally {
                lock.unlock();
            }
        }
    }

    /**
     * Waits until everything that is in the journal has been delivered.
     *
     * @param limit how long at most: a listener that does not return must not keep others from closing
     * @return false if the time was over before
     */
    public boolean awaitRest(Duration limit) throws InterruptedException {
        wake();
        long left = TimeUnit.NANOSECONDS.convert(limit);
        lock.lock();
        try {
            while (busy && left > 0) {
                left = rests.awaitNanos(left);
            }
            return !busy;
        } finally {
            lock.unlock();
        }
    }

    /** What else ends with the feed. To be said before it is closed, once. */
    public void onClose(Runnable then) {
        this.then = then;
    }

    /** Nothing is delivered any more, but for an event that is being delivered. Idempotent. */
    @Override
    public void close() {
        closed = true;
        then.run();
    }
}
