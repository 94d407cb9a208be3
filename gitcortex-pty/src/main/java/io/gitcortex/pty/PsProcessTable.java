package io.gitcortex.pty;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.gitcortex.terminal.TerminalException;
import io.gitcortex.terminal.TerminalSpec;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

/**
 * Asks ps(1), where there is no /proc. It knows less than {@link LinuxProcessTable}: no sessions, starts to the second, and on
 * macOS not the environment of programs that belong to the system; those are found as descendants of others.
 */
final class PsProcessTable implements ProcessTable {
    private static final Duration DEADLINE = Duration.ofSeconds(10);
    private static final long POLL_NANOS = 1_000_000;
    private static final int PID = 0;
    private static final int PARENT = 1;
    private static final int STATE = 2;
    private static final int START = 3;

    @Override
    public Map<Long, ProcessRow> rows() {
        Map<Long, ProcessRow> rows = new HashMap<>();
        ps("-A", "-o", "pid=,ppid=,stat=,lstart=")
                .forEach(line -> parse(line).ifPresent(row -> rows.put(row.pid(), row)));
        return rows;
    }

    @Override
    public Optional<ProcessRow> row(long pid) {
        return rows(Long.toString(pid)).stream().findFirst();
    }

    /** One program for all of them: a tree that goes on forking would outrun one for each. */
    @Override
    public Set<ProcessRow> stillThere(Collection<ProcessRow> rows) {
        String pids = rows.stream().map(row -> Long.toString(row.pid())).collect(Collectors.joining(","));
        List<ProcessRow> now = rows.isEmpty() ? List.of() : rows(pids);
        return rows.stream()
                .filter(row -> now.stream().anyMatch(row::isSameProcess))
                .collect(Collectors.toUnmodifiableSet());
    }

    private static List<ProcessRow> rows(String pids) {
        return ps("-o", "pid=,ppid=,stat=,lstart=", "-p", pids).stream()
                .flatMap(line -> parse(line).stream())
                .toList();
    }

    @Override
    public Set<Long> carrying(Set<String> sessionIds, Collection<ProcessRow> candidates) {
        // BSD style, which macOS and Linux share: the environment follows the command, with nothing between. The
        // latter is taken off, or a process that merely has the variable in an argument would count as a session's.
        Map<Long, String> commands = new HashMap<>();
        ps("axww", "-o", "pid=,command=").forEach(line -> put(commands, line));
        Map<Long, String> withEnvironment = new HashMap<>();
        ps("axeww", "-o", "pid=,command=").forEach(line -> put(withEnvironment, line));
        Set<Long> found = new HashSet<>();
        for (ProcessRow candidate : candidates) {
            String command = commands.get(candidate.pid());
            String all = withEnvironment.get(candidate.pid());
            if (command != null && all != null && all.startsWith(command)) {
                String environment = all.substring(command.length()) + " ";
                if (sessionIds.stream().anyMatch(id -> environment.contains(variable(id)))) {
                    found.add(candidate.pid());
                }
            }
        }
        return found;
    }

    @Override
    public boolean hasBecomeProgram(long pid) {
        return true;
    }

    private static String variable(String sessionId) {
        return " " + TerminalSpec.SESSION_VARIABLE + "=" + sessionId + " ";
    }

    private static void put(Map<Long, String> commands, String line) {
        String[] parts = line.strip().split(" +", 2);
        if (parts.length == 2) {
            commands.put(Long.parseLong(parts[0]), parts[1]);
        }
    }

    static Optional<ProcessRow> parse(String line) {
        String[] parts = line.strip().split(" +", 4);
        if (parts.length < 4 || parts[STATE].startsWith("Z")) {
            return Optional.empty();
        }
        return Optional.of(
                new ProcessRow(Long.parseLong(parts[PID]), Long.parseLong(parts[PARENT]), 0, parts[START].strip()));
    }

    private static List<String> ps(String... arguments) {
        List<String> command = new ArrayList<>(List.of("/bin/ps"));
        command.addAll(Arrays.asList(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
        // The names of days and months must not depend on the user's language.
        builder.environment().put("LC_ALL", "C");
        try {
            Process process = builder.start();
            try {
                return output(process).lines().toList();
            } finally {
                process.destroyForcibly();
            }
        } catch (IOException e) {
            throw new TerminalException("The processes of this host cannot be listed; install ps(1)", e);
        }
    }

    private static String output(Process process) throws IOException {
        // Never through a file: other people's keys are in it. Polled, since a blocking read knows no deadline.
        InputStream stream = process.getInputStream();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        long deadline = System.nanoTime() + DEADLINE.toNanos();
        while (System.nanoTime() < deadline) {
            boolean alive = process.isAlive();
            int available = stream.available();
            if (available > 0) {
                bytes.write(stream.readNBytes(available));
            } else if (alive) {
                LockSupport.parkNanos(POLL_NANOS);
            } else {
                return bytes.toString(UTF_8);
            }
        }
        throw new IOException("ps has not answered within " + DEADLINE.toSeconds() + " s");
    }
}
