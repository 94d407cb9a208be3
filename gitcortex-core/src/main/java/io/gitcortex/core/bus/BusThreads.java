package io.gitcortex.core.bus;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinWorkerThread;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where subscribers are called: on virtual threads where the JDK has them (from 21 on), so that one that blocks costs next to
 * nothing; else on a small shared pool, whose threads end when they have been idle for a minute.
 */
final class BusThreads {
    private static final Logger LOG = LoggerFactory.getLogger(BusThreads.class);
    private static final String NAME = "gitcortex-bus-";
    /** On a pool, as many subscribers may block before others have to wait. */
    private static final int FEWEST_IN_POOL = 4;

    private BusThreads() {}

    static ExecutorService create() {
        try {
            return virtual();
        } catch (NoSuchMethodException e) {
            return pool();
        } catch (ReflectiveOperationException e) {
            LOG.warn("Virtual threads could not be had ({}): a pool of platform threads is used", e.toString());
            return pool();
        }
    }

    static ExecutorService pool() {
        AtomicInteger number = new AtomicInteger();
        ForkJoinPool.ForkJoinWorkerThreadFactory factory = pool -> {
            ForkJoinWorkerThread thread = ForkJoinPool.defaultForkJoinWorkerThreadFactory.newThread(pool);
            thread.setName(NAME + number.getAndIncrement());
            thread.setDaemon(true);
            return thread;
        };
        int size = Math.max(FEWEST_IN_POOL, Runtime.getRuntime().availableProcessors());
        return new ForkJoinPool(size, factory, null, true);
    }

    /** {@code Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name(NAME, 0).factory())}, which 17 cannot compile. */
    private static ExecutorService virtual() throws ReflectiveOperationException {
        Object builder = Thread.class.getMethod("ofVirtual").invoke(null);
        Class<?> type = Class.forName("java.lang.Thread$Builder");
        Object named = type.getMethod("name", String.class, long.class).invoke(builder, NAME, 0L);
        Object factory = type.getMethod("factory").invoke(named);
        return (ExecutorService) Executors.class
                .getMethod("newThreadPerTaskExecutor", ThreadFactory.class)
                .invoke(null, factory);
    }
}
