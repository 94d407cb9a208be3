package io.gitcortex.core.terminal;

import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * What a session has printed, as plain text in a file of mode 0600. When the file is full it becomes {@code .1}, whose old
 * content goes: a session keeps at most twice the limit.
 *
 * <p>Not thread-safe.
 */
final class SessionLog implements AutoCloseable {
    /** Large enough for a long conversation, small enough for any disk. */
    static final long LIMIT = 8L * 1024 * 1024;

    private final Path file;
    private final PlainText plain = new PlainText();
    private Writer writer;
    private long written;

    private SessionLog(Path file, Writer writer) {
        this.file = file;
        this.writer = writer;
    }

    static SessionLog open(Path file) throws IOException {
        PrivateFiles.ensure(file);
        return new SessionLog(file, writer(file));
    }

    /** What a log becomes when it is full. */
    static Path older(Path file) {
        return file.resolveSibling(file.getFileName() + ".1");
    }

    void append(byte[] piece) throws IOException {
        String text = plain.next(piece);
        if (written > 0 && written + text.length() > LIMIT) {
            rotate();
        }
        writer.write(text);
        writer.flush();
        written += text.length();
    }

    void gap(long bytes) throws IOException {
        writer.write("\n[" + bytes + " bytes of output are missing here]\n");
    }

    private void rotate() throws IOException {
        writer.close();
        Files.move(file, older(file), StandardCopyOption.REPLACE_EXISTING);
        PrivateFiles.ensure(file);
        writer = writer(file);
        written = 0;
    }

    private static Writer writer(Path file) throws IOException {
        return Files.newBufferedWriter(
                file, StandardCharsets.UTF_8, StandardOpenOption.WRITE, StandardOpenOption.APPEND);
    }

    @Override
    public void close() throws IOException {
        writer.close();
    }
}
