package io.gitcortex.core.terminal.attach;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * One end of a connection. Neither reading nor writing waits longer than it is told.
 *
 * <p>One thread may read while others write.
 */
final class Wire implements AutoCloseable {
    private static final int BUFFER = 2 * Frame.MAX;

    private final SocketChannel channel;
    private final Selector readable;
    private final Selector writable;
    private final ByteBuffer come = ByteBuffer.allocate(BUFFER).flip();
    private final Object writing = new Object();

    private Wire(SocketChannel channel, Selector readable, Selector writable) {
        this.channel = channel;
        this.readable = readable;
        this.writable = writable;
    }

    /** Takes a connected channel over, which is closed with the wire, or at once where that fails. */
    static Wire of(SocketChannel channel) throws IOException {
        Selector[] selectors = new Selector[2];
        try {
            channel.configureBlocking(false);
            selectors[0] = Selector.open();
            selectors[1] = Selector.open();
            channel.register(selectors[0], SelectionKey.OP_READ);
            channel.register(selectors[1], SelectionKey.OP_WRITE);
            return new Wire(channel, selectors[0], selectors[1]);
        } catch (IOException e) {
            for (Selector selector : selectors) {
                if (selector != null) {
                    selector.close();
                }
            }
            channel.close();
            throw e;
        }
    }

    /**
     * Reads a frame.
     *
     * @return empty if none has come in time
     * @throws EOFException if the other side has closed
     */
    Optional<Frame> read(Duration timeout) throws IOException {
        long deadline = System.nanoTime() + timeout.toNanos();
        while (true) {
            Optional<Frame> frame = Frame.decode(come);
            if (frame.isPresent()) {
                return frame;
            }
            if (!await(readable, deadline)) {
                return Optional.empty();
            }
            come.compact();
            int count = channel.read(come);
            come.flip();
            if (count < 0) {
                throw new EOFException("The other side has closed the connection");
            }
        }
    }

    /**
     * Writes a frame whole.
     *
     * @param patience how long the other side may take nothing of it
     */
    void write(Frame frame, Duration patience) throws IOException {
        ByteBuffer bytes = frame.encoded();
        synchronized (writing) {
            long deadline = System.nanoTime() + patience.toNanos();
            while (bytes.hasRemaining()) {
                if (channel.write(bytes) > 0) {
                    deadline = System.nanoTime() + patience.toNanos();
                } else if (!await(writable, deadline)) {
                    throw new IOException("The other side has taken nothing for " + patience);
                }
            }
        }
    }

    private static boolean await(Selector selector, long deadline) throws IOException {
        long millis = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
        if (Thread.currentThread().isInterrupted()) {
            throw new IOException("Interrupted while waiting for the other side");
        }
        try {
            selector.selectedKeys().clear();
            return (millis > 0 ? selector.select(millis) : selector.selectNow()) > 0;
        } catch (ClosedSelectorException e) {
            throw new IOException("The connection was closed", e);
        }
    }

    @Override
    public void close() throws IOException {
        try (channel;
                readable;
                writable) {
            come.limit(0);
        }
    }
}
