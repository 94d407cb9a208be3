package io.gitcortex.sqlite.file;

import io.gitcortex.store.StoreException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * Files that nobody but their owner can read, from the moment they exist. Where a file system knows no POSIX permissions, a
 * file has those that its directory gives it.
 */
public final class PrivateFiles {
    private static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-------");
    private static final Set<PosixFilePermission> DIRECTORY = PosixFilePermissions.fromString("rwx------");

    private PrivateFiles() {}

    /** Makes a directory, mode 0700, and those above it that are missing. One that exists is left as it is. */
    public static void makeDirectory(Path directory) {
        if (Files.isDirectory(directory)) {
            return;
        }
        try {
            Files.createDirectories(directory, attributes(directory, DIRECTORY));
        } catch (IOException e) {
            throw new StoreException(
                    "The directory " + directory + " cannot be made (" + e + "); make it, or choose another", e);
        }
    }

    /** Makes an empty file, mode 0600; one that exists gets that mode. */
    public static void make(Path file) {
        try {
            create(file);
        } catch (FileAlreadyExistsException e) {
            protect(file);
        } catch (IOException e) {
            throw new StoreException(
                    "The file " + file + " cannot be made (" + e + "); make its directory writable, or choose another",
                    e);
        }
    }

    /** Makes a new empty file, mode 0600. */
    static void create(Path file) throws IOException {
        Files.createFile(file, attributes(file, FILE));
    }

    /** Gives a file mode 0600, if it is there and has another. */
    static void protect(Path file) {
        PosixFileAttributeView view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
        if (view == null || !Files.exists(file)) {
            return;
        }
        try {
            if (!view.readAttributes().permissions().equals(FILE)) {
                view.setPermissions(FILE);
            }
        } catch (IOException e) {
            throw new StoreException(
                    "The file " + file + " cannot be kept from other users (" + e
                            + "); give it to this user, mode 0600",
                    e);
        }
    }

    private static FileAttribute<?>[] attributes(Path path, Set<PosixFilePermission> permissions) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(permissions)}
                : new FileAttribute<?>[0];
    }
}
