package io.gitcortex.examples.runner;

import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;

/** Sees to it that something is left tidy when a person presses Ctrl-C, or the process is asked to end. */
final class Interruption {
    private final Runnable leave;
    private final AtomicBoolean leaving = new AtomicBoolean();

    Interruption(Runnable leave) {
        this.leave = leave;
    }

    /**
     * Does the work. When the process is asked to end meanwhile, leaves; what the work says after that does not count, since
     * the ground was taken from under it.
     *
     * @return the work's exit code
     */
    int guard(Callable<Integer> work) throws Exception {
        Thread hook = new Thread(
                () -> {
                    leaving.set(true);
                    leave.run();
                },
                "gitcortex-leave");
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            return work.call();
        } catch (Exception e) {
            if (leaving.get()) {
                return ExitCode.INTERRUPTED;
            }
            throw e;
        } finally {
            remove(hook);
        }
    }

    private void remove(Thread hook) {
        if (!leaving.get()) {
            try {
                Runtime.getRuntime().removeShutdownHook(hook);
            } catch (IllegalStateException e) {
                leaving.set(true); // The process began to end just now: the hook runs.
            }
        }
    }
}
