package io.gitcortex.core.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import io.gitcortex.model.SessionId;
import io.gitcortex.terminal.ProcessIdentity;
import io.gitcortex.terminal.TerminalException;
import io.gitcortex.terminal.TerminalOutput;
import io.gitcortex.terminal.TerminalSession;
import io.gitcortex.terminal.TerminalSize;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A session is followed to its end, whatever its end is like. */
final class SessionWatchTest {
    @TempDir
    private Path directory;

    private final List<String> told = new ArrayList<>();

    @Test
    void the_end_is_told_even_if_something_of_the_session_cannot_be_ended() throws Exception {
        Path log = directory.resolve("session.log");
        SessionWatch watch = new SessionWatch(
                new Unkillable(),
                new SessionWatch.Following(
                        log, Hearing.NONE, (session, exit) -> told.add(session + " " + exit.getAsInt())),
                Clock.systemUTC());

        watch.run();

        assertThat(told).containsExactly("s-1 7");
        assertThat(Files.readString(log)).isEqualTo("bye");
    }

    /** Has ended with 7, and left a process that belongs to somebody else. */
    private static final class Unkillable implements TerminalSession {
        private static final String LEFT = "Process 1 of session s-1 cannot be ended: not permitted";

        @Override
        public SessionId id() {
            return SessionId.of("s-1");
        }

        @Override
        public ProcessIdentity process() {
            return new ProcessIdentity(1, Instant.EPOCH, "boot");
        }

        @Override
        public void write(byte[] bytes, Duration timeout) {
            throw new TerminalException("The session has ended");
        }

        @Override
        public TerminalOutput read(long offset, int maxBytes, Duration timeout) {
            byte[] all = {'b', 'y', 'e'};
            return offset == 0 ? TerminalOutput.of(0, all, false) : TerminalOutput.of(offset, new byte[0], true);
        }

        @Override
        public OptionalInt exitCode() {
            return OptionalInt.of(7);
        }

        @Override
        public OptionalInt awaitExit(Duration timeout) {
            return OptionalInt.of(7);
        }

        @Override
        public void resize(TerminalSize size) {
            throw new TerminalException("The session has ended");
        }

        @Override
        public void end(Duration grace) {
            throw new TerminalException(LEFT);
        }

        @Override
        public void close() {
            throw new TerminalException(LEFT);
        }
    }
}
