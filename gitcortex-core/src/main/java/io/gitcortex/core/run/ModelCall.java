package io.gitcortex.core.run;

import io.gitcortex.core.run.Acts.Act;
import org.jspecify.annotations.Nullable;

/**
 * A call that blocks, and can be given up: the thread that waits in it is interrupted, and no other.
 *
 * <p>Thread-safe.
 *
 * @param <T> what it gives
 */
final class ModelCall<T> implements Act<T> {
    private final Act<T> call;
    private final Object lock = new Object();
    private @Nullable Thread waiting;
    private boolean givenUp;

    ModelCall(Act<T> call) {
        this.call = call;
    }

    @Override
    public T carryOut() throws InterruptedException {
        synchronized (lock) {
            if (givenUp) {
                throw new InterruptedException("The call was given up before it began");
            }
            waiting = Thread.currentThread();
        }
        try {
            return call.carryOut();
        } finally {
            // From here on the thread does other things, which nobody may interrupt for this call's sake.
            synchronized (lock) {
                waiting = null;
            }
        }
    }

    /** Ends the call if it is under way, and keeps it from beginning if it is not. Idempotent. */
    void giveUp() {
        synchronized (lock) {
            givenUp = true;
            if (waiting != null) {
                waiting.interrupt();
            }
        }
    }
}
