package io.gitcortex.integration.attach;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.gitcortex.examples.runner.Runner;
import io.gitcortex.integration.FreshJvm;
import io.gitcortex.model.SessionId;
import io.gitcortex.terminal.TerminalOutput;
import io.gitcortex.terminal.TerminalSession;
import io.gitcortex.terminal.TerminalSize;
import io.gitcortex.terminal.TerminalSpec;
import io.gitcortex.terminal.TerminalTransport;
import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** Somebody who sits at a real pseudo-terminal, starts a script there, and types. */
final class Person implements AutoCloseable {
    static final Duration PATIENCE = Duration.ofSeconds(60);
    static final String DETACH = "\u001d";
    private static final AtomicInteger COUNTER = new AtomicInteger();
    private static final int PIECE = 64 * 1024;

    private final TerminalSession terminal;
    private final ByteArrayOutputStream seen = new ByteArrayOutputStream();
    private long offset;

    private Person(TerminalSession terminal) {
        this.terminal = terminal;
    }

    /** Runs a script, in which {@code $0} and all that follows is the runner with its arguments. */
    static Person running(TerminalTransport transport, Path directory, String script, String... arguments)
            throws InterruptedException {
        List<String> command = new ArrayList<>(List.of("sh", "-c", script));
        command.addAll(FreshJvm.running(Runner.class.getName(), List.of(arguments)));
        return at(transport, directory, command);
    }

    static Person at(TerminalTransport transport, Path directory, List<String> command) throws InterruptedException {
        SessionId id = SessionId.of("person-" + ProcessHandle.current().pid() + "-" + COUNTER.incrementAndGet());
        Map<String, String> environment =
                Map.of("PATH", System.getenv("PATH"), "HOME", directory.toString(), "TERM", "xterm-256color");
        return new Person(transport.open(
                new TerminalSpec(id, command, directory, environment, new TerminalSize(100, 30), PATIENCE)));
    }

    TerminalSession terminal() {
        return terminal;
    }

    void type(String keys) throws InterruptedException {
        terminal.write(keys.getBytes(UTF_8), PATIENCE);
    }

    /** Everything until now. */
    String seen() throws InterruptedException {
        TerminalOutput output = terminal.read(offset, PIECE, Duration.ZERO);
        while (output.nextOffset() > offset) {
            seen.writeBytes(output.bytes());
            offset = output.nextOffset();
            output = terminal.read(offset, PIECE, Duration.ZERO);
        }
        return seen.toString(UTF_8);
    }

    void sees(String text) {
        await(text).atMost(PATIENCE).untilAsserted(() -> assertThat(seen()).contains(text));
    }

    @Override
    public void close() {
        terminal.close();
    }
}
