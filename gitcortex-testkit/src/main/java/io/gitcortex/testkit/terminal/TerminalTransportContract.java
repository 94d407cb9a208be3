package io.gitcortex.testkit.terminal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gitcortex.model.SessionId;
import io.gitcortex.terminal.TerminalConnectTimeoutException;
import io.gitcortex.terminal.TerminalException;
import io.gitcortex.terminal.TerminalSession;
import io.gitcortex.terminal.TerminalSize;
import io.gitcortex.terminal.TerminalSpec;
import io.gitcortex.terminal.TerminalTransport;
import io.gitcortex.testkit.waiting.Eventually;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * What every {@link TerminalTransport} and every {@link TerminalSession} guarantees, as tests. Extend it, and make a
 * transport:
 *
 * <pre>{@code
 * class MyTransportContractTest extends TerminalTransportContract {
 *     protected TerminalTransport newTransport() { return new MyTransport(); }
 * }
 * }</pre>
 *
 * <p>The names of the tests begin with the interface and the number of its guarantee. The programs that are run are small
 * scripts; they need a POSIX {@code sh}, {@code stty}, {@code awk}, {@code env}, {@code sleep} and {@code setsid}.
 *
 * <p>Not thread-safe. JUnit makes a new one for each test.
 */
public abstract class TerminalTransportContract extends TerminalSessionContract {
    private final List<Process> strangers = new ArrayList<>();

    /** For subclasses. */
    protected TerminalTransportContract() {}

    /**
     * A transport without sessions.
     *
     * @return a new transport, which the contract closes
     * @throws Exception if there is none to be had; the test then fails
     */
    protected abstract TerminalTransport newTransport() throws Exception;

    /**
     * Whether sessions are processes of an operating system. <strong>Only the test of a fake may answer no</strong>: half of the
     * contract is then not checked, namely that no process is ever left behind, and each such test is reported as skipped, with
     * the words "NOT CHECKED".
     *
     * @return true unless overridden
     */
    protected boolean startsProcesses() {
        return true;
    }

    @Override
    final TerminalTransport make() throws Exception {
        return newTransport();
    }

    @Override
    final boolean hasProcesses() {
        return startsProcesses();
    }

    @AfterEach
    final void endStrangers() {
        strangers.forEach(Process::destroyForcibly);
    }

    @Test
    final void transport_1_a_session_knows_its_name_and_its_process() throws Exception {
        TerminalSpec spec = spec(ContractProgram.WAIT.command(mark));

        TerminalSession session = transport.open(spec);

        assertThat(session.id()).isEqualTo(spec.sessionId());
        assertThat(session.process().pid()).isPositive();
        assertThat(session.process()).isEqualTo(session.process());
        assertThat(session.process().bootId()).isNotBlank();
    }

    @Test
    final void transport_1_the_identity_is_that_of_the_process() throws Exception {
        needsProcesses();
        TerminalSession session = ready(ContractProgram.WAIT, mark);

        ProcessHandle process = ProcessHandle.of(session.process().pid()).orElseThrow();
        assertThat(process.info().startInstant()).hasValue(session.process().startedAt());
        session.end(Duration.ZERO);
        assertThat(session.process().pid()).isEqualTo(process.pid());
    }

    @Test
    final void transport_1_an_opening_that_takes_too_long_leaves_no_process() {
        needsProcesses();
        TerminalSpec spec = spec(ContractProgram.WAIT.command(mark), directory, Duration.ofNanos(1));

        assertThatThrownBy(() -> transport.open(spec)).isInstanceOf(TerminalConnectTimeoutException.class);

        staysWithoutProcesses();
    }

    @Test
    final void transport_1_an_interrupted_opening_leaves_no_process() {
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> open(ContractProgram.WAIT, mark)).isInstanceOf(InterruptedException.class);

