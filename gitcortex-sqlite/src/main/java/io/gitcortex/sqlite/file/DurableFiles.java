package io.gitcortex.sqlite.file;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What makes a file survive the machine, and have its name only when it is whole. */
final class DurableFiles {
    private static final Logger LOG = LoggerFactory.getLogger(DurableFiles.class);

    /** What SQLite may have beside a database. */
    private static final List<String> COMPANIONS = List.of("", "-journal", "-wal", "-shm");

    /** How the names end that {@link #unfinished} gives, and those of companions. */
    private static final String UNFINISHED = "[0-9a-f-]{36}\\.part(-journal|-wal|-shm)?";

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
        FileChannel channel;
        try {
            channel = FileChannel.open(directory, StandardOpenOption.READ);
        } catch (IOException e) {
            // Not every system lets a directory be opened: Windows does not.
            LOG.debug("{} cannot be opened, to be forced to the disk", directory, e);
            return;
        }
        try (channel) {
            channel.force(true);
        } catch (IOException e) {
            // Some network mounts cannot; a disk that fails would be as quiet elsewhere.
            LOG.warn("{} cannot be forced to the disk: new names in it may not survive a power cut", directory, e);
        }
    }

    /** Copies a file into a new one that nobody else can read, from its first byte on, whatever the mode of the former. */
    static void copy(Path file, Path copy) throws IOException {
        PrivateFiles.create(copy);
        try (OutputStream output = Files.newOutputStream(copy, StandardOpenOption.WRITE)) {
            Files.copy(file, output);
        }
    }

    /**
     * Gives a whole file its name, which nobody has. The file may keep the old one, too, which is the caller's to remove.
     *
     * @throws java.nio.file.FileAlreadyExistsException if somebody has it by now
     */
    static void name(Path file, Path name) throws IOException {
        name(file, name, Files::createLink);
    }

    /** @param linking gives the first path to what has the second, and never replaces a file, unlike a move */
    static void name(Path file, Path name, Linking linking) throws IOException {
        try {
            linking.link(name, file);
        } catch (FileAlreadyExistsException e) {
            throw e;
        } catch (FileSystemException | UnsupportedOperationException e) {
            // FAT and many network mounts know no second name for a file, and answer as if it were forbidden.
            LOG.debug("{} gets its name by a move", name, e);
            moveToNew(file, name);
        }
        forceNames(name);
    }

    /** An empty file reserves the name: what has come in the meantime is not replaced. */
    private static void moveToNew(Path file, Path name) throws IOException {
        PrivateFiles.create(name);
        boolean moved = false;
        try {
            Files.move(file, name, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            moved = true;
        } finally {
            if (!moved) {
                Files.deleteIfExists(name);
            }
        }
    }

    /** Deletes an unfinished file, and what SQLite had beside it; complains if it cannot. */
    static void delete(Path unfinished) {
        for (String suffix : COMPANIONS) {
            Path file = unfinished.resolveSibling(unfinished.getFileName() + suffix);
            try {
                Files.deleteIfExists(file);
            } catch (IOException e) {
                LOG.warn("{} is left over and cannot be deleted", file, e);
            }
        }
    }

    /**
     * Deletes what was left unfinished beside a file by those who were killed: files named after it, or after what is named after
     * it. Nobody may be about to make one.
     */
    static void deleteLeftovers(Path file) throws IOException {
        Pattern name = Pattern.compile(Pattern.quote("." + file.getFileName() + ".") + ".*" + UNFINISHED);
        List<Path> leftovers;
        try (Stream<Path> files = Files.list(file.toAbsolutePath().getParent())) {
            leftovers = files.filter(
                            each -> name.matcher(each.getFileName().toString()).matches())
                    .toList();
        }
        for (Path leftover : leftovers) {
            LOG.info("{} was left over by a restore or a backup that was cut off, and is deleted", leftover);
            delete(leftover);
        }
    }

    /** How a file gets a second name. */
    interface Linking {
        void link(Path name, Path file) throws IOException;
    }
}
