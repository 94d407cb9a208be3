package io.gitcortex.testkit.bus;

import java.util.concurrent.CountDownLatch;

/** Holds subscribers up until the test opens it. */
final class Gate {
    private final CountDownLatch latch = new CountDownLatch(1);

    void open() {
        latch.countDown();
    }

    /** Returns when the gate is open, or the thread is interrupted, which its flag then says. */
    void pass() {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Returns when the gate is open, like the worst of subscribers. */
    void passWhateverInterrupts() {
        while (latch.getCount() > 0) {
            pass();
            Thread.interrupted();
        }
    }
}
