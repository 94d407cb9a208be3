package io.gitcortex.core;

import io.gitcortex.GitCortexException;
import io.gitcortex.core.file.PlanProblem;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A workflow file cannot be used. The message lists everything that is wrong, each with its line.
 *
 * <p>Immutable.
 */
public final class WorkflowFileException extends GitCortexException {
    private static final long serialVersionUID = 1L;

    private final ArrayList<Problem> problems;

    private WorkflowFileException(String source, List<Problem> problems, @Nullable Throwable cause) {
        super(
                source + " cannot be used:"
                        + problems.stream().map(problem -> "\n  " + problem).collect(Collectors.joining()),
                cause);
        this.problems = new ArrayList<>(problems);
    }

    static WorkflowFileException of(String source, List<PlanProblem> problems) {
        List<Problem> told = problems.stream()
                .map(problem -> new Problem(problem.line(), problem.message()))
                .toList();
        return new WorkflowFileException(source, told, null);
    }

    static WorkflowFileException unreadable(String source, String reason, @Nullable Throwable cause) {
        return new WorkflowFileException(source, List.of(new Problem(0, reason)), cause);
    }

    /**
     * Everything that is wrong, in the order of the lines.
     *
     * @return an unmodifiable list, not empty
     */
    public List<Problem> problems() {
        return List.copyOf(problems);
    }

    /**
     * One thing that is wrong.
     *
     * <p>Immutable.
     *
     * @param line the line that it is on, counted from 1; 0 where it is about the file as a whole
     * @param message what is wrong and what to do
     */
    public record Problem(int line, String message) implements Serializable {
        public Problem {
            Objects.requireNonNull(message, "message");
        }

        /** The message, with the line before it where there is one. */
        @Override
        public String toString() {
            return line == 0 ? message : "line " + line + ": " + message;
        }
    }
}
