package io.gitcortex.pty;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.gitcortex.model.SessionId;
import io.gitcortex.terminal.TerminalOutput;
import io.gitcortex.terminal.TerminalSession;
import io.gitcortex.terminal.TerminalSize;
import io.gitcortex.terminal.TerminalSpec;
import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** Sessions for tests, and looks at what they print and which processes they have. */
final class SessionFixture {
    static final Duration LONG = Duration.ofSeconds(30);

    private static final AtomicInteger COUNTER = new AtomicInteger();

    private final Path directory;

    /** A time for sleep(1), by which this test's processes are recognised. */
    final String mark = "7200." + ProcessHandle.current().pid() + COUNTER.incrementAndGet();

    SessionFixture(Path directory) {
        this.directory = directory;
    }

    /** A script, whose first argument is the mark. */
    TerminalSpec script(String script) {
        return spec(List.of("sh", "-c", script, "test", mark), environment());
    }

    TerminalSpec spec(List<String> command, Map<String, String> environment) {
        SessionId id = SessionId.of("pty-" + ProcessHandle.current().pid() + "-" + COUNTER.incrementAndGet());
        return new TerminalSpec(id, command, directory, environment, TerminalSize.DEFAULT, LONG);
    }

    static TerminalSpec within(Duration connectTimeout, TerminalSpec spec) {
        return new TerminalSpec(
                spec.sessionId(),
                spec.command(),
                spec.workingDirectory(),
                spec.environment(),
                spec.size(),
                connectTimeout);
    }

    static Map<String, String> environment() {
        return Map.of("PATH", System.getenv("PATH"));
    }

    static String textUntil(TerminalSession session, String expected) throws InterruptedException {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        TerminalOutput piece = session.read(0, 65_536, LONG);
        while (piece.bytes().length > 0) {
            text.writeBytes(piece.bytes());
            if (text.toString(UTF_8).contains(expected)) {
                return text.toString(UTF_8);
            }
            piece = session.read(piece.nextOffset(), 65_536, LONG);
        }
        throw new AssertionError("Instead of '" + expected + "' came '" + text.toString(UTF_8) + "'");
    }

    static String wholeText(TerminalSession session) throws InterruptedException {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        TerminalOutput piece = session.read(0, 65_536, LONG);
        while (!piece.isEnded()) {
            text.writeBytes(piece.bytes());
            piece = session.read(piece.nextOffset(), 65_536, LONG);
        }
        text.writeBytes(piece.bytes());
        return text.toString(UTF_8);
    }

    /** The processes, zombies left out, that have the mark among their arguments. */
    List<ProcessHandle> processes() {
        return ProcessHandle.allProcesses()
                .filter(process -> process.info()
                        .arguments()
                        .map(arguments -> Arrays.asList(arguments).contains(mark))
                        .orElse(false))
                .toList();
    }
}
