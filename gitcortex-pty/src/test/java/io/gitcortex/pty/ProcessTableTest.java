package io.gitcortex.pty;

import static org.assertj.core.api.Assertions.assertThat;

import io.gitcortex.terminal.TerminalSpec;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ProcessTableTest {
    private static final Path PROC = Path.of("/proc");

    static Stream<ProcessTable> tables() {
        return Stream.of(
                        Files.exists(PROC.resolve("self/stat")) ? new LinuxProcessTable(PROC) : null,
                        Files.exists(Path.of("/bin/ps")) ? new PsProcessTable() : null)
                .filter(table -> table != null);
    }

    @ParameterizedTest
    @MethodSource("tables")
    void a_process_is_known_with_its_parent_and_always_has_the_same_start(ProcessTable table) throws Exception {
        Process process = new ProcessBuilder("sleep", "3600").start();
        try {
            ProcessRow row = table.row(process.pid()).orElseThrow();

            assertThat(row.pid()).isEqualTo(process.pid());
            assertThat(row.parent()).isEqualTo(ProcessHandle.current().pid());
            assertThat(table.rows().get(process.pid()))
                    .satisfies(same -> assertThat(same.isSameProcess(row)).isTrue());
        } finally {
            process.destroyForcibly();
        }
        Awaitility.await().until(() -> table.row(process.pid()).isEmpty());
    }

    @ParameterizedTest
    @MethodSource("tables")
    void only_the_whole_value_of_the_variable_counts_and_only_in_the_environment(ProcessTable table) throws Exception {
        String id = "table-test-" + ProcessHandle.current().pid();
        Process carrying = start(Map.of(TerminalSpec.SESSION_VARIABLE, id), "sleep", "3600");
        Process longer = start(Map.of(TerminalSpec.SESSION_VARIABLE, id + "0"), "sleep", "3600");
        Process other = start(Map.of("X_" + TerminalSpec.SESSION_VARIABLE, id), "sleep", "3600");
        Process value = start(Map.of("TEXT", "a=" + TerminalSpec.SESSION_VARIABLE + "=" + id), "sleep", "3600");
        Process argument =
                start(Map.of(), "sh", "-c", "sleep 3600; :", "sh", TerminalSpec.SESSION_VARIABLE + "=" + id, "end");
        try {
            Awaitility.await().until(() -> table.hasBecomeProgram(carrying.pid()));

            assertThat(table.carrying(Set.of("somebody", id), table.rows().values()))
                    .containsExactly(carrying.pid());
        } finally {
            for (Process process : List.of(carrying, longer, other, value, argument)) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
            }
        }
    }

    @Test
    void a_program_may_have_any_name() {
        String tail = " S 7 42 41 34816 42 4194304 1 0 0 0 0 0 0 0 20 0 1 0 98765 1 1";

        assertThat(LinuxProcessTable.parse("42 (sh)" + tail)).hasValue(new ProcessRow(42, 7, 41, "98765"));
        assertThat(LinuxProcessTable.parse("42 (a) Z 1 (b)" + tail)).hasValue(new ProcessRow(42, 7, 41, "98765"));
        assertThat(LinuxProcessTable.parse("42 (x)" + tail.replace(" S ", " Z ")))
                .isEmpty();
        assertThat(LinuxProcessTable.parse("")).isEmpty();
        assertThat(LinuxProcessTable.parse("42 (x)")).isEmpty();
    }

    @Test
    void ps_lines_are_read_and_zombies_left_out() {
        assertThat(PsProcessTable.parse("  42     7 Ss+  Mon Nov 23 15:42:01 2026"))
                .hasValue(new ProcessRow(42, 7, 0, "Mon Nov 23 15:42:01 2026"));
        assertThat(PsProcessTable.parse("42 7 Z+ Mon Nov  3 15:42:01 2026")).isEmpty();
        assertThat(PsProcessTable.parse("")).isEmpty();
    }

    @Test
    void a_boot_has_one_id() {
        assertThat(BootId.ofThisHost()).isNotBlank().isEqualTo(BootId.ofThisHost());
        assertThat(BootId.ofFirstProcess()).startsWith("first process at").isEqualTo(BootId.ofFirstProcess());
    }

    private static Process start(Map<String, String> environment, String... command) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().remove(TerminalSpec.SESSION_VARIABLE);
        builder.environment().putAll(environment);
        return builder.start();
    }
}
