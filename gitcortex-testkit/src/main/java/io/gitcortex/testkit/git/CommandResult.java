package io.gitcortex.testkit.git;

import java.util.Objects;

/**
 * What a program left behind when it ended.
 *
 * <p>Immutable.
 *
 * @param exitCode 0 for success
 * @param output its standard output, read as UTF-8
 * @param error its standard error, read as UTF-8
 */
public record CommandResult(int exitCode, String output, String error) {
    public CommandResult {
        Objects.requireNonNull(output, "output");
        Objects.requireNonNull(error, "error");
    }

    /**
     * Whether it ended well.
     *
     * @return whether the exit code is 0
     */
    public boolean isSuccess() {
        return exitCode == 0;
    }
}
