package io.gitcortex.pty;

import io.gitcortex.terminal.TerminalException;
import io.gitcortex.terminal.TerminalSession;
import io.gitcortex.terminal.TerminalTransport;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;

/** A program that opens sessions while ever fewer file descriptors are left, and once more when there are enough again. */
final class DescriptorEater {
    private static final int LOADED = 3;

    private DescriptorEater() {}

    // Argument: the sessions' working directory.
    public static void main(String[] arguments) throws Exception {
        SessionFixture fixture = new SessionFixture(Path.of(arguments[0]));
        Deque<InputStream> eaten = new ArrayDeque<>();
        try (TerminalTransport transport = PtyTerminalTransport.create()) {
            // Classes are loaded from files: all that is needed must have been.
            for (int i = 0; i < LOADED; i++) {
                say(transport, fixture);
            }
            eatAll(eaten);
            while (!say(transport, fixture) && !eaten.isEmpty()) {
                eaten.pop().close();
            }
        }
    }

    private static void eatAll(Deque<InputStream> eaten) {
        try {
            while (true) {
                eaten.push(Files.newInputStream(Path.of("/dev/null")));
            }
        } catch (IOException e) {
            System.out.println("full");
        }
    }

    private static boolean say(TerminalTransport transport, SessionFixture fixture) throws InterruptedException {
        try (TerminalSession session = transport.open(fixture.script("printf fine"))) {
            System.out.println(SessionFixture.textUntil(session, "fine"));
            return true;
        } catch (TerminalException e) {
            System.out.println(e.getMessage());
            return false;
        }
    }
}
