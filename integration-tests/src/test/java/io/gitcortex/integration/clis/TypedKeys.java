package io.gitcortex.integration.clis;

import io.gitcortex.model.SessionId;
import io.gitcortex.terminal.ProcessIdentity;
import io.gitcortex.terminal.TerminalOutput;
import io.gitcortex.terminal.TerminalSession;
import io.gitcortex.terminal.TerminalSize;
import io.gitcortex.terminal.TerminalSpec;
import io.gitcortex.terminal.TerminalTransport;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Keeps what is written into the sessions of another transport: keys, texts, and the answers of a terminal to what
 * programs ask it.
 */
final class TypedKeys implements TerminalTransport {
    private final TerminalTransport transport;
    private final List<String> typed = new CopyOnWriteArrayList<>();

    TypedKeys(TerminalTransport transport) {
        this.transport = transport;
    }

    /** All that was written, of all sessions. */
    List<String> typed() {
        return List.copyOf(typed);
    }

    @Override
    public TerminalSession open(TerminalSpec spec) throws InterruptedException {
        return new Overheard(transport.open(spec));
    }

    @Override
    public int reap(Collection<SessionId> sessions) throws InterruptedException {
        return transport.reap(sessions);
    }

    @Override
    public void close() {
        transport.close();
    }

    private final class Overheard implements TerminalSession {
        private final TerminalSession session;

        Overheard(TerminalSession session) {
            this.session = session;
        }

        @Override
        public void write(byte[] bytes, Duration timeout) throws InterruptedException {
            typed.add(new String(bytes, StandardCharsets.UTF_8));
            session.write(bytes, timeout);
        }

        @Override
        public SessionId id() {
            return session.id();
        }

        @Override
        public ProcessIdentity process() {
            return session.process();
        }

        @Override
        public TerminalOutput read(long offset, int maxBytes, Duration timeout) throws InterruptedException {
            return session.read(offset, maxBytes, timeout);
        }

        @Override
        public OptionalInt exitCode() {
            return session.exitCode();
        }

        @Override
        public OptionalInt awaitExit(Duration timeout) throws InterruptedException {
            return session.awaitExit(timeout);
        }

        @Override
        public void resize(TerminalSize size) {
            session.resize(size);
        }

        @Override
        public void end(Duration grace) throws InterruptedException {
            session.end(grace);
        }

        @Override
        public void close() {
            session.close();
        }
    }
}
