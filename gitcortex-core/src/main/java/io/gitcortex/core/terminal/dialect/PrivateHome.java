package io.gitcortex.core.terminal.dialect;

import java.util.Map;

/**
 * A home that a CLI is given for itself.
 *
 * @param variables what points the CLI at it; {@code {home}} stands for its path
 * @param files what lies in it at first: paths below it, and their text
 */
public record PrivateHome(Map<String, String> variables, Map<String, String> files) {
    public PrivateHome {
        variables = variables == null ? Map.of() : Map.copyOf(variables);
        files = files == null ? Map.of() : Map.copyOf(files);
        if (variables.isEmpty()) {
            throw new IllegalArgumentException("'home' needs 'variables' that point the CLI at it");
        }
        files.keySet().forEach(file -> {
            if (file.startsWith("/") || file.contains("..") || file.isBlank()) {
                throw new IllegalArgumentException("'" + file + "' is no path below the home");
            }
        });
    }
}
