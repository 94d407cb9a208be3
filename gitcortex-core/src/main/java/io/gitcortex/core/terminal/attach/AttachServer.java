package io.gitcortex.core.terminal.attach;

import io.gitcortex.core.terminal.PrivateFiles;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import jdk.net.ExtendedSocketOptions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Waits for people who want to take over a session of this process. One socket, of mode 0600 in a directory of mode 0700, and
 * one thread, besides two for each visitor.
 *
 * <p>Thread-safe. Whoever starts it closes it.
 */
public final class AttachServer implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(AttachServer.class);
    /** Longer than what a visitor's two threads wait for. */
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(3);
    /** More people than sit at one machine. */
    static final int MOST_VISITORS = 8;

    private final ServerSocketChannel channel;
    private final SocketPlace.Spot spot;
    private final Visit.House house;
    private final Semaphore places = new Semaphore(MOST_VISITORS);
    private final Set<Visit> visits = ConcurrentHashMap.newKeySet();
    private final Thread acceptor;

    private AttachServer(ServerSocketChannel channel, SocketPlace.Spot spot, Visit.House house) {
        this.channel = channel;
        this.spot = spot;
        this.house = house;
        this.acceptor = new Thread(this::accept, "gitcortex-attach");
        this.acceptor.setDaemon(true);
    }

    /**
     * Begins to listen.
     *
     * @param dataDirectory where those who want to attach look for the socket
     * @param seats the sessions of this process
     * @throws IOException if there can be no socket
     */
    public static AttachServer start(Path dataDirectory, AttachSeats seats) throws IOException {
        return start(dataDirectory, seats, Visit.PATIENCE);
    }

    static AttachServer start(Path dataDirectory, AttachSeats seats, Duration patience) throws IOException {
        SocketPlace place = SocketPlace.in(dataDirectory);
        place.tidy();
        byte[] random = new byte[4];
        new SecureRandom().nextBytes(random);
        String name = ProcessHandle.current().pid() + "-" + HexFormat.of().formatHex(random);
        SocketPlace.Spot spot = place.reserve(name);
        ServerSocketChannel channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            channel.bind(UnixDomainSocketAddress.of(spot.socket()));
            PrivateFiles.close(spot.socket());
        } catch (IOException e) {
            channel.close();
            spot.delete();
            throw e;
        }
        AttachServer server = new AttachServer(channel, spot, new Visit.House(seats, patience));
        server.acceptor.start();
        return server;
    }

    private void accept() {
        try {
            while (true) {
                SocketChannel visitor = channel.accept();
                if (!isSameUser(visitor)) {
                    visitor.close();
                } else if (places.tryAcquire()) {
                    begin(visitor);
                } else {
                    sendAway(visitor);
                }
            }
        } catch (ClosedChannelException e) {
            log.debug("Nobody can attach any more");
        } catch (IOException e) {
            log.warn("Nobody can attach to sessions of this process any more: {}", e.getMessage());
        }
    }

    private void begin(SocketChannel visitor) {
        try {
            Visit visit = new Visit(Wire.of(visitor), house);
            visits.add(visit);
            Thread thread = new Thread(
                    () -> {
                        try {
                            visit.run();
                        } finally {
                            visits.remove(visit);
                            places.release();
                        }
                    },
                    "gitcortex-attached");
            thread.setDaemon(true);
            thread.start();
        } catch (IOException e) {
            places.release();
            log.warn("A visitor could not be let in: {}", e.getMessage());
        }
    }

    /** What is said so first fits into any socket's buffer; who is gone already has lost nothing. */
    private static void sendAway(SocketChannel visitor) {
        try (visitor) {
            visitor.write(Frame.of(Frame.Kind.REFUSED, "Its process has as many visitors as it takes, " + MOST_VISITORS)
                    .encoded());
        } catch (IOException e) {
            log.debug("A visitor who was sent away had gone: {}", e.getMessage());
        }
    }

    /** The directory keeps others out already; this holds where somebody has opened it to them, root excepted. */
    private boolean isSameUser(SocketChannel visitor) throws IOException {
        if (!visitor.supportedOptions().contains(ExtendedSocketOptions.SO_PEERCRED)) {
            return true;
        }
        try {
            String user =
                    visitor.getOption(ExtendedSocketOptions.SO_PEERCRED).user().getName();
            return user.equals(Files.getOwner(spot.socket()).getName());
        } catch (IOException e) {
            log.debug("It cannot be told who wants to attach: {}", e.getMessage());
            return false;
        }
    }

    /** Sends visitors away, who give their sessions back, and deletes the socket. Idempotent. */
    @Override
    public void close() {
        try {
            channel.close();
            visits.forEach(Visit::end);
            spot.delete();
            acceptor.join(CLOSE_TIMEOUT.toMillis());
            for (Visit visit : visits) {
                visit.awaitEnd(CLOSE_TIMEOUT);
            }
        } catch (IOException e) {
            log.warn("The socket {} could not be closed whole: {}", spot.socket(), e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