        staysWithoutProcesses();
    }

    @Test
    final void transport_2_the_process_sees_a_terminal_and_its_size() throws Exception {
        needsProcesses();
        TerminalSession session = open(ContractProgram.TERMINAL);
        assertThat(textUntil(session, "\n")).startsWith("31 97");

        session.resize(new TerminalSize(80, 24));
        session.write(new byte[] {'\r'}, LONG);

        assertThat(allText(session)).endsWith("24 80\r\n");
    }

    @Test
    final void transport_2_the_environment_is_exactly_what_was_asked_for() throws Exception {
        Map<String, String> environment = Map.of(
                "PATH", System.getenv().getOrDefault("PATH", "/usr/bin:/bin"), "EMPTY", "", "ODD", "a b=c 'd' $e");
        TerminalSpec plain = spec(List.of("env"));
        TerminalSpec spec = new TerminalSpec(
                plain.sessionId(), plain.command(), directory, environment, plain.size(), plain.connectTimeout());

        String text = allText(transport.open(spec));

        assertThat(text.lines())
                .containsExactlyInAnyOrder(
                        "PATH=" + environment.get("PATH"),
                        "EMPTY=",
                        "ODD=a b=c 'd' $e",
                        TerminalSpec.SESSION_VARIABLE + "=" + spec.sessionId());
    }

    @Test
    final void transport_2_the_process_runs_in_the_working_directory() throws Exception {
        TerminalSession session = open(ContractProgram.DIRECTORY);

        assertThat(allText(session)).isEqualTo(directory.toRealPath() + "\r\n");
    }

    @Test
    final void transport_3_a_missing_working_directory_is_named() {
        Path missing = directory.resolve("missing-directory");

        assertThatThrownBy(() -> transport.open(spec(ContractProgram.DIRECTORY.command(), missing, LONG)))
                .isInstanceOf(TerminalException.class)
                .hasMessageContaining(missing.toString());
    }

    @Test
    final void transport_3_a_missing_program_is_named() {
        for (String program : List.of("no-such-program", "/no/such/program")) {
            assertThatThrownBy(() -> transport.open(spec(List.of(program, "argument"))))
                    .isInstanceOf(TerminalException.class)
                    .hasMessageContaining(program);
        }
    }

    @Test
    final void transport_4_no_session_ends_or_reads_another() throws Exception {
        TerminalSession first = ready(ContractProgram.ECHO);
        TerminalSession second = ready(ContractProgram.ECHO);
        TerminalSession deaf = ready(ContractProgram.DEAF, mark);

        assertThatThrownBy(() -> deaf.write(new byte[1024 * 1024], SHORT)).isInstanceOf(TerminalException.class);
        first.write(new byte[] {'1'}, LONG);
        assertThat(textUntil(first, "1")).isEqualTo("ready1");
        first.close();
        second.write(new byte[] {'2'}, LONG);

        assertThat(textUntil(second, "2")).isEqualTo("ready2");
        assertThat(deaf.exitCode()).isEmpty();
    }

    @Test
    final void transport_5_what_an_earlier_jvm_has_left_is_ended() throws Exception {
        needsProcesses();
        SessionId left = SessionId.of("left-" + mark);
        Process orphan = stranger(left.value(), "sleep", mark);
        Process shell = stranger(left.value(), "sh", "-c", "trap '' TERM HUP; sleep \"$1\"; :", "left", mark);
        Eventually.isTrue(() -> markedProcesses() == 3);

        assertThat(transport.reap(Set.of(left, SessionId.of("never-seen")))).isEqualTo(3);

        // How they ended is not asked: a shell whose child is killed first may run out by itself before it is killed.
        Eventually.isTrue(() -> !orphan.isAlive() && !shell.isAlive());
        assertThat(markedProcesses()).isZero();
        assertThat(transport.reap(Set.of(left))).isZero();
    }

    @Test
    final void transport_5_everything_else_is_left_alone() throws Exception {
        needsProcesses();
        SessionId left = SessionId.of("left-" + mark);
        stranger("left-" + mark + "-and-more", "sleep", mark);
        stranger("", "sleep", mark);
        stranger("", "sh", "-c", "sleep \"$1\"; :", TerminalSpec.SESSION_VARIABLE + "=" + left, mark);
        Eventually.isTrue(() -> markedProcesses() == 4);

        assertThat(transport.reap(Set.of(left))).isZero();

        assertThat(markedProcesses()).isEqualTo(4);
        assertThat(strangers).allMatch(Process::isAlive);
        strangers.forEach(process -> process.descendants().forEach(ProcessHandle::destroyForcibly));
    }

    @Test
    final void transport_5_a_session_that_is_held_is_left_alone() throws Exception {
        TerminalSession session = ready(ContractProgram.ECHO);

        assertThat(transport.reap(Set.of(session.id()))).isZero();

        session.write(new byte[] {'!'}, LONG);
        assertThat(textUntil(session, "!")).isEqualTo("ready!");
    }

    @Test
    final void transport_6_closing_closes_the_sessions_and_may_be_repeated() throws Exception {
        TerminalSession first = ready(ContractProgram.WAIT, mark);
        TerminalSession second = ready(ContractProgram.WAIT, mark);

        transport.close();
        transport.close();

        assertThat(first.awaitExit(LONG)).isPresent();
        assertThat(second.awaitExit(LONG)).isPresent();
        assertThat(markedProcesses()).isZero();
        assertThatThrownBy(() -> open(ContractProgram.WAIT, mark)).isInstanceOf(IllegalStateException.class);
    }

    private Process stranger(String session, String... command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.redirectOutput(ProcessBuilder.Redirect.DISCARD);
        if (session.isEmpty()) {
            builder.environment().remove(TerminalSpec.SESSION_VARIABLE);
        } else {
            builder.environment().put(TerminalSpec.SESSION_VARIABLE, session);
        }
        Process process = builder.start();
        strangers.add(process);
        return process;
    }

    /** A process that is late would show up within this time. */
    private void staysWithoutProcesses() {
        long start = System.nanoTime();
        Eventually.isTrue(
                () -> System.nanoTime() - start > Duration.ofSeconds(1).toNanos());
        Eventually.isTrue(() -> markedProcesses() == 0);
    }
}
