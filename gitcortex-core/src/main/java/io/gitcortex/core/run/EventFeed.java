package io.gitcortex.core.run;

import io.gitcortex.model.WorkflowId;
import io.gitcortex.store.EventRow;
import io.gitcortex.store.StoreException;
import io.gitcortex.store.WorkflowStore;
import io.gitcortex.workflow.JournalEntry;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
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
    private final WorkflowStore store;
    private final Executor executor;
    private final Consumer<? super JournalEntry> listener;
    private final AtomicBoolean scheduled = new AtomicBoolean();
    private final AtomicBoolean again = new AtomicBoolean();
    private volatile boolean closed;
    private volatile Runnable then = () -> {};
    private long after;

    /** A feed that begins after a sequence number. Nothing is delivered before it is woken. */
    public EventFeed(WorkflowId id, Source source, long after, Consumer<? super JournalEntry> listener) {
        this.id = id;
        this.store = source.store();
        this.executor = source.executor();
        this.after = after;
        this.listener = listener;
    }

    /**
     * Where events come from.
     *
     * @param store the journals
     * @param executor runs the listeners
     */
    public record Source(WorkflowStore store, Executor executor) {}

    /** There may be something new. Never blocks. */
    public void wake() {
        again.set(true);
        if (!closed && scheduled.compareAndSet(false, true)) {
            executor.execute(this::deliver);
        }
    }

    private void deliver() {
        try {
            while (!closed && again.getAndSet(false)) {
                List<EventRow> page = store.events(id, after, PAGE);
                for (EventRow row : page) {
                    after = row.sequence();
                    give(Journal.entry(row));
                }
                if (page.size() == PAGE) {
                    again.set(true);
                }
            }
        } catch (StoreException | IllegalStateException e) {
            log.debug("The events of workflow {} cannot be read now: {}", id, e.getMessage());
        } finally {
            scheduled.set(false);
        }
        if (again.get()) {
            wake();
        }
    }

    private void give(JournalEntry entry) {
        if (closed) {
            return;
        }
        try {
            listener.accept(entry);
        } catch (RuntimeException e) {
            log.warn("A listener of workflow {} failed at event {}", id, entry.sequence(), e);
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
