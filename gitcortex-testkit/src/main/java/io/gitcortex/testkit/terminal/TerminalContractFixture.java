package io.gitcortex.testkit.terminal;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.gitcortex.model.SessionId;
import io.gitcortex.terminal.TerminalOutput;
import io.gitcortex.terminal.TerminalSession;
import io.gitcortex.terminal.TerminalSize;
import io.gitcortex.terminal.TerminalSpec;
import io.gitcortex.terminal.TerminalTransport;
import io.gitcortex.testkit.waiting.Eventually;
import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the tests of the terminal contract have in common: a transport, sessions on it, and looks at what they do. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
abstract class TerminalContractFixture {
    static final Duration LONG = Duration.ofSeconds(30);
    static final Duration SHORT = Duration.ofMillis(300);

    private static final AtomicInteger COUNTER = new AtomicInteger();
    private static final int PIECE = 64 * 1024;

    /** In the command line of every process that this test starts, and of no other: a time for sleep(1), in seconds. */
    final String mark = "3600." + ProcessHandle.current().pid() + COUNTER.incrementAndGet();

    @TempDir
    Path directory;

    TerminalTransport transport;

    abstract TerminalTransport make() throws Exception;

    abstract boolean hasProcesses();

    @BeforeEach
    final void makeTransport() throws Exception {
        transport = make();
    }

    @AfterEach
    final void closeTransport() {
        transport.close();
        Eventually.isTrue(() -> markedProcesses() == 0);
    }

    final void needsProcesses() {
        Assumptions.assumeTrue(
                hasProcesses(), "NOT CHECKED: this transport starts no processes, and this promise is about processes");
    }

    final TerminalSpec spec(List<String> command) {
        return spec(command, directory, LONG);
    }

    final TerminalSpec spec(List<String> command, Path workingDirectory, Duration connectTimeout) {
        return new TerminalSpec(
                SessionId.of("contract-" + ProcessHandle.current().pid() + "-" + COUNTER.incrementAndGet()),
                command,
                workingDirectory,
                Map.of("PATH", System.getenv().getOrDefault("PATH", "/usr/bin:/bin")),
                new TerminalSize(97, 31),
                connectTimeout);
    }

    final TerminalSession open(ContractProgram program, Object... arguments) throws InterruptedException {
        return transport.open(spec(program.command(arguments)));
    }

    /** Opens a session, and waits until its program says that it is ready. */
    final TerminalSession ready(ContractProgram program, Object... arguments) throws InterruptedException {
        TerminalSession session = open(program, arguments);
        assertThat(textUntil(session, "ready")).contains("ready");
        return session;
    }

    /** All output up to a text, which must come, from the start. */
    static String textUntil(TerminalSession session, String expected) throws InterruptedException {
        StringBuilder text = new StringBuilder();
        TerminalOutput piece = session.read(0, PIECE, LONG);
        while (piece.bytes().length > 0) {
            text.append(new String(piece.bytes(), ISO_8859_1));
            if (text.indexOf(expected) >= 0) {
                return text.toString();
            }
            piece = session.read(piece.nextOffset(), PIECE, LONG);
        }
        throw new AssertionError("Instead of '" + expected + "' came '" + text + "'");
    }

    /** So many bytes of output from an offset on, or fewer if it ends. */
    static byte[] bytes(TerminalSession session, long from, int length) throws InterruptedException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        TerminalOutput piece = session.read(from, Math.max(1, length), LONG);
        while (piece.bytes().length > 0) {
            assertThat(piece.offset()).as("no gap").isEqualTo(from + bytes.size());
            bytes.writeBytes(piece.bytes());
            if (bytes.size() >= length || piece.isEnded()) {
                break;
            }
            piece = session.read(piece.nextOffset(), length - bytes.size(), LONG);
        }
        return bytes.toByteArray();
    }

    /** All that is still kept of the output of a session that has ended. */
    static String allText(TerminalSession session) throws InterruptedException {
        assertThat(session.awaitExit(LONG)).as("exit code").isPresent();
        return new String(bytes(session, 0, Integer.MAX_VALUE), ISO_8859_1);
    }

    /** How many processes there are that this test has started, zombies not counted. */
    final long markedProcesses() {
        return ProcessHandle.allProcesses()
                .filter(process -> process.info()
                        .arguments()
                        .map(arguments -> String.join(" ", arguments).contains(mark))
                        .orElse(false))
                .count();
    }
}
