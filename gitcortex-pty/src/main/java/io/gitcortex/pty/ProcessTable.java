package io.gitcortex.pty;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The processes of this host. Zombies are not among them: they run no code and hold nothing.
 *
 * <p>Implementations are thread-safe. All methods throw {@link io.gitcortex.terminal.TerminalException} if processes cannot
 * be listed at all; a process that ends meanwhile, or that may not be looked at, is left out.
 */
interface ProcessTable {
    /** All that can be seen, by process id. */
    Map<Long, ProcessRow> rows();

    /** One of them, looked at anew. */
    Optional<ProcessRow> row(long pid);

    /** Which of these very processes are still there, looked at anew. */
    default Set<ProcessRow> stillThere(Collection<ProcessRow> rows) {
        return rows.stream()
                .filter(row -> row(row.pid()).filter(row::isSameProcess).isPresent())
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Which of these processes were started with {@code GITCORTEX_SESSION_ID} set to one of these values. */
    Set<Long> carrying(Set<String> sessionIds, Collection<ProcessRow> candidates);

    /** Whether a process that was forked from this JVM has become the program that it is to be. */
    boolean hasBecomeProgram(long pid);

    /** The table that fits the operating system. */
    static ProcessTable ofThisHost() {
        Path proc = Path.of("/proc");
        return Files.isReadable(proc.resolve("self/stat")) && Files.isReadable(proc.resolve("self/environ"))
                ? new LinuxProcessTable(proc)
                : new PsProcessTable();
    }
}
