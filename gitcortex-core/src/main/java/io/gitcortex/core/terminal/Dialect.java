package io.gitcortex.core.terminal;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What one coding CLI needs. Read from a file.
 *
 * @param name by which plans choose it
 * @param command the program and its arguments; empty for the plan's own command
 * @param environment variables that it needs
 * @param description for people
 * @param keyVariableOrNull the variable in which it looks for an API key, or null if it takes none
 */
record Dialect(
        String name,
        List<String> command,
        Map<String, String> environment,
        String description,
        @JsonProperty("key_variable") @Nullable String keyVariableOrNull) {
    private static final String INSTRUCTION_FILE = "{instruction_file}";

    Dialect {
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
    }

    /** The variable in which it looks for an API key. */
    Optional<String> keyVariable() {
        return Optional.ofNullable(keyVariableOrNull);
    }

    /** Whether a plan must bring the command. */
    boolean needsCommand() {
        return command.isEmpty();
    }

    /**
     * The command of a session.
     *
     * @param own the plan's command; looked at if this dialect has none
     * @param baseDirectory where file names of the plan's command are looked up, or null
     * @param instructionFile what the session is told
     */
    List<String> commandLine(List<String> own, @Nullable Path baseDirectory, Path instructionFile) {
        List<String> line = new ArrayList<>();
        for (String element : needsCommand() ? own : command) {
            String filled = element.replace(INSTRUCTION_FILE, instructionFile.toString());
            // A program that is named by a bare word is looked for on PATH: no file of a repository may take its place.
            boolean found = line.isEmpty() && filled.indexOf('/') < 0;
            line.add(baseDirectory == null || found ? filled : absolute(filled, baseDirectory));
        }
        return List.copyOf(line);
    }

    /** The session runs in a worktree: a file of the plan's directory is not to be found from there by its relative name. */
    private static String absolute(String element, Path baseDirectory) {
        try {
            Path path = baseDirectory.resolve(element).normalize();
            boolean inside = path.startsWith(baseDirectory) && !path.equals(baseDirectory);
            return inside && Files.isRegularFile(path) ? path.toString() : element;
        } catch (InvalidPathException e) {
            return element; // An argument that cannot be a path at all is no file.
        }
    }
}
