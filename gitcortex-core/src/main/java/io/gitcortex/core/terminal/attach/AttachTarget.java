package io.gitcortex.core.terminal.attach;

import io.gitcortex.terminal.TerminalSession;
import io.gitcortex.terminal.TerminalSize;

/** A living session that a person may take over. Thread-safe. */
public interface AttachTarget {
    /** The session; it stays the giver's to close. */
    TerminalSession session();

    /**
     * Begins the time in which nothing but the person types into the session. Answers to what its program asks the terminal
     * are still given: the person's own terminal is not asked.
     *
     * @return what ends that time, once
     */
    Hold takeOver();

    /**
     * Gives the session, and whatever follows its screen, another size.
     *
     * @throws io.gitcortex.terminal.TerminalException if the session has ended
     */
    default void resize(TerminalSize size) {
        session().resize(size);
    }

    /** The time in which a person types. */
    @FunctionalInterface
    interface Hold extends AutoCloseable {
        @Override
        void close();
    }
}
