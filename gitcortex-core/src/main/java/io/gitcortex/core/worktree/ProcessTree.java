package io.gitcortex.core.worktree;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Ends processes with all that they started: asked first, then killed. */
final class ProcessTree {
    private static final Logger LOG = LoggerFactory.getLogger(ProcessTree.class);
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final int KILL_ROUNDS = 5;
    private static final int ENVIRONMENT_BYTES = 1 << 20;

    private ProcessTree() {}

    static Set<ProcessHandle> of(ProcessHandle root) {
        Set<ProcessHandle> tree = root.descendants().collect(Collectors.toCollection(LinkedHashSet::new));
        tree.add(root);
        return tree;
    }

    /**
     * Those whose environment holds the mark: also those that have left the tree of their parents. Only where there is a
     * {@code /proc} to ask; elsewhere none.
     */
    static Set<ProcessHandle> marked(String mark) {
        if (!Files.isDirectory(Path.of("/proc/self"))) {
            return Set.of();
        }
        try (Stream<ProcessHandle> all = ProcessHandle.allProcesses()) {
            return all.filter(process -> environment(process.pid()).anyMatch(variable -> variable.endsWith("=" + mark)))
                    .collect(Collectors.toSet());
        }
    }

    /** The variables of a process, as {@code name=value}; none where it is gone, or somebody else's. */
    static Stream<String> environment(long pid) {
        try (InputStream environment = Files.newInputStream(Path.of("/proc/" + pid + "/environ"))) {
            byte[] bytes = environment.readNBytes(ENVIRONMENT_BYTES);
            return Stream.of(new String(bytes, StandardCharsets.ISO_8859_1).split("\0"));
        } catch (IOException e) {
            return Stream.empty();
        }
    }

    /** Ends these, their descendants, and whatever carries the mark. Goes on when interrupted, and keeps the flag. */
    static void end(Set<ProcessHandle> first, String mark) {
        boolean interrupted = Thread.interrupted();
        Set<ProcessHandle> known = new LinkedHashSet<>(first);
        Set<ProcessHandle> alive = withOffspring(known, mark);
        alive.forEach(ProcessHandle::destroy);
        interrupted |= !awaitEnd(alive);
        for (int round = 0; round < KILL_ROUNDS; round++) {
            alive = withOffspring(known, mark);
            if (alive.isEmpty()) {
                break;
            }
            alive.forEach(ProcessHandle::destroyForcibly);
            interrupted |= !awaitEnd(alive);
        }
        if (!alive.isEmpty()) {
            LOG.warn(
                    "Processes {} did not end",
                    alive.stream().map(ProcessHandle::pid).toList());
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static Set<ProcessHandle> withOffspring(Set<ProcessHandle> known, String mark) {
        for (ProcessHandle process : Set.copyOf(known)) {
            process.descendants().forEach(known::add);
        }
        known.addAll(marked(mark));
        return known.stream().filter(ProcessHandle::isAlive).collect(Collectors.toSet());
    }

    /** False if interrupted. */
    private static boolean awaitEnd(Set<ProcessHandle> processes) {
        CompletableFuture<?>[] exits =
                processes.stream().map(ProcessHandle::onExit).toArray(CompletableFuture[]::new);
        try {
            CompletableFuture.allOf(exits).get(PATIENCE.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            return false;
        } catch (ExecutionException | TimeoutException e) {
            LOG.debug("Not all of {} ended in time", processes, e);
        }
        return true;
    }
}
