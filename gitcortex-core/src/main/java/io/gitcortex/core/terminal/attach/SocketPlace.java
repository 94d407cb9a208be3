package io.gitcortex.core.terminal.attach;

import io.gitcortex.core.terminal.PrivateFiles;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Where the sockets of a repository's processes are: {@code attach/} of the data directory. The operating system takes 103
 * bytes of a path at most (macOS; Linux 107): where that is too short, the socket lies in a private directory under the
 * temp directory, and a file beside the others says where.
 *
 * @param directory the directory
 */
record SocketPlace(Path directory) {
    private static final String SOCKET = ".sock";
    private static final String NOTE = ".at";
    private static final String FAR = "gitcortex";
    private static final String FAR_SOCKET = "attach.sock";
    private static final int LONGEST = 103;
    /** More than the path of any temp directory. */
    private static final int LONGEST_NOTE = 4_096;

    static SocketPlace in(Path dataDirectory) {
        return new SocketPlace(dataDirectory.resolve("attach").toAbsolutePath());
    }

    /** A socket of a process. */
    record Spot(Path socket, Optional<Path> note) {
        /** Leaves nothing behind. */
        void delete() throws IOException {
            Files.deleteIfExists(socket);
            if (note.isPresent()) {
                Files.deleteIfExists(socket.resolveSibling(""));
                Files.deleteIfExists(note.get());
            }
        }
    }

    /** A place for a new socket. */
    Spot reserve(String name) throws IOException {
        PrivateFiles.directory(directory);
        Path near = directory.resolve(name + SOCKET);
        if (fits(near)) {
            return new Spot(near, Optional.empty());
        }
        Path far = Files.createTempDirectory(FAR); // Of mode 0700.
        Path socket = far.resolve(FAR_SOCKET);
        Path note = directory.resolve(name + NOTE);
        if (!fits(socket)) {
            Files.delete(far);
            throw new IOException(
                    "The path " + socket + " is too long for a socket; set java.io.tmpdir to a shorter one");
        }
        try {
            PrivateFiles.write(note, socket.toString(), false);
        } catch (IOException e) {
            Files.delete(far);
            throw e;
        }
        return new Spot(socket, Optional.of(note));
    }

    private static boolean fits(Path path) {
        return path.toString().getBytes(StandardCharsets.UTF_8).length <= LONGEST;
    }

    /** The sockets that there are, of processes that live or have died. */
    List<Spot> spots() throws IOException {
        List<Spot> spots = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
            for (Path file : files) {
                spot(file).ifPresent(spots::add);
            }
        } catch (NoSuchFileException | NotDirectoryException e) {
            return List.of();
        }
        return spots;
    }

    private static Optional<Spot> spot(Path file) throws IOException {
        String name = file.getFileName().toString();
        if (name.endsWith(SOCKET)) {
            return Optional.of(new Spot(file, Optional.empty()));
        }
        boolean note = name.endsWith(NOTE)
                && Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                && Files.size(file) <= LONGEST_NOTE;
        return note ? Optional.of(new Spot(Path.of(Files.readString(file)), Optional.of(file))) : Optional.empty();
    }

    /** Connects to a socket; empty if its process is gone. */
    static Optional<SocketChannel> connect(Spot spot) throws IOException {
        if (!fits(spot.socket()) || !Files.exists(spot.socket(), LinkOption.NOFOLLOW_LINKS)) {
            return Optional.empty();
        }
        SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            channel.connect(UnixDomainSocketAddress.of(spot.socket()));
            return Optional.of(channel);
        } catch (IOException e) {
            channel.close();
            return Optional.empty(); // Nobody listens there any more.
        }
    }

    /** Deletes what processes have left that are gone. One whose number has been given away is overlooked: nobody listens there. */
    void tidy() throws IOException {
        for (Spot spot : spots()) {
            if (!mayLive(spot) && (spot.note().isEmpty() || isOurs(spot.socket()))) {
                spot.delete();
            }
        }
    }

    private static boolean mayLive(Spot spot) {
        String name = spot.note().orElse(spot.socket()).getFileName().toString();
        try {
            return ProcessHandle.of(Long.parseLong(name.split("-", 2)[0])).isPresent();
        } catch (NumberFormatException e) {
            return true; // Not named by us.
        }
    }

    /** What a note names is deleted only if it can be what was put there. */
    private static boolean isOurs(Path socket) {
        Path parent = socket.getParent();
        Path name = parent == null ? null : parent.getFileName();
        return name != null && name.toString().startsWith(FAR) && socket.endsWith(FAR_SOCKET);
    }
}
