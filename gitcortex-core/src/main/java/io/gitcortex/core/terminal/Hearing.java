package io.gitcortex.core.terminal;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Listens to what a session prints. Called by the session's thread, but for {@link #readySince}. */
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

    /** Since when a session that was told what to do stands at its prompt. */
    Optional<Instant> readySince();

    /** The session prints nothing more. */
    void over();
}
