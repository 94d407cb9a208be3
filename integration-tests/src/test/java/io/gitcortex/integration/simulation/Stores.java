package io.gitcortex.integration.simulation;

import io.gitcortex.sqlite.SqliteWorkflowStore;
import io.gitcortex.store.WorkflowStore;
import io.gitcortex.testkit.store.InMemoryWorkflowStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Where the journals of simulated workflows are kept: in memory, or in a file of SQLite that is deleted afterwards. */
final class Stores {
    /** A disk in memory, where there is one: what is proved here is order, not what a disk does. */
    private static final Path MEMORY = Path.of("/dev/shm");

    private Stores() {}

    static Simulation.Result inMemory(long seed, Library library) {
        return Simulation.run(seed, library, InMemoryWorkflowStore::new);
    }

    static Simulation.Result inSqlite(long seed, Library library) {
        Path directory = directory();
        List<WorkflowStore> opened = new ArrayList<>();
        try {
            return Simulation.run(seed, library, time -> {
                opened.add(SqliteWorkflowStore.open(directory.resolve("gitcortex.db"), time));
                return opened.get(0);
            });
        } finally {
            opened.forEach(WorkflowStore::close);
            delete(directory);
        }
    }

    private static Path directory() {
        try {
            return Files.isWritable(MEMORY)
                    ? Files.createTempDirectory(MEMORY, "gitcortex-simulation")
                    : Files.createTempDirectory("gitcortex-simulation");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path directory) {
        try (Stream<Path> files = Files.walk(directory)) {
            List<Path> all = files.sorted(Comparator.reverseOrder()).toList();
            for (Path file : all) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
