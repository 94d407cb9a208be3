package io.gitcortex.core.terminal;

import io.gitcortex.core.terminal.screen.Utf8Pieces;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads what a {@link SessionLog} has written and goes on writing, perhaps in another process: first {@code .1}, then the log
 * itself, which becomes {@code .1} when it is full.
 *
 * <p>Not thread-safe. Whoever opens it closes it.
 */
public final class LogReader implements AutoCloseable {
    /** Stands where a whole file came and went between two looks. */
    static final String MISSING = "\n[output may be missing here]\n";

    private static final int PIECE = 64 * 1024;

    private final Path file;
    private final Path older;
    private final Utf8Pieces decoder = new Utf8Pieces();
    private @Nullable Held held;

    /** A file that stays the same while it is renamed. */
    private record Held(FileChannel channel, Object key) {}

    private LogReader(Path file) {
        this.file = file;
        this.older = SessionLog.older(file);
    }

    /** A reader at the beginning of a log, which need not be there yet. */
    public static LogReader of(Path file) {
        return new LogReader(file);
    }

    /** The log. */
    public Path file() {
        return file;
    }

    /** Whether there is something to be read. */
    public boolean exists() {
        return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS);
    }

    /**
     * Reads on.
     *
     * @return the next piece; empty if there is nothing more for now
     * @throws IOException if the log cannot be read
     */
    public String next() throws IOException {
        Held current = held;
        if (current == null) {
            return begin() ? next() : "";
        }
        // Asked first: what was written before a file was renamed can be read after it.
        boolean newest = current.key().equals(key(file));
        String text = read(current.channel());
        return !text.isEmpty() || newest ? text : after(current);
    }

    private boolean begin() throws IOException {
        Optional<Held> first = hold(older);
        held = first.isPresent() ? first.get() : hold(file).orElse(null);
        return held != null;
    }

    private String after(Held old) throws IOException {
        boolean followed = old.key().equals(key(older));
        Optional<Held> next = hold(followed ? file : older);
        if (next.isEmpty()) {
            return ""; // It is being renamed right now, or was deleted.
        }
        held = next.get();
        old.channel().close(); // Not before: its key could be given to the next file.
        return followed ? next() : MISSING;
    }

    private String read(FileChannel channel) throws IOException {
        ByteBuffer piece = ByteBuffer.allocate(PIECE);
        String text = "";
        while (text.isEmpty() && channel.read(piece.clear()) > 0) {
            byte[] bytes = new byte[piece.flip().remaining()];
            piece.get(bytes);
            text = decoder.next(bytes);
        }
        return text;
    }

    /** Opens a file and is sure which one it is. */
    private static Optional<Held> hold(Path path) throws IOException {
        while (true) {
            Object before = key(path);
            if (before == null) {
                return Optional.empty();
            }
            try {
                FileChannel channel = FileChannel.open(path, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
                if (before.equals(key(path))) {
                    return Optional.of(new Held(channel, before));
                }
                channel.close();
            } catch (NoSuchFileException e) {
                return Optional.empty(); // Renamed since.
            }
        }
    }

    private static @Nullable Object key(Path path) throws IOException {
        try {
            BasicFileAttributes attributes =
                    Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            // Where files have no keys (Windows), they have the time of their making.
            return Objects.requireNonNullElse(attributes.fileKey(), attributes.creationTime());
        } catch (NoSuchFileException e) {
            return null;
        }
    }

    @Override
    public void close() throws IOException {
        if (held != null) {
            held.channel().close();
        }
    }
}
