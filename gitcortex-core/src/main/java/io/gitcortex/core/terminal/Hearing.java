package io.gitcortex.core.terminal;

import io.gitcortex.terminal.TerminalSize;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Listens to what a session prints. Called by the session's thread, where nothing else is said. */
interface Hearing {
    /** Of a session that is not talked to. */
    Hearing NONE = new Hearing() {
        @Override
        public Duration patience() {
            return Duration.ofSeconds(1);
        }

        @Override
        public boolean hear(byte[] piece) {
            return true;
        }

        @Override
        public Optional<Instant> readySince() {
            return Optional.empty();
        }

        @Override
        public Optional<Instant> lastSaid() {
            return Optional.empty();
        }

        @Override
        public void over() {}
    };

    /** How long to wait for output before {@link #hear} is called without any. */
    Duration patience();

    /**
     * Takes what the session has printed, perhaps nothing, and does what there is to do.
     *
     * @return false if the session is to be ended
     */
    boolean hear(byte[] piece) throws InterruptedException;

    /** By any thread: since when a session that was told what to do stands at its prompt. */
    Optional<Instant> readySince();

    /**
     * By any thread: when something new last came up on the session's screen; empty where whatever it prints counts.
     */
    Optional<Instant> lastSaid();

    /** Whether a person types, and so nobody else. May be called by any thread. */
    default void takeOver(boolean now) {}

    /** The session's screen has another size. May be called by any thread. */
    default void resize(TerminalSize size) {}

    /** The session prints nothing more. */
    void over();
}
