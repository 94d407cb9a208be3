package io.gitcortex.pty;

import io.gitcortex.terminal.TerminalException;
import io.gitcortex.terminal.TerminalSpec;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Finds the program of a session, as execvp(3) would with the session's own PATH and working directory. pty4j would look for
 * it from the JVM's directory, and tells a program that is missing from one that has ended with 127 by a log line only.
 */
final class ProgramSearch {
    private static final Pattern SEPARATOR = Pattern.compile(Pattern.quote(File.pathSeparator));

    private ProgramSearch() {}

    /**
     * The program's absolute path.
     *
     * @throws TerminalException if there is no such program, or it may not be run; the message names it
     */
    static Path find(TerminalSpec spec) {
        String name = spec.command().get(0);
        return name.contains(File.separator) ? atPath(spec, name) : onSearchPath(spec, name);
    }

    private static Path atPath(TerminalSpec spec, String name) {
        Path program = inDirectory(spec, name)
                .orElseThrow(() -> new TerminalException(
                        "The program " + name + " of session " + spec.sessionId() + " is not a path"));
        if (!Files.isRegularFile(program)) {
            throw new TerminalException("The program " + program + " of session " + spec.sessionId()
                    + " does not exist; install it, or correct the command");
        }
        if (!Files.isExecutable(program)) {
            throw new TerminalException("The program " + program + " of session " + spec.sessionId()
                    + " may not be executed; set its mode, or correct the command");
        }
        return program;
    }

    private static Path onSearchPath(TerminalSpec spec, String name) {
        String searchPath = spec.environment().get("PATH");
        if (searchPath == null || searchPath.isEmpty()) {
            throw new TerminalException(
                    "The program " + name + " of session " + spec.sessionId()
                            + " cannot be looked for: its environment has no PATH; add one, or name the program by its full path");
        }
        return SEPARATOR
                .splitAsStream(searchPath)
                .flatMap(directory -> inDirectory(spec, directory).stream())
                .flatMap(directory -> resolve(directory, name).stream())
                .filter(program -> Files.isRegularFile(program) && Files.isExecutable(program))
                .findFirst()
                .orElseThrow(() -> new TerminalException("The program " + name + " of session " + spec.sessionId()
                        + " was not found in the session's PATH; install it, or name it by its full path"));
    }

    private static Optional<Path> inDirectory(TerminalSpec spec, String path) {
        return resolve(spec.workingDirectory().toAbsolutePath(), path);
    }

    private static Optional<Path> resolve(Path directory, String path) {
        try {
            return Optional.of(directory.resolve(path));
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }
}
