package io.gitcortex.terminal;

import io.gitcortex.model.SessionId;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What a session is to be.
 *
 * <p>Immutable.
 *
 * @param sessionId its name, made by the caller beforehand, so that a session can be found again after a crash
 * @param command the program and its arguments, never a shell line; not empty
 * @param workingDirectory an existing directory
 * @param environment the whole environment: nothing is inherited
 * @param size the size of its screen
 * @param connectTimeout how long opening may take; positive
 */
public record TerminalSpec(
        SessionId sessionId,
        List<String> command,
        Path workingDirectory,
        Map<String, String> environment,
        TerminalSize size,
        Duration connectTimeout) {
    /** The variable by which every process of a session can be recognised; transports set it to the session's id. */
    public static final String SESSION_VARIABLE = "GITCORTEX_SESSION_ID";

    public TerminalSpec {
        Objects.requireNonNull(sessionId, "sessionId");
        Objects.requireNonNull(workingDirectory, "workingDirectory");
        Objects.requireNonNull(size, "size");
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
        if (command.isEmpty() || command.get(0).isBlank()) {
            throw new IllegalArgumentException("The command of session " + sessionId + " is empty");
        }
        if (connectTimeout.isNegative() || connectTimeout.isZero()) {
            throw new IllegalArgumentException("The connect timeout must be positive, not " + connectTimeout);
        }
    }

    /** The environment may hold keys: only the names of its variables are shown. */
    @Override
    public String toString() {
        return "TerminalSpec[" + sessionId + ", " + command.get(0) + " in " + workingDirectory + ", variables "
                + environment.keySet().stream().sorted().toList() + "]";
    }
}
