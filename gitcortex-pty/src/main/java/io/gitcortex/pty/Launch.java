package io.gitcortex.pty;

import io.gitcortex.terminal.TerminalException;
import io.gitcortex.terminal.TerminalSize;
import io.gitcortex.terminal.TerminalSpec;
import java.nio.charset.Charset;
import java.nio.charset.CharsetEncoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What is to be started, checked: pty4j runs a session in the JVM's own directory if it cannot enter the one asked for, and
 * cuts or changes what it cannot pass on.
 *
 * <p>Immutable.
 *
 * @param command the program's absolute path, and its arguments
 * @param directory an absolute path that can be entered
 * @param environment all of it
 * @param size the size of the screen
 */
record Launch(List<String> command, Path directory, Map<String, String> environment, TerminalSize size) {
    Launch {
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
    }

    /**
     * Checks a specification against the file system.
     *
     * @param charset what the C library is given text in
     * @throws TerminalException if it cannot be started; the message names what is wrong
     */
    static Launch of(TerminalSpec spec, Charset charset) {
        Path directory = spec.workingDirectory().toAbsolutePath();
        if (!Files.isDirectory(directory)) {
            throw new TerminalException("The working directory " + directory + " of session " + spec.sessionId()
                    + " does not exist, or is not a directory; create it first");
        }
        if (!Files.isExecutable(directory)) {
            throw new TerminalException("The working directory " + directory + " of session " + spec.sessionId()
                    + " cannot be entered; set its mode");
        }
        List<String> command = new ArrayList<>(spec.command());
        command.set(0, ProgramSearch.find(spec).toString());
        Map<String, String> environment = new HashMap<>(spec.environment());
        environment.put(TerminalSpec.SESSION_VARIABLE, spec.sessionId().value());
        Launch launch = new Launch(command, directory, environment, spec.size());
        launch.check(spec, charset.newEncoder());
        return launch;
    }

    private void check(TerminalSpec spec, CharsetEncoder encoder) {
        // Values may be keys: what is wrong is named, never shown.
        for (int i = 0; i < command.size(); i++) {
            check(command.get(i), "Argument " + i, spec, encoder);
        }
        check(directory.toString(), "The working directory", spec, encoder);
        environment.forEach((name, value) -> {
            if (name.isEmpty() || name.indexOf('=') >= 0) {
                throw new TerminalException(
                        "A variable of session " + spec.sessionId() + " has the name '" + name + "'; rename it");
            }
            check(name, "The name of a variable", spec, encoder);
            check(value, "The variable " + name, spec, encoder);
        });
    }

    private static void check(String text, String what, TerminalSpec spec, CharsetEncoder encoder) {
        if (text.indexOf('\0') >= 0) {
            throw new TerminalException(what + " of session " + spec.sessionId()
                    + " holds a NUL, which no process can be given; remove it");
        }
        if (!encoder.canEncode(text)) {
            throw new TerminalException(
                    what + " of session " + spec.sessionId() + " has characters that " + encoder.charset()
                            + " does not have; start the JVM with -Djna.encoding=UTF-8, or under a UTF-8 locale");
        }
    }
}
