package io.gitcortex.pty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gitcortex.terminal.TerminalException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Real processes, seen through a table that is behind the times. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ProcessTreeTest {
    private static final String SESSION = "session-of-tree-test";

    private final ProcessTable real = ProcessTable.ofThisHost();
    private final List<Process> started = new ArrayList<>();

    @AfterEach
    void endAll() {
        started.forEach(Process::destroyForcibly);
    }

    @Test
    void a_recycled_process_id_is_never_touched() throws Exception {
        Process innocent = sleep();
        ProcessRow now = real.row(innocent.pid()).orElseThrow();
        ProcessRow before = new ProcessRow(now.pid(), now.parent(), now.session(), "long ago");
        // Each list still shows the process that had the id before; only the last look shows who has it now.
        StaleTable table = new StaleTable(before, 3);

        int seen = new ProcessTree(SessionProcesses.left(table, Set.of(SESSION)), SESSION).end(Duration.ofSeconds(1));

        assertThat(seen).isEqualTo(1);
        assertThat(innocent.isAlive()).isTrue();
    }

    @Test
    void a_root_whose_id_was_recycled_is_not_taken_for_the_root() throws Exception {
        Process innocent = sleep();
        ProcessRow now = real.row(innocent.pid()).orElseThrow();
        ProcessRow root = new ProcessRow(now.pid(), now.parent(), now.pid(), "long ago");

        SessionProcesses processes = SessionProcesses.of(real, SESSION, root.pid(), root);
        processes.rootHasEnded();

        assertThat(processes.find(new HashSet<>())).isEmpty();
        assertThat(innocent.isAlive()).isTrue();
    }

    @Test
    void this_jvm_and_its_ancestors_are_never_found_even_if_they_live_in_the_session() {
        ProcessTable everybody =
                new StaleTable(real.row(ProcessHandle.current().pid()).orElseThrow(), 0) {
                    @Override
                    public Set<Long> carrying(Set<String> sessionIds, Collection<ProcessRow> candidates) {
                        return candidates.stream().map(ProcessRow::pid).collect(Collectors.toSet());
                    }
                };
        Set<Long> ours = ProcessHandle.current().parent().map(ProcessHandle::pid).stream()
                .collect(Collectors.toSet());
        ours.add(ProcessHandle.current().pid());

        List<ProcessRow> found =
                SessionProcesses.left(everybody, Set.of(SESSION)).find(new HashSet<>());

        assertThat(found).extracting(ProcessRow::pid).doesNotContainAnyElementsOf(ours);
    }

    @Test
    void a_process_that_does_not_end_is_named() throws Exception {
        Process innocent = sleep();
        ProcessRow now = real.row(innocent.pid()).orElseThrow();
        // It never goes away, and its signals never reach anybody: as with another user's process.
        StaleTable table =
                new StaleTable(new ProcessRow(now.pid(), now.parent(), now.session(), "x"), Integer.MAX_VALUE);

        ProcessTree tree =
                new ProcessTree(SessionProcesses.left(table, Set.of(SESSION)), "session s1", Duration.ofMillis(200));

        assertThatThrownBy(tree::kill)
                .isInstanceOf(TerminalException.class)
                .hasMessageContainingAll(Long.toString(innocent.pid()), "session s1");
    }

    @Test
    void a_zombie_counts_as_gone() throws Exception {
        // The shell does not wait for its child, which is dead, and is replaced by a program that never will.
        Process parent = start("sh", "-c", "(exit 0) & exec sleep 3600");
        long pid = parent.pid();

        assertThat(real.rows()).containsKey(pid);
        Awaitility.await()
                .until(() -> ProcessHandle.of(pid).orElseThrow().children().count() == 1);
        assertThat(real.rows().values()).noneMatch(row -> row.parent() == pid);
    }

    private Process sleep() throws Exception {
        return start("sleep", "3600");
    }

    private Process start(String... command) throws Exception {
        Process process = new ProcessBuilder(command).start();
        started.add(process);
        return process;
    }

    /** Shows one process as it once was in its lists, so often, and the truth when asked for a single one. */
    private class StaleTable implements ProcessTable {
        private final ProcessRow stale;
        private int lists;

        StaleTable(ProcessRow stale, int lists) {
            this.stale = stale;
            this.lists = lists;
        }

        @Override
        public Map<Long, ProcessRow> rows() {
            Map<Long, ProcessRow> rows = new HashMap<>(real.rows());
            if (lists-- > 0) {
                rows.put(stale.pid(), stale);
            }
            return rows;
        }

        @Override
        public Optional<ProcessRow> row(long pid) {
            return real.row(pid);
        }

        @Override
        public Set<Long> carrying(Set<String> sessionIds, Collection<ProcessRow> candidates) {
            return candidates.contains(stale) ? Set.of(stale.pid()) : Set.of();
        }

        @Override
        public boolean hasBecomeProgram(long pid) {
            return true;
        }
    }
}
