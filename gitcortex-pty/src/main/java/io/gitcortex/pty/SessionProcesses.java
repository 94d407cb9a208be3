package io.gitcortex.pty;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Finds the processes of one or more sessions: those that carry a session's id in their environment, those seen earlier, and
 * all that descend from either. A process that has cleared its environment is found as long as it descends from one that
 * has not, or was seen while it did.
 *
 * <p>Thread-safe.
 */
final class SessionProcesses {
    /** Sessions of process 0 are those of the kernel. */
    private static final long NOBODY = 0;

    private final ProcessTable table;
    private final Set<String> sessionIds;
    private final long rootPid;
    private final @Nullable ProcessRow root;
    private final Map<Long, ProcessRow> known = new HashMap<>();

    private SessionProcesses(ProcessTable table, Set<String> sessionIds, long rootPid, @Nullable ProcessRow root) {
        this.table = table;
        this.sessionIds = sessionIds;
        this.rootPid = rootPid;
        this.root = root;
        if (root != null) {
            known.put(root.pid(), root);
        }
    }

    /**
     * The processes of a session of this JVM.
     *
     * @param rootPid the id of the process that it was opened with
     * @param root that process, or null if it had ended before it could be seen
     */
    static SessionProcesses of(ProcessTable table, String sessionId, long rootPid, @Nullable ProcessRow root) {
        return new SessionProcesses(table, Set.of(sessionId), rootPid, root);
    }

    /** What an earlier JVM has left: nothing is known but the ids. */
    static SessionProcesses left(ProcessTable table, Set<String> sessionIds) {
        return new SessionProcesses(table, sessionIds, NOBODY, null);
    }

    /**
     * Looks once, and keeps what it sees for later looks.
     *
     * @param strangers processes that an earlier look of the same caller has found to be none of the session's, and need not
     *     look at again: nobody comes to carry the variable later; kept up to date here
     */
    synchronized List<ProcessRow> find(Set<ProcessRow> strangers) {
        Map<Long, ProcessRow> rows = table.rows();
        Set<Long> untouchable = thisJvmAndItsAncestors(rows);
        List<ProcessRow> candidates = rows.values().stream()
                .filter(row -> !untouchable.contains(row.pid()))
                .toList();
        Set<Long> found = carrying(candidates, strangers);
        known.values().removeIf(row -> !isStillThere(row, rows));
        found.addAll(known.keySet());
        found.addAll(inSessionOfLivingRoot(candidates));
        found.addAll(descendants(found, candidates));
        found.forEach(pid -> known.put(pid, rows.get(pid)));
        return List.copyOf(known.values());
    }

    /**
     * Looks for what the root leaves behind. To be called as soon as it has ended: its process id, which still names the
     * operating system's session of those it leaves, might name another process later.
     */
    synchronized void rootHasEnded() {
        if (rootPid == NOBODY) {
            return;
        }
        Map<Long, ProcessRow> rows = table.rows();
        ProcessRow ended = root;
        ProcessRow holder = rows.get(rootPid);
        if (holder == null || (ended != null && holder.isSameProcess(ended))) {
            rows.values().stream().filter(row -> row.session() == rootPid).forEach(row -> known.put(row.pid(), row));
        }
    }

    /** Which of these very processes are still there: the last look before a signal. */
    Set<ProcessRow> stillThere(Collection<ProcessRow> rows) {
        return table.stillThere(rows);
    }

    private Set<Long> carrying(List<ProcessRow> candidates, Set<ProcessRow> strangers) {
        strangers.retainAll(Set.copyOf(candidates));
        List<ProcessRow> unknown =
                candidates.stream().filter(row -> !strangers.contains(row)).toList();
        Set<Long> carrying = new HashSet<>(table.carrying(sessionIds, unknown));
        unknown.stream().filter(row -> !carrying.contains(row.pid())).forEach(strangers::add);
        return carrying;
    }

    private Set<Long> inSessionOfLivingRoot(Collection<ProcessRow> rows) {
        ProcessRow leader = root;
        return leader == null || !known.containsKey(leader.pid())
                ? Set.of()
                : rows.stream()
                        .filter(row -> row.session() == leader.pid())
                        .map(ProcessRow::pid)
                        .collect(Collectors.toSet());
    }

    private static boolean isStillThere(ProcessRow row, Map<Long, ProcessRow> rows) {
        ProcessRow now = rows.get(row.pid());
        return now != null && now.isSameProcess(row);
    }

    /** This JVM may itself live in a session that somebody wants ended; it cannot be the one to do it. */
    private static Set<Long> thisJvmAndItsAncestors(Map<Long, ProcessRow> rows) {
        Set<Long> pids = new HashSet<>();
        ProcessRow row = rows.get(ProcessHandle.current().pid());
        while (row != null && pids.add(row.pid())) {
            row = rows.get(row.parent());
        }
        pids.add(ProcessHandle.current().pid());
        return pids;
    }

    private static Set<Long> descendants(Set<Long> ancestors, Collection<ProcessRow> rows) {
        Map<Long, List<ProcessRow>> children = rows.stream().collect(Collectors.groupingBy(ProcessRow::parent));
        Set<Long> found = new HashSet<>();
        Deque<Long> open = new ArrayDeque<>(new ArrayList<>(ancestors));
        while (!open.isEmpty()) {
            for (ProcessRow child : children.getOrDefault(open.remove(), List.of())) {
                if (found.add(child.pid())) {
                    open.add(child.pid());
                }
            }
        }
        return found;
    }
}
