package io.gitcortex.core;

import io.gitcortex.GitCortexException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A plan that was built in code cannot be carried out. The message lists everything that is wrong, each with its place in the
 * plan.
 *
 * <p>Immutable.
 */
public final class InvalidPlanException extends GitCortexException {
    private static final long serialVersionUID = 1L;

    private final ArrayList<String> problems;

    InvalidPlanException(String plan, List<String> problems) {
        super("The plan '" + plan + "' cannot be carried out:"
                + problems.stream().map(problem -> "\n  " + problem).collect(Collectors.joining()));
        this.problems = new ArrayList<>(problems);
    }

    /**
     * Everything that is wrong.
     *
     * @return a sentence for each, with its place, for example {@code tasks[0].terminals[1].cli}; unmodifiable, not empty
     */
    public List<String> problems() {
        return List.copyOf(problems);
    }
}
