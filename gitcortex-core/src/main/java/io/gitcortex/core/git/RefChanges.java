package io.gitcortex.core.git;

import static java.nio.file.StandardWatchEventKinds.ENTRY_CREATE;
import static java.nio.file.StandardWatchEventKinds.ENTRY_DELETE;
import static java.nio.file.StandardWatchEventKinds.ENTRY_MODIFY;
import static java.nio.file.StandardWatchEventKinds.OVERFLOW;

import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.FileSystems;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the file system reports about our refs: the directories of {@code refs/heads/gitcortex}, as they come and go, the
 * packed list, and tables. Where the system has no watcher left, it reports nothing, and the poll has to do.
 *
 * <p>Thread-safe.
 */
final class RefChanges implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RefChanges.class);
    private static final String OURS = "gitcortex";
    private static final String PACKED = "packed-refs";

    private final @Nullable WatchService service;
    private final Map<WatchKey, Watched> watched = new ConcurrentHashMap<>();
    private final Set<Path> repositories = ConcurrentHashMap.newKeySet();

    private record Watched(Path repository, Path directory) {}

    private RefChanges(@Nullable WatchService service) {
        this.service = service;
    }

    static RefChanges open() {
        try {
            return new RefChanges(FileSystems.getDefault().newWatchService());
        } catch (IOException e) {
            LOG.warn("No file watcher can be had ({}): commits are found by polling alone", e.getMessage());
            return new RefChanges(null);
        }
    }

    void add(Path repository) {
        repositories.add(repository);
        register(repository);
    }

    void remove(Path repository) {
        repositories.remove(repository);
        watched.entrySet().removeIf(entry -> {
            if (entry.getValue().repository().equals(repository)) {
                entry.getKey().cancel();
                return true;
            }
            return false;
        });
    }

    /** Looks again for directories whose appearance was not reported. */
    void refresh() {
        repositories.forEach(this::register);
    }

    private void register(Path repository) {
        Path heads = repository.resolve("refs/heads");
        watch(repository, repository);
        watch(repository, heads);
        watch(repository, repository.resolve("reftable"));
        watchTree(repository, heads.resolve(OURS));
    }

    private void watchTree(Path repository, Path root) {
        if (!Files.isDirectory(root)) {
            return;
        }
        try {
            Files.walkFileTree(root, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
                    watch(repository, directory);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFileFailed(Path file, IOException e) {
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            LOG.debug("The refs below {} are not all watched", root, e);
        }
    }

    /** Asking twice for one directory gives the same key, so this may be called as often as one likes. */
    private void watch(Path repository, Path directory) {
        if (service == null || !Files.isDirectory(directory)) {
            return;
        }
        try {
            WatchKey key = directory.register(service, ENTRY_CREATE, ENTRY_MODIFY, ENTRY_DELETE);
            watched.put(key, new Watched(repository, directory));
        } catch (IOException | ClosedWatchServiceException e) {
            LOG.debug("{} is not watched", directory, e);
        }
    }

    /** The repositories that may have changed; none if the time ran out. */
    Set<Path> await(long timeout, TimeUnit unit) throws InterruptedException {
        if (service == null) {
            unit.sleep(timeout);
            return Set.of();
        }
        Set<Path> changed = new HashSet<>();
        try {
            for (WatchKey key = service.poll(timeout, unit); key != null; key = service.poll()) {
                take(key, changed);
            }
        } catch (ClosedWatchServiceException e) {
            throw new InterruptedException("The watcher is closed");
        }
        return changed;
    }

    private void take(WatchKey key, Set<Path> changed) {
        Watched place = watched.get(key);
        for (WatchEvent<?> event : key.pollEvents()) {
            if (place != null && concernsUs(place, event)) {
                changed.add(place.repository());
            }
        }
        if (!key.reset()) {
            watched.remove(key);
        }
    }

    private boolean concernsUs(Watched place, WatchEvent<?> event) {
        if (event.kind() == OVERFLOW || !(event.context() instanceof Path name)) {
            return true;
        }
        if (name.toString().endsWith(".lock")) {
            return false;
        }
        if (place.directory().equals(place.repository())) {
            return name.toString().equals(PACKED);
        }
        if (place.directory().endsWith("refs/heads") && !name.toString().equals(OURS)) {
            return false;
        }
        // A directory that appears may hold refs already: they were made before anybody watched it.
        watchTree(place.repository(), place.directory().resolve(name));
        return true;
    }

    @Override
    public void close() {
        if (service != null) {
            try {
                service.close();
            } catch (IOException e) {
                LOG.debug("The file watcher did not close", e);
            }
        }
    }
}
