package io.gitcortex.testkit.terminal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gitcortex.model.SessionId;
import io.gitcortex.terminal.TerminalConnectTimeoutException;
import io.gitcortex.terminal.TerminalException;
import io.gitcortex.terminal.TerminalSession;
import io.gitcortex.terminal.TerminalSize;
import io.gitcortex.terminal.TerminalSpec;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FakeTerminalTransportTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    @TempDir
    private Path directory;

    private final FakeTerminalTransport transport = FakeTerminalTransport.running(terminal -> terminal.print("> "));

    @Test
    void it_records_what_was_opened_and_typed() throws Exception {
        TerminalSpec first = spec("s1");
        TerminalSpec second = spec("s2");
        TerminalSession session = transport.open(first);
        transport.open(second);

        session.write("one ".getBytes(UTF_8), SECOND);
        session.write("two".getBytes(UTF_8), SECOND);
        session.resize(new TerminalSize(10, 20));

        assertThat(transport.opened()).containsExactly(first, second);
        assertThat(transport.terminal(first.sessionId()).typed()).asString().isEqualTo("one two");
        assertThat(transport.terminal(second.sessionId()).typed()).isEmpty();
        assertThat(transport.terminal(first.sessionId()).size()).isEqualTo(new TerminalSize(10, 20));
    }

    @Test
    void a_test_can_let_things_happen_to_a_session() throws Exception {
        TerminalSession session = transport.open(spec("s1"));
        FakeTerminal terminal = transport.terminal(session.id());

        terminal.print("done\r\n");
        terminal.exit(3);
        terminal.print("too late");

        assertThat(session.read(0, 100, Duration.ZERO).bytes()).asString().isEqualTo("> done\r\n");
        assertThat(session.exitCode()).hasValue(3);
    }

    @Test
    void openings_fail_in_the_order_in_which_they_were_told_to() throws Exception {
        transport.failNextOpen(new TerminalException("no terminal left"));
        transport.timeOutNextOpen();

        assertThatThrownBy(() -> transport.open(spec("s1"))).hasMessage("no terminal left");
        assertThatThrownBy(() -> transport.open(spec("s1")))
                .isInstanceOf(TerminalConnectTimeoutException.class)
                .hasMessage("PTY connection timeout after 30s");
        transport.open(spec("s1"));

        assertThat(transport.opened()).hasSize(1);
    }

    @Test
    void what_was_left_behind_is_reaped_once() {
        SessionId left = SessionId.of("s0");
        transport.leaveBehind(left, 2);

        assertThat(transport.reap(List.of(SessionId.of("s1")))).isZero();
        assertThat(transport.reap(Set.of(left))).isEqualTo(2);
        assertThat(transport.reap(Set.of(left))).isZero();
    }

    @Test
    void a_program_that_reads_again_takes_what_waited() throws Exception {
        TerminalSession session = transport.open(spec("s1"));
        FakeTerminal terminal = transport.terminal(session.id());
        terminal.stopReading();
        assertThatThrownBy(() -> session.write(new byte[3], Duration.ofMillis(1)))
                .hasMessageContaining("0 of 3 bytes");

        terminal.resumeReading();
        session.write(new byte[3], SECOND);

        assertThat(terminal.typed()).hasSize(3);
    }

    @Test
    void the_processes_are_the_same_in_every_run() throws Exception {
        try (FakeTerminalTransport again = FakeTerminalTransport.running(terminal -> terminal.exit(0))) {
            assertThat(again.open(spec("s1")).process())
                    .isEqualTo(transport.open(spec("s1")).process());
        }
    }

    private TerminalSpec spec(String id) {
        return new TerminalSpec(
                SessionId.of(id), List.of("agent"), directory, Map.of(), TerminalSize.DEFAULT, Duration.ofSeconds(30));
    }
}
