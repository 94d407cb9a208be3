package io.gitcortex.core.worktree;

import io.gitcortex.core.git.GitRepository;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Marks the commands of plans, so that those whose process of ours was killed are found and ended. A mark names the
 * repository on this run of this host, and the process that started the command: by its id and its start, since ids are used
 * again.
 *
 * <p>Thread-safe. Only where there is a {@code /proc} to ask; elsewhere nothing is found.
 */
final class OwnedCommands {
    private static final Logger LOG = LoggerFactory.getLogger(OwnedCommands.class);
    private static final Path PROC = Path.of("/proc");
    private static final String SELF = Long.toString(ProcessHandle.current().pid());
    /** In proc(5) the start is the 22nd field, and the 2nd, which may hold blanks, ends with the last parenthesis. */
    private static final int START_AFTER_NAME = 19;

    private final String repository;

    private OwnedCommands(String repository) {
        this.repository = repository;
    }

    static OwnedCommands of(GitRepository repository) {
        // Of another container, whose process ids are others, nothing can be said, and nothing is touched.
        String place = read(PROC.resolve("sys/kernel/random/boot_id"))
                + linkedFrom(PROC.resolve("self/ns/pid"))
                + repository.commonDirectory();
        return new OwnedCommands("gitcortex:" + UUID.nameUUIDFromBytes(place.getBytes(StandardCharsets.UTF_8)) + ":");
    }

    /** A mark for one more command of this process. */
    String mark() {
        return markOf(SELF);
    }

    String markOf(String owner) {
        return repository + owner + ":" + start(owner) + ":" + UUID.randomUUID();
    }

    /** Ends commands whose owner is gone, with all that they started. Goes on when interrupted, and keeps the flag. */
    void endOrphans() {
        Map<String, Set<ProcessHandle>> orphans = new HashMap<>();
        try (Stream<ProcessHandle> all = ProcessHandle.allProcesses()) {
            all.filter(process -> process.pid() != ProcessHandle.current().pid())
                    .forEach(process -> ProcessTree.environment(process.pid())
                            .filter(variable -> variable.startsWith(ChildProcess.MARK + "=" + repository))
                            .map(variable -> variable.substring(ChildProcess.MARK.length() + 1))
                            .filter(this::isOrphaned)
                            .forEach(mark -> orphans.computeIfAbsent(mark, key -> new HashSet<>())
                                    .add(process)));
        }
        orphans.forEach((mark, processes) -> {
            LOG.warn(
                    "Processes {} of a set-up or a verification were left by a process that is gone, and are ended",
                    processes.stream().map(ProcessHandle::pid).toList());
            ProcessTree.end(processes, mark);
        });
    }

    private boolean isOrphaned(String mark) {
        List<String> owner = List.of(mark.substring(repository.length()).split(":", -1));
        return owner.size() == 3 && !owner.get(1).isEmpty() && isGone(owner.get(0), owner.get(1));
    }

    /** Only where it is certain: the id is nobody's, another process has it, or nobody has fetched its exit code yet. */
    private static boolean isGone(String pid, String start) {
        if (!Files.exists(PROC.resolve("self/stat"))) {
            return false;
        }
        if (!Files.exists(PROC.resolve(pid))) {
            return true;
        }
        String now = start(pid);
        return !now.isEmpty() && (!now.equals(start) || stat(pid).get(0).equals("Z"));
    }

    private static String start(String pid) {
        List<String> fields = stat(pid);
        return fields.size() > START_AFTER_NAME ? fields.get(START_AFTER_NAME) : "";
    }

    private static List<String> stat(String pid) {
        String line = read(PROC.resolve(pid).resolve("stat"));
        return List.of(line.substring(line.lastIndexOf(')') + 1).strip().split(" ", -1));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1).strip();
        } catch (IOException e) {
            return "";
        }
    }

    private static String linkedFrom(Path link) {
        try {
            return Files.readSymbolicLink(link).toString();
        } catch (IOException e) {
            return "";
        }
    }
}
