package io.gitcortex.core.run;

import java.lang.reflect.InvocationTargetException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The threads of one open {@code GitCortex}: named daemon threads, in pools whose size does not depend on the number of
 * workflows. Platform threads where native calls would pin a virtual one (SQLite, terminals, files); virtual threads, where
 * the JDK has them, for models and listeners.
 */
public final class Pools implements AutoCloseable {
    private static final int LOOPS = 4;
    private static final int ACTS = 16;
    private static final int BUILDS = 8;
    private static final int READERS = 2;
    private static final int WAITING = 8;
    private static final Duration IDLE = Duration.ofSeconds(30);
    private static final Duration CLOSE = Duration.ofSeconds(5);

    private final ThreadPoolExecutor loops = pool("loop", LOOPS);
    private final ThreadPoolExecutor acts = pool("act", ACTS);
    private final ThreadPoolExecutor builds = pool("build", BUILDS);
    private final ThreadPoolExecutor readers = pool("read", READERS);
    /** Apart, so that a listener which does not return keeps no model from being asked. */
    private final ExecutorService models = virtualOrPool("model");

    private final ExecutorService listeners = virtualOrPool("listen");
    private final ScheduledThreadPoolExecutor timers = new ScheduledThreadPoolExecutor(1, named("timer"));

    /** Pools without threads; those come with the first work. */
    public Pools() {
        timers.setRemoveOnCancelPolicy(true);
        timers.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    /** For the loops of workflows, for what they have done elsewhere, and for what happens later. */
    public Rooms.Threads threads() {
        return new Rooms.Threads(loops, acts, builds, models, this::after);
    }

    private void after(Duration delay, Runnable step) {
        // The step reports its own failures; nobody waits for it.
        ScheduledFuture<?> unused = timers.schedule(step, delay.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** For reading journals to listeners: never on a virtual thread, which SQLite's native calls would pin. */
    public Executor readers() {
        return readers;
    }

    /** For calling listeners. */
    public Executor listeners() {
        return listeners;
    }

    /** The queues are bounded by what feeds them: one drain for each workflow, the acts of open instructions. */
    private static ThreadPoolExecutor pool(String name, int size) {
        ThreadPoolExecutor pool = new ThreadPoolExecutor(
                size, size, IDLE.toMillis(), TimeUnit.MILLISECONDS, new LinkedBlockingQueue<>(), named(name));
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }

    private static ThreadFactory named(String name) {
        AtomicInteger count = new AtomicInteger();
        return runnable -> {
            Thread thread = new Thread(runnable, "gitcortex-" + name + "-" + count.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }

    /** JEP 444 came with JDK 21; this is compiled for 17. */
    private static ExecutorService virtualOrPool(String name) {
        try {
            return (ExecutorService)
                    Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
        } catch (NoSuchMethodException e) {
            return pool(name, WAITING);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException("The JDK has virtual threads and does not give them out", e);
        }
    }

    /** Interrupts what is under way and waits for it, a few seconds at most. Idempotent. */
    @Override
    public void close() {
        List<ExecutorService> all = List.of(timers, loops, models, listeners, readers, builds, acts);
        all.forEach(ExecutorService::shutdownNow);
        long deadline = System.nanoTime() + CLOSE.toNanos();
        try {
            for (ExecutorService pool : all) {
                pool.awaitTermination(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
