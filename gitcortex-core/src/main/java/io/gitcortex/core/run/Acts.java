package io.gitcortex.core.run;

import io.gitcortex.GitCortexException;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries acts out off the loop, and brings back to the loop what came of them. Knows which instructions are being carried
 * out by this process: one that is not, and has no outcome, was cut off and is carried out again.
 *
 * <p>Used on the loop only.
 */
final class Acts {
    private static final Logger log = LoggerFactory.getLogger(Acts.class);

    private final Executor executor;
    private final Executor builds;
    private final Consumer<Runnable> loop;
    private final Set<Long> underWay = new HashSet<>();

    /** Something that blocks. */
    @FunctionalInterface
    interface Act<T> {
        T carryOut() throws InterruptedException;
    }

    /**
     * Acts that come back to a loop.
     *
     * @param executor for acts that take seconds
     * @param builds for acts that run commands of a plan, which may take half an hour
     * @param loop takes what came of them
     */
    Acts(Executor executor, Executor builds, Consumer<Runnable> loop) {
        this.executor = executor;
        this.builds = builds;
        this.loop = loop;
    }

    boolean isUnderWay(long instruction) {
        return underWay.contains(instruction);
    }

    boolean isIdle() {
        return underWay.isEmpty();
    }

    void begin(long instruction) {
        underWay.add(instruction);
    }

    void finish(long instruction) {
        underWay.remove(instruction);
    }

    /**
     * Carries an act out.
     *
     * @param act blocks; runs on another thread
     * @param then what to do with its result, on the loop
     * @param otherwise what to do with the reason why it failed, on the loop
     */
    <T> void run(Act<T> act, Consumer<? super T> then, Consumer<String> otherwise) {
        executor.execute(() -> carryOut(act, then, otherwise));
    }

    /** The same for an act that runs commands of a plan: it must not take a thread that ends or opens sessions. */
    <T> void build(Act<T> act, Consumer<? super T> then, Consumer<String> otherwise) {
        builds.execute(() -> carryOut(act, then, otherwise));
    }

    private <T> void carryOut(Act<T> act, Consumer<? super T> then, Consumer<String> otherwise) {
        try {
            T result = act.carryOut();
            loop.accept(() -> then.accept(result));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // This process is closing; the next one goes on from the journal.
        } catch (GitCortexException e) {
            log.debug("An act failed", e);
            loop.accept(() -> otherwise.accept(String.valueOf(e.getMessage())));
        } catch (RuntimeException | Error e) { // The thread's root: whatever it was, the instruction gets an outcome.
            log.error("An act failed in a way that was not foreseen", e);
            loop.accept(() -> otherwise.accept(e.toString()));
        }
    }
}
