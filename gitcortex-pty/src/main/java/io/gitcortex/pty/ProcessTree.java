package io.gitcortex.pty;

import io.gitcortex.terminal.TerminalException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Ends processes: SIGTERM, a grace, SIGKILL, until nothing is found any more. A tree may go on forking while it is ended.
 *
 * <p>Not thread-safe: one ending at a time.
 */
final class ProcessTree {
    /** How long a process may take to die of SIGKILL: longer, and it hangs in the kernel. */
    private static final Duration KILL_LIMIT = Duration.ofSeconds(10);

    private static final long FIRST_PAUSE_MILLIS = 1;
    private static final long LONGEST_PAUSE_MILLIS = 20;

    /** One look can miss a process whose parent ends while the list is made. */
    private static final int EMPTY_LOOKS = 2;

    private final SessionProcesses processes;
    private final String what;
    private final Duration killLimit;

    // By row, not by id: a recycled id is another process.
    private final Set<ProcessKey> seen = new HashSet<>();
    private final Set<ProcessKey> asked = new HashSet<>();
    private final Set<ProcessRow> strangers = new HashSet<>();

    /**
     * @param what whose processes these are, for messages
     */
    ProcessTree(SessionProcesses processes, String what) {
        this(processes, what, KILL_LIMIT);
    }

    ProcessTree(SessionProcesses processes, String what, Duration killLimit) {
        this.processes = processes;
        this.what = what;
        this.killLimit = killLimit;
    }

    /**
     * Ends all of them.
     *
     * @param grace how long to wait between the signals; zero for SIGKILL alone
     * @return how many there were
     * @throws InterruptedException if the thread is interrupted during the grace; all are killed by then
     */
    int end(Duration grace) throws InterruptedException {
        boolean gone;
        try {
            gone = !grace.isZero() && goneAfterTerm(grace);
        } catch (InterruptedException e) {
            kill();
            throw e;
        }
        if (!gone) {
            kill();
        }
        return seen.size();
    }

    private boolean goneAfterTerm(Duration grace) throws InterruptedException {
        long deadline = System.nanoTime() + grace.toNanos();
        long pause = FIRST_PAUSE_MILLIS;
        int empty = 0;
        while (true) {
            List<ProcessRow> found = look();
            empty = found.isEmpty() ? empty + 1 : 0;
            if (empty == EMPTY_LOOKS) {
                return true;
            }
            signal(found.stream().filter(row -> asked.add(ProcessKey.of(row))).toList(), ProcessHandle::destroy);
            if (!found.isEmpty() && System.nanoTime() >= deadline) {
                return false;
            }
            TimeUnit.MILLISECONDS.sleep(pause);
            pause = Math.min(LONGEST_PAUSE_MILLIS, 2 * pause);
        }
    }

    /** Kills all of them, without grace and whether the thread is interrupted or not. */
    void kill() {
        long deadline = System.nanoTime() + killLimit.toNanos();
        boolean interrupted = false;
        int empty = 0;
        try {
            while (empty < EMPTY_LOOKS) {
                List<ProcessRow> found = look();
                empty = found.isEmpty() ? empty + 1 : 0;
                signal(found, ProcessHandle::destroyForcibly);
                if (!found.isEmpty() && System.nanoTime() >= deadline) {
                    throw notEnded(found);
                }
                interrupted |= pause();
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private TerminalException notEnded(List<ProcessRow> left) {
        return new TerminalException(
                "Processes " + left.stream().map(ProcessRow::pid).toList() + " of " + what
                        + " do not end, or are another user's; end them by hand");
    }

    private static boolean pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(FIRST_PAUSE_MILLIS);
            return false;
        } catch (InterruptedException e) {
            // The tree is being killed without grace already: finish that.
            return true;
        }
    }

    private List<ProcessRow> look() {
        List<ProcessRow> found = processes.find(strangers);
        found.forEach(row -> seen.add(ProcessKey.of(row)));
        return found;
    }

    private void signal(List<ProcessRow> rows, Consumer<ProcessHandle> how) {
        // The handles are taken first: each remembers the start that it sees, and signals no other process. If a row is
        // still the same one after that, nothing else can be hit, however late the signal is sent.
        Map<ProcessRow, ProcessHandle> handles = new HashMap<>();
        rows.forEach(row -> ProcessHandle.of(row.pid()).ifPresent(handle -> handles.put(row, handle)));
        processes.stillThere(handles.keySet()).stream().map(handles::get).forEach(how);
    }

    private record ProcessKey(long pid, String start) {
        static ProcessKey of(ProcessRow row) {
            return new ProcessKey(row.pid(), row.start());
        }
    }
}
