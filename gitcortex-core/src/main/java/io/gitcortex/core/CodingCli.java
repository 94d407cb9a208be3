package io.gitcortex.core;

import io.gitcortex.core.terminal.dialect.Dialects;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A coding CLI that a terminal of a plan can name.
 *
 * <p>Immutable.
 *
 * @param name by which plans choose it
 * @param description what it is, in a line
 * @param program the program that must be found on {@code PATH}; empty where the plan brings the command
 * @param verified the version of the program that was tried; empty if none was, or if there is no program
 */
public record CodingCli(String name, String description, Optional<String> program, Optional<String> verified) {
    public CodingCli {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(description, "description");
        Objects.requireNonNull(verified, "verified");
        Objects.requireNonNull(program, "program");
    }

    /**
     * All that plans can name. Whether their programs are on this machine is not looked at. Does not block.
     *
     * @return in the order of their names
     */
    public static List<CodingCli> all() {
        return of(Dialects.builtIn());
    }

    /**
     * All that plans can name where a directory adds dialects. Reads its files.
     *
     * @param dialects as {@link GitCortexBuilder#dialects}
     * @return in the order of their names
     * @throws io.gitcortex.GitCortexException if a file cannot be read or understood
     */
    public static List<CodingCli> all(Path dialects) {
        return of(Dialects.builtIn().with(dialects));
    }

    private static List<CodingCli> of(Dialects dialects) {
        return dialects.all().stream()
                .map(own -> new CodingCli(own.name(), own.description(), own.program(), own.verified()))
                .toList();
    }
}
