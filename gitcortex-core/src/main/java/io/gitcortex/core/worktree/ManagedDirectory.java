package io.gitcortex.core.worktree;

import io.gitcortex.core.git.GitRepository;
import io.gitcortex.core.git.RepositoryException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one directory in which we make and delete: {@code .gitcortex/worktrees} of the main checkout, or
 * {@code gitcortex/worktrees} of a bare repository. What begins with a dot in it is ours for a moment only.
 *
 * <p>Thread-safe.
 */
final class ManagedDirectory {
    private static final Logger LOG = LoggerFactory.getLogger(ManagedDirectory.class);
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,99}");
    private static final String TEMPORARY = ".tmp-";
    private static final Duration FOREIGN_AGE = Duration.ofDays(1);
    private static final byte[] IGNORE_ALL = "*\n".getBytes(StandardCharsets.US_ASCII);

    private final Path base;
    private final Path worktrees;
    private final boolean ignoresItself;

    private ManagedDirectory(Path base, boolean ignoresItself) {
        this.base = base;
        this.worktrees = base.resolve("worktrees");
        this.ignoresItself = ignoresItself;
    }

    static ManagedDirectory of(GitRepository repository) {
        return repository
                .mainWorktree()
                .map(main -> new ManagedDirectory(main.resolve(".gitcortex"), true))
                .orElseGet(
                        () -> new ManagedDirectory(repository.commonDirectory().resolve("gitcortex"), false));
    }

    /** Makes what is missing, and what keeps it out of every {@code git status} of the person. */
    void prepare() {
        try {
            makeDirectory(base);
            makeDirectory(worktrees);
            if (ignoresItself) {
                ignoreItself();
            }
        } catch (IOException e) {
            throw new RepositoryException(
                    "The directory of worktrees " + worktrees + " cannot be made: " + e.getMessage()
                            + ". Is there room, and may it be written?",
                    e);
        }
    }

    /** Writes the ignore file again, where there is something to be ignored. */
    void keepIgnored() {
        try {
            if (ignoresItself && Files.isDirectory(base, LinkOption.NOFOLLOW_LINKS)) {
                ignoreItself();
            }
        } catch (IOException e) {
            throw new RepositoryException(base.resolve(".gitignore") + " cannot be written: " + e.getMessage(), e);
        }
    }

    private static void makeDirectory(Path directory) throws IOException {
        // A link here would have us delete somewhere else.
        if (!Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)) {
            if (Files.exists(directory, LinkOption.NOFOLLOW_LINKS)) {
                throw new RepositoryException(directory + " is in the way: it must be a directory. Move it away");
            }
            Files.createDirectory(directory);
        }
    }

    private void ignoreItself() throws IOException {
        Path file = base.resolve(".gitignore");
        boolean regular = Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS);
        if (regular && Arrays.equals(Files.readAllBytes(file), IGNORE_ALL)) {
            return;
        }
        Path aside = Files.createTempFile(base, ".gitignore", ".new");
        Files.write(aside, IGNORE_ALL);
        Files.move(aside, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    /** The path for a worktree of that name, whether it exists or not. */
    Path path(String directoryName) {
        if (!NAME.matcher(directoryName).matches()) {
            throw new IllegalArgumentException("Not the name of a worktree's directory: '" + directoryName + "'");
        }
        return worktrees.resolve(directoryName);
    }

    /** Refuses what is not directly below this directory. */
    Path requireInside(Path worktree) {
        Path path = worktree.toAbsolutePath().normalize();
        if (!worktrees.equals(path.getParent())) {
            throw new IllegalArgumentException(worktree + " is not one of the worktrees in " + worktrees);
        }
        return path;
    }

    /**
     * Refuses to work where a link leads: this directory, or a worktree in it, may have been replaced by one since it was
     * made.
     */
    void requireNoLink(Path worktree) {
        for (Path part : List.of(base, worktrees, worktree)) {
            if (Files.exists(part, LinkOption.NOFOLLOW_LINKS) && !Files.isDirectory(part, LinkOption.NOFOLLOW_LINKS)) {
                throw new RepositoryException(part + " is no directory, but a link or a file: nothing is touched there."
                        + " See where it leads, and move it away");
            }
        }
    }

    /**
     * Moves a worktree to where the next opening deletes it, in one step: what is cut off while it is being deleted is never
     * taken for somebody's work.
     *
     * @return where its files are now
     */
    Path moveAside(Path worktree) {
        if (worktree.getFileName().toString().startsWith(TEMPORARY)
                || !Files.exists(worktree, LinkOption.NOFOLLOW_LINKS)) {
            return worktree;
        }
        Path aside = temporary();
        try {
            Files.move(worktree, aside.resolve(worktree.getFileName()), StandardCopyOption.ATOMIC_MOVE);
            return aside;
        } catch (IOException e) {
            LOG.debug("{} cannot be moved aside, and is deleted where it is", worktree, e);
            deleteEmpty(aside);
            return worktree;
        }
    }

    private static void deleteEmpty(Path directory) {
        try {
            Files.deleteIfExists(directory);
        } catch (IOException e) {
            LOG.debug("{} is left to the next opening", directory, e);
        }
    }

    List<String> names() {
        return children().stream()
                .map(child -> child.getFileName().toString())
                .filter(name -> NAME.matcher(name).matches())
                .toList();
    }

    private List<Path> children() {
        if (!Files.isDirectory(worktrees, LinkOption.NOFOLLOW_LINKS)) {
            return List.of();
        }
        try (Stream<Path> children = Files.list(worktrees)) {
            return children.filter(child -> Files.isDirectory(child, LinkOption.NOFOLLOW_LINKS))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new RepositoryException("The worktrees in " + worktrees + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** A new directory that is ours until this process ends. */
    Path temporary() {
        try {
            makeDirectory(worktrees);
            return Files.createTempDirectory(
                    worktrees, prefix() + ProcessHandle.current().pid() + "-");
        } catch (IOException e) {
            throw new RepositoryException(
                    "No temporary directory can be made in " + worktrees + ": " + e.getMessage(), e);
        }
    }

    /** Temporary directories of processes that are gone. */
    List<Path> abandoned() {
        return children().stream().filter(ManagedDirectory::isAbandoned).toList();
    }

    private static boolean isAbandoned(Path child) {
        String name = child.getFileName().toString();
        if (!name.startsWith(TEMPORARY)) {
            return false;
        }
        String prefix = prefix();
        try {
            if (!name.startsWith(prefix)) {
                // Another host's, or from before a restart: its process cannot be asked for.
                return Files.getLastModifiedTime(child)
                        .toInstant()
                        .isBefore(Instant.now().minus(FOREIGN_AGE));
            }
            String rest = name.substring(prefix.length());
            return ProcessHandle.of(Long.parseLong(rest.substring(0, rest.indexOf('-'))))
                    .isEmpty();
        } catch (IOException | IndexOutOfBoundsException | NumberFormatException e) {
            return false;
        }
    }

    /** Names this run of this host: elsewhere, and after a restart, a process id means another process. */
    private static String prefix() {
        String host = line("/proc/sys/kernel/random/boot_id") + line("/etc/hostname");
        return TEMPORARY + Integer.toHexString(host.hashCode()) + "-";
    }

    private static String line(String file) {
        try {
            return Files.readString(Path.of(file)).strip();
        } catch (IOException e) {
            return "";
        }
    }
}
