package io.gitcortex.pty;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.gitcortex.terminal.TerminalException;
import io.gitcortex.terminal.TerminalSpec;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads proc(5). What it knows of a process: {@code stat} (state, parent, session, start in clock ticks since the boot) and
 * {@code environ} (the environment that the process was started with).
 */
final class LinuxProcessTable implements ProcessTable {
    private static final String VARIABLE = TerminalSpec.SESSION_VARIABLE + "=";

    // Fields of stat, counted from the one after the program's name.
    private static final int STATE = 0;
    private static final int PARENT = 1;
    private static final int SESSION = 3;
    private static final int START = 19;

    private static final String THIS_JVM = "self";

    private final Path proc;

    LinuxProcessTable(Path proc) {
        this.proc = proc;
    }

    @Override
    public Map<Long, ProcessRow> rows() {
        Map<Long, ProcessRow> rows = new HashMap<>();
        try (DirectoryStream<Path> directories = Files.newDirectoryStream(proc, "[0-9]*")) {
            for (Path directory : directories) {
                read(directory).ifPresent(row -> rows.put(row.pid(), row));
            }
        } catch (IOException e) {
            throw blind(e);
        }
        return rows;
    }

    @Override
    public Optional<ProcessRow> row(long pid) {
        return read(proc.resolve(Long.toString(pid)));
    }

    @Override
    public Set<Long> carrying(Set<String> sessionIds, Collection<ProcessRow> candidates) {
        Set<Long> found = new HashSet<>();
        for (ProcessRow candidate : candidates) {
            byte[] environment = environment(Long.toString(candidate.pid()));
            if (environment != null && holdsOneOf(sessionIds, environment)) {
                found.add(candidate.pid());
            }
        }
        return found;
    }

    @Override
    public boolean hasBecomeProgram(long pid) {
        // Between fork and exec it has the JVM's own environment; after exec that of the session, which always differs.
        byte[] environment = environment(Long.toString(pid));
        return environment == null || !Arrays.equals(environment, environment(THIS_JVM));
    }

    private static boolean holdsOneOf(Set<String> sessionIds, byte[] environment) {
        String text = new String(environment, UTF_8);
        int at = text.startsWith(VARIABLE) ? 0 : text.indexOf('\0' + VARIABLE) + 1;
        if (at == 0 && !text.startsWith(VARIABLE)) {
            return false;
        }
        int end = text.indexOf('\0', at);
        return sessionIds.contains(text.substring(at + VARIABLE.length(), end < 0 ? text.length() : end));
    }

    private byte @Nullable [] environment(String process) {
        Path file = proc.resolve(process).resolve("environ");
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            // Ended meanwhile, or another user's.
            checkSight(e);
            return null;
        }
    }

    private Optional<ProcessRow> read(Path directory) {
        try {
            return parse(Files.readString(directory.resolve("stat"), ISO_8859_1));
        } catch (IOException e) {
            // Ended meanwhile, or another user's under hidepid.
            checkSight(e);
            return Optional.empty();
        }
    }

    /** What cannot be read must not be taken for gone when nothing can be read, because this JVM has too many files open. */
    private void checkSight(IOException reason) {
        try {
            byte[] ignored = Files.readAllBytes(proc.resolve(THIS_JVM).resolve("stat"));
        } catch (IOException e) {
            e.addSuppressed(reason);
            throw blind(e);
        }
    }

    private TerminalException blind(IOException e) {
        return new TerminalException(
                "The processes of this host cannot be seen in " + proc + "; close files, or mount it", e);
    }

    static Optional<ProcessRow> parse(String stat) {
        // The name stands in parentheses and may hold anything, parentheses too.
        int nameEnds = stat.lastIndexOf(')');
        int nameBegins = stat.indexOf('(');
        if (nameBegins < 0 || nameEnds + 2 > stat.length()) {
            return Optional.empty();
        }
        String[] fields = stat.substring(nameEnds + 2).split(" ", -1);
        if (fields.length <= START || fields[STATE].equals("Z") || fields[STATE].equals("X")) {
            return Optional.empty();
        }
        return Optional.of(new ProcessRow(
                Long.parseLong(stat.substring(0, nameBegins).trim()),
                Long.parseLong(fields[PARENT]),
                Long.parseLong(fields[SESSION]),
                fields[START]));
    }
}
