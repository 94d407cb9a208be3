package io.gitcortex.core.run;

import java.time.Duration;

/** What happens later. Thread-safe. */
public interface Timers {
    /** Runs a step once, after a delay, on a thread of the timers: it must not block. */
    void after(Duration delay, Runnable step);
}
