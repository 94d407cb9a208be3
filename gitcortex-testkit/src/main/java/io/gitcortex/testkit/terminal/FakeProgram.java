package io.gitcortex.testkit.terminal;

/**
 * What the process of a fake session does. It is told what happens to it, and answers by what it does to its
 * {@link FakeTerminal}: print, exit, stop reading.
 *
 * <p>It is called on the thread of whoever opens the session, writes to it, or ends it, for one session never by two threads
 * at once; so a test on one thread is repeatable. It must not block. What it throws comes out of the transport's method.
 */
@FunctionalInterface
public interface FakeProgram {
    /**
     * The process has started. It may print and exit at once.
     *
     * @param terminal its terminal, also for later use, from any thread
     */
    void start(FakeTerminal terminal);

    /**
     * Something was typed. Does nothing unless overridden.
     *
     * @param terminal the process's terminal
     * @param bytes what was typed in one write; the program's own copy
     */
    default void input(FakeTerminal terminal, byte[] bytes) {}

    /**
     * The process is asked to end (SIGTERM). Exits with 143, as a process that does not care does, unless overridden. A process
     * that does not exit here is killed, and exits with 137.
     *
     * @param terminal the process's terminal
     */
    default void terminate(FakeTerminal terminal) {
        terminal.exit(FakeTerminal.TERMINATED);
    }
}
