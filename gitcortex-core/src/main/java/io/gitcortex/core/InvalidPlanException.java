package io.gitcortex.core;

import io.gitcortex.GitCortexException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A plan that was built in code, or by a model, cannot be carried out. The message lists everything that is wrong, each with its place in the
 * plan.
 *
 * <p>Immutable.
 */
public final class InvalidPlanException extends GitCortexException {
    private static final long serialVersionUID = 1L;

    private final ArrayList<String> problems;

    InvalidPlanException(String plan, List<String> problems) {
        this(problems, "The plan '" + plan + "' cannot be carried out:");
    }

    private InvalidPlanException(List<String> problems, String begin) {
        super(begin + problems.stream().map(problem -> "\n  " + problem).collect(Collectors.joining()));
        this.problems = new ArrayList<>(problems);
    }

    /** A model has been told what is wrong with its plan, and has not mended it. */
    static InvalidPlanException ofModel(String goal, List<String> problems) {
        return new InvalidPlanException(
                problems, "The model has made no plan for '" + goal + "' that can be used; of its last one:");
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
