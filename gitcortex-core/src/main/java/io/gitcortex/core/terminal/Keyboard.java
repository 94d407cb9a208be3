package io.gitcortex.core.terminal;

import io.gitcortex.terminal.TerminalSession;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;

/** Presses keys in a session. */
final class Keyboard {
    /** For each piece: whoever reads slowly goes on, whoever reads nothing is not waited for. */
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    /** A terminal takes larger pieces, but not every program reads them as fast. */
    private static final int PIECE = 512;

    private final TerminalSession session;

    Keyboard(TerminalSession session) {
        this.session = session;
    }

    /**
     * Presses them, one after the other, until all are taken.
     *
     * @throws io.gitcortex.terminal.TerminalException if they are not
     */
    void press(String keys) throws InterruptedException {
        byte[] bytes = keys.getBytes(StandardCharsets.UTF_8);
        for (int from = 0; from < bytes.length; from += PIECE) {
            int to = Math.min(bytes.length, from + PIECE);
            session.write(Arrays.copyOfRange(bytes, from, to), TIMEOUT);
        }
    }
}
