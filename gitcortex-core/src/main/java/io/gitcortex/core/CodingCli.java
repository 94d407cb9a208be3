package io.gitcortex.core;

import java.util.Objects;
import java.util.Optional;

/**
 * A coding CLI that a terminal of a plan can name.
 *
 * <p>Immutable.
 *
 * @param name by which plans choose it
 * @param program the program that must be found on {@code PATH}; empty where the plan brings the command
 */
public record CodingCli(String name, Optional<String> program) {
    public CodingCli {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(program, "program");
    }
}
