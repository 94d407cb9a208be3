package io.gitcortex.pty;

import io.gitcortex.model.SessionId;
import io.gitcortex.terminal.TerminalSession;
import io.gitcortex.terminal.TerminalSize;
import io.gitcortex.terminal.TerminalSpec;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** A program that opens a session, says so, and then waits to be killed. */
final class OrphanMaker {
    private OrphanMaker() {}

    // Arguments: session id, working directory, script, the script's first argument.
    public static void main(String[] arguments) throws Exception {
        TerminalSpec spec = new TerminalSpec(
                SessionId.of(arguments[0]),
                List.of("sh", "-c", arguments[2], "orphan", arguments[3]),
                Path.of(arguments[1]),
                SessionFixture.environment(),
                TerminalSize.DEFAULT,
                Duration.ofSeconds(30));
        try (PtyTerminalTransport transport = PtyTerminalTransport.create();
                TerminalSession session = transport.open(spec)) {
            SessionFixture.textUntil(session, "ready");
            System.out.println("opened");
            boolean ignored = System.in.read() < 0;
        }
    }
}
