package io.gitcortex.core.worktree;

import java.time.Duration;
import java.util.List;

/**
 * One call of the git program.
 *
 * <p>Immutable.
 *
 * @param place what it works on
 * @param arguments the subcommand and what follows it
 * @param input its standard input, one character for each byte
 * @param deadline when it is ended
 */
record GitCall(GitPlace place, List<String> arguments, String input, Duration deadline) {
    private static final Duration SHORT = Duration.ofMinutes(1);
    /** A checkout of a large tree, with its filters. */
    private static final Duration LONG = Duration.ofMinutes(15);

    GitCall {
        arguments = List.copyOf(arguments);
    }

    static GitCall of(GitPlace place, String... arguments) {
        return new GitCall(place, List.of(arguments), "", SHORT);
    }

    GitCall withInput(String raw) {
        return new GitCall(place, arguments, raw, deadline);
    }

    GitCall checkingOut() {
        return new GitCall(place, arguments, input, LONG);
    }

    String subcommand() {
        return arguments.get(0);
    }

    String name() {
        return "git " + subcommand();
    }
}
