package io.gitcortex.core.terminal.attach;

import io.gitcortex.model.TerminalId;
import io.gitcortex.model.WorkflowId;
import io.gitcortex.terminal.TerminalSize;
import java.io.EOFException;
import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A person's side of a visit: looks for the process that has the session among those that have opened a socket.
 *
 * <p>One thread may read while others type. Whoever attaches closes it, which gives the session back.
 */
public final class AttachClient implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(AttachClient.class);
    private static final Duration ANSWER = Duration.ofSeconds(5);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int MOST_KEYS = 4 * 1024;

    private final Wire wire;

    private AttachClient(Wire wire) {
        this.wire = wire;
    }

    /**
     * Attaches to the session that holds a terminal's seat.
     *
     * @return empty if no process of this repository that lives has such a session
     * @throws RefusedException if one has, and does not give it
     * @throws IOException if it cannot be looked for
     */
    public static Optional<AttachClient> attach(
            Path dataDirectory, WorkflowId workflow, TerminalId terminal, TerminalSize size) throws IOException {
        Hello hello = new Hello(workflow, terminal, size);
        RefusedException refused = null;
        for (SocketPlace.Spot spot : SocketPlace.in(dataDirectory).spots()) {
            Optional<SocketChannel> channel = SocketPlace.connect(spot);
            if (channel.isPresent()) {
                try {
                    Optional<AttachClient> client = ask(Wire.of(channel.get()), hello);
                    if (client.isPresent()) {
                        return client;
                    }
                } catch (RefusedException e) {
                    refused = e; // Perhaps by one that has too many visitors, and another has the session.
                }
            }
        }
        if (refused != null) {
            throw refused;
        }
        return Optional.empty();
    }

    private static Optional<AttachClient> ask(Wire wire, Hello hello) throws IOException {
        Optional<Frame> answer = answer(wire, hello);
        Frame.Kind kind = answer.map(Frame::kind).orElse(Frame.Kind.UNKNOWN);
        if (kind == Frame.Kind.WELCOME) {
            return Optional.of(new AttachClient(wire));
        }
        wire.close();
        if (kind == Frame.Kind.REFUSED) {
            throw new RefusedException(answer.map(Frame::text).orElse(""));
        }
        return Optional.empty();
    }

    /** Empty if the process hangs, or ends just now: either has nothing to give. */
    private static Optional<Frame> answer(Wire wire, Hello hello) throws IOException {
        try {
            wire.write(hello.frame(), ANSWER);
        } catch (IOException e) {
            log.debug("A process takes no greeting: {}", e.getMessage()); // It may have said why.
        }
        try {
            return wire.read(ANSWER);
        } catch (Frame.BadFrameException e) {
            wire.close();
            throw e;
        } catch (IOException e) {
            log.debug("A process gives no answer: {}", e.getMessage());
            return Optional.empty();
        }
    }

    /**
     * What the session prints.
     *
     * @return empty if nothing has come in time
     * @throws EndedException if nothing follows: the session or its process has ended
     * @throws IOException if the connection is broken or was closed
     */
    public Optional<byte[]> read(Duration timeout) throws IOException {
        try {
            Optional<Frame> frame = wire.read(timeout);
            if (frame.isPresent() && frame.get().kind() == Frame.Kind.ENDED) {
                throw new EndedException(frame.get().text());
            }
            return frame.map(Frame::content);
        } catch (EOFException e) {
            throw new EndedException("The process that ran the session is gone, or has taken the session back.", e);
        }
    }

    /** Types. Blocks until the other side has taken the keys, ten seconds at most for each piece. */
    public void type(byte[] keys) throws IOException {
        for (int from = 0; from < keys.length; from += MOST_KEYS) {
            byte[] piece = Arrays.copyOfRange(keys, from, Math.min(keys.length, from + MOST_KEYS));
            wire.write(new Frame(Frame.Kind.KEYS, piece), PATIENCE);
        }
    }

    /** Tells how large the person's screen is now. */
    public void resize(TerminalSize size) throws IOException {
        wire.write(Hello.sizeFrame(size), PATIENCE);
    }

    /** Detaches. Idempotent. */
    @Override
    public void close() throws IOException {
        wire.close();
    }

    /** There is such a session, and it cannot be had; the message says why. */
    public static final class RefusedException extends IOException {
        private static final long serialVersionUID = 1L;

        RefusedException(String message) {
            super(message);
        }
    }

    /** The visit is over; the message says why. */
    public static final class EndedException extends IOException {
        private static final long serialVersionUID = 1L;

        EndedException(String message) {
            super(message);
        }

        EndedException(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
