package io.gitcortex.sqlite.file;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What makes a file survive the machine, and have its name only when it is whole. */
final class DurableFiles {
    private static final Logger LOG = LoggerFactory.getLogger(DurableFiles.class);

    private DurableFiles() {}

    /** A name beside another one that nobody uses. */
    static Path unfinished(Path file) {
        return file.resolveSibling("." + file.getFileName() + "." + UUID.randomUUID() + ".part");
    }

    static void force(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }

    /** Makes names survive that were given or taken away in the directory of a file. */
    static void forceNames(Path file) {
        Path directory = file.toAbsolutePath().getParent();
        if (directory == null) {
            return;
        }
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException e) {
            // Not every system lets a directory be opened: Windows does not.
            LOG.debug("{} cannot be forced to the disk", directory, e);
        }
    }

    /**
     * Gives a whole file its name, which nobody has. The file may keep the old one, too, which is the caller's to remove.
     *
     * @throws java.nio.file.FileAlreadyExistsException if somebody has it by now
     */
    static void name(Path file, Path name) throws IOException {
        link(file, name);
        forceNames(name);
    }

    /** A second name for a file; where the file system has no such thing, a copy. */
    private static void link(Path file, Path name) throws IOException {
        try {
            // Unlike a move, this never replaces a file that has come in the meantime.
            Files.createLink(name, file);
        } catch (UnsupportedOperationException e) {
            Files.copy(file, name, StandardCopyOption.COPY_ATTRIBUTES);
            force(name);
        }
    }
}
