package io.gitcortex.core.run;

import io.gitcortex.workflow.RunState;
import io.gitcortex.workflow.WorkflowOutcome;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** What those outside may know of a loop: what it is doing, and whether the workflow has an outcome. Thread-safe. */
final class Standing {
    private final Lock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private RunState runState = RunState.IDLE;
    private @Nullable WorkflowOutcome outcome;
    private @Nullable RuntimeException broken;

    RunState runState() {
        lock.lock();
        try {
            return runState;
        } finally {
            lock.unlock();
        }
    }

    /** Moves on. Staying where it is, is no move; a step that ends after the loop was closed moves nothing. */
    void become(RunState next) {
        lock.lock();
        try {
            boolean stays = runState == next || runState == RunState.STOPPED;
            runState = stays ? runState : runState.to(next);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    void outcome(@Nullable WorkflowOutcome now) {
        lock.lock();
        try {
            outcome = now;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Nothing more will come: this process no longer runs the workflow. */
    void broken(RuntimeException reason) {
        lock.lock();
        try {
            broken = broken == null ? reason : broken;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits for an outcome.
     *
     * @return the outcome, or empty if the time is over
     */
    Optional<WorkflowOutcome> await(Duration timeout) throws InterruptedException {
        long left = TimeUnit.NANOSECONDS.convert(timeout);
        lock.lock();
        try {
            while (outcome == null && broken == null && left > 0) {
                left = changed.awaitNanos(left);
            }
            if (outcome == null && broken != null) {
                throw broken;
            }
            return Optional.ofNullable(outcome);
        } finally {
            lock.unlock();
        }
    }
}
