package io.gitcortex.workflow;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * Limits that a plan sets for its own workflow. What it leaves open is the host's {@link OrchestratorConfig}'s to say.
 *
 * <p>Immutable.
 *
 * @param maxParallelTasks tasks under way at once, positive; null to leave it open
 * @param maxReviewRounds rejections before a person or a model is asked, positive; null to leave it open
 * @param stallWait how long a terminal may be silent, positive; null to leave it open
 * @param verifyWait how long the plan's verification may take, positive; null to leave it open
 */
public record WorkflowLimits(
        @Nullable Integer maxParallelTasks,
        @Nullable Integer maxReviewRounds,
        @Nullable Duration stallWait,
        @Nullable Duration verifyWait) {
    /** Everything left open. */
    public static final WorkflowLimits OPEN = new WorkflowLimits(null, null, null, null);

    public WorkflowLimits {
        checkCount("parallelTasks", maxParallelTasks);
        checkCount("reviewRounds", maxReviewRounds);
        checkWait("stallTimeout", stallWait);
        checkWait("verifyTimeout", verifyWait);
    }

    /**
     * Tasks under way at once.
     *
     * @return a positive number, or empty where it is left open
     */
    public OptionalInt parallelTasks() {
        return maxParallelTasks == null ? OptionalInt.empty() : OptionalInt.of(maxParallelTasks);
    }

    /**
     * Rejections of one piece of work before somebody is asked.
     *
     * @return a positive number, or empty where it is left open
     */
    public OptionalInt reviewRounds() {
        return maxReviewRounds == null ? OptionalInt.empty() : OptionalInt.of(maxReviewRounds);
    }

    /**
     * How long a terminal with an open round may say nothing and commit nothing.
     *
     * @return a positive duration, or empty where it is left open
     */
    public Optional<Duration> stallTimeout() {
        return Optional.ofNullable(stallWait);
    }

    /**
     * How long the plan's verification may take.
     *
     * @return a positive duration, or empty where it is left open
     */
    public Optional<Duration> verifyTimeout() {
        return Optional.ofNullable(verifyWait);
    }

    private static void checkCount(String name, @Nullable Integer value) {
        if (value != null && value < 1) {
            throw new IllegalArgumentException(name + " must be positive, not " + value);
        }
    }

    private static void checkWait(String name, @Nullable Duration value) {
        if (value != null && (value.isNegative() || value.isZero())) {
            throw new IllegalArgumentException(name + " must be positive, not " + value);
        }
    }
}
