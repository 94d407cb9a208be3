package io.gitcortex.core;

import io.gitcortex.bus.Subscription;
import io.gitcortex.bus.Topic;
import io.gitcortex.core.run.EventFeed;
import io.gitcortex.core.run.Pools;
import io.gitcortex.core.run.Rooms;
import io.gitcortex.core.run.WorkflowLoop;
import io.gitcortex.model.WorkflowId;
import io.gitcortex.store.StoreException;
import io.gitcortex.workflow.JournalEntry;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The workflows that this process runs: looked at when a branch moves, and every second, until they have ended. Thread-safe.
 */
final class Runs implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Runs.class);

    /** For listeners that are behind; they can read on from the journal, too. */
    private static final Duration LAST_EVENTS = Duration.ofSeconds(2);

    private final Rooms.Base base;
    private final Pools pools;
    private final Map<WorkflowId, WorkflowLoop> loops = new ConcurrentHashMap<>();
    /** Ended and still ours: a host may still report commits. By the epoch in which they are to be given up. */
    private final Map<WorkflowId, Long> finished = new ConcurrentHashMap<>();

    private final Set<EventFeed> feeds = ConcurrentHashMap.newKeySet();
    private volatile boolean stopped;

    Runs(Rooms.Base base, Pools pools) {
        this.base = base;
        this.pools = pools;
    }

    /** Something may have changed: a branch, or just the time. */
    void look() {
        loops.values().removeIf(this::isOver);
        loops.values().forEach(WorkflowLoop::hint);
        feeds.forEach(EventFeed::wake);
    }

    private boolean isOver(WorkflowLoop loop) {
        if (loop.isFinished()) {
            finished.put(loop.id(), loop.epoch());
        }
        return loop.isFinished() || loop.isLost();
    }

    /**
     * Takes a loop over.
     *
     * @throws IllegalStateException if there is to be none any more; the loop has been closed
     */
    WorkflowRun add(WorkflowLoop loop) {
        loops.put(loop.id(), loop);
        if (stopped) {
            loop.close(); // The other side may have been past this one already.
            release(loop.id(), loop.epoch());
            throw new IllegalStateException("This GitCortex has been closed");
        }
        loop.hint();
        return run(loop);
    }

    Optional<WorkflowLoop> find(WorkflowId id) {
        return Optional.ofNullable(loops.get(id)).filter(loop -> !loop.isLost());
    }

    /** Whether something of this process still works in a workflow: one that has ended may have its error terminal at work. */
    boolean isAtWork(WorkflowId id) {
        return find(id).filter(loop -> !loop.isFinished()).isPresent();
    }

    /** Workflows that are looked at. */
    int size() {
        return loops.size();
    }

    WorkflowRun run(WorkflowLoop loop) {
        return new WorkflowRun(loop, this::feed);
    }

    private EventFeed feed(WorkflowId id, long afterSequence, Consumer<? super JournalEntry> listener) {
        EventFeed.Source source = new EventFeed.Source(base.store(), pools.readers(), pools.listeners());
        EventFeed feed = new EventFeed(id, source, afterSequence, listener);
        Subscription subscription = base.bus().subscribe(Topic.workflow(id), message -> feed.wake());
        feed.onClose(() -> {
            subscription.close();
            feeds.remove(feed);
        });
        feeds.add(feed);
        feed.wake();
        return feed;
    }

    /** Completed when no session of any workflow looks into a failure. */
    CompletableFuture<?> errorTerminalsOver() {
        return CompletableFuture.allOf(
                loops.values().stream().map(WorkflowLoop::errorTerminalOver).toArray(CompletableFuture<?>[]::new));
    }

    /**
     * Stops the loops, and has listeners told what is in the journal by then. The workflows are given up when what they work
     * with has been closed.
     */
    void stop() {
        stopped = true;
        loops.values().forEach(WorkflowLoop::close);
        long deadline = System.nanoTime() + LAST_EVENTS.toNanos();
        try {
            for (EventFeed feed : Set.copyOf(feeds)) {
                Duration left = Duration.ofNanos(Math.max(0, deadline - System.nanoTime()));
                if (!feed.awaitRest(left)) {
                    log.warn(
                            "A listener was not told every event before closing: it takes longer than {}", LAST_EVENTS);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void release() {
        finished.forEach(this::release);
        loops.values().forEach(loop -> release(loop.id(), loop.epoch()));
    }

    private void release(WorkflowId id, long epoch) {
        try {
            base.store().releaseOwnership(id, epoch);
        } catch (StoreException e) {
            log.warn("Workflow {} could not be given up: {}", id, e.getMessage());
        }
    }

    @Override
    public void close() {
        Set.copyOf(feeds).forEach(EventFeed::close);
        release();
    }
}
