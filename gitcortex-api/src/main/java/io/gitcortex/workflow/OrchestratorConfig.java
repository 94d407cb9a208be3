package io.gitcortex.workflow;

import io.gitcortex.model.TerminalId;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How workflows are run, unless a plan says otherwise.
 *
 * <p>Immutable. Made by {@link #builder}.
 */
public final class OrchestratorConfig {
    private final ModelConfig model;
    private final @Nullable TerminalId errorTerminalId;
    private final Duration errorTerminalGrace;
    private final int maxParallelTasks;
    private final int maxReviewRounds;
    private final Duration terminalConnectTimeout;
    private final Duration stallTimeout;
    private final Duration graceAfterResult;
    private final Duration verifyTimeout;
    private final DecisionMode mode;

    private OrchestratorConfig(Builder builder) {
        this.model = builder.model;
        this.errorTerminalId = builder.errorTerminalId;
        this.errorTerminalGrace = builder.errorTerminalGrace;
        this.maxParallelTasks = builder.maxParallelTasks;
        this.maxReviewRounds = builder.maxReviewRounds;
        this.terminalConnectTimeout = builder.terminalConnectTimeout;
        this.stallTimeout = builder.stallTimeout;
        this.graceAfterResult = builder.graceAfterResult;
        this.verifyTimeout = builder.verifyTimeout;
        this.mode = builder.mode;
        requirePositive("maxParallelTasks", maxParallelTasks);
        requirePositive("maxReviewRounds", maxReviewRounds);
        if (errorTerminalGrace.isNegative()) {
            throw new IllegalArgumentException("errorTerminalGrace must not be negative, and is " + errorTerminalGrace);
        }
    }

    /**
     * Starts a configuration with all its defaults.
     *
     * @return a builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * A builder that begins with this value.
     *
     * @return a new builder
     */
    public Builder toBuilder() {
        Builder builder = new Builder();
        builder.model = model;
        builder.errorTerminalId = errorTerminalId;
        builder.errorTerminalGrace = errorTerminalGrace;
        builder.maxParallelTasks = maxParallelTasks;
        builder.maxReviewRounds = maxReviewRounds;
        builder.terminalConnectTimeout = terminalConnectTimeout;
        builder.stallTimeout = stallTimeout;
        builder.graceAfterResult = graceAfterResult;
        builder.verifyTimeout = verifyTimeout;
        builder.mode = mode;
        return builder;
    }

    /**
     * The terminal that is told when a workflow fails, unless its plan has an error terminal of its own. A workflow that has no
     * terminal of that id, or one without a session, fails all the same.
     *
     * @return the value, or empty
     */
    public Optional<TerminalId> errorTerminalId() {
        return Optional.ofNullable(errorTerminalId);
    }

    /**
     * How long closing waits for sessions that have been told of a failure.
     *
     * @return the value; zero for not at all
     */
    public Duration errorTerminalGrace() {
        return errorTerminalGrace;
    }

    /**
     * Tasks under way at once.
     *
     * @return the value
     */
    public int maxParallelTasks() {
        return maxParallelTasks;
    }

    /**
     * Rejections of one piece of work before somebody is asked.
     *
     * @return the value
     */
    public int maxReviewRounds() {
        return maxReviewRounds;
    }

    /**
     * How long a terminal may take to open.
     *
     * @return the value
     */
    public Duration terminalConnectTimeout() {
        return terminalConnectTimeout;
    }

    /**
     * How long a terminal with an open round may say nothing and commit nothing.
     *
     * @return the value
     */
    public Duration stallTimeout() {
        return stallTimeout;
    }

    /**
     * How long a coding CLI may go on after its result.
     *
     * @return the value
     */
    public Duration graceAfterResult() {
        return graceAfterResult;
    }

    /**
     * How long the verification of a merged tree may take.
     *
     * @return the value
     */
    public Duration verifyTimeout() {
        return verifyTimeout;
    }

    /**
     * Who decides.
     *
     * @return the value
     */
    public DecisionMode mode() {
        return mode;
    }

    /**
     * Which language model is asked, and how.
     *
     * @return the value
     */
    public ModelConfig model() {
        return model;
    }

    @Override
    public String toString() {
        return "OrchestratorConfig[" + model + ", mode " + mode.wireName() + "]";
    }

    private static void requirePositive(String name, int value) {
        if (value < 1) {
            throw new IllegalArgumentException(name + " must be positive, not " + value);
        }
    }

    /** Collects the parts of a {@link OrchestratorConfig}. Not thread-safe. */
    public static final class Builder {
        private ModelConfig model = ModelConfig.builder().build();
        private @Nullable TerminalId errorTerminalId;
        private Duration errorTerminalGrace = Duration.ZERO;
        private int maxParallelTasks = 4;
        private int maxReviewRounds = 3;
        private Duration terminalConnectTimeout = Duration.ofSeconds(30);
        private Duration stallTimeout = Duration.ofMinutes(10);
        private Duration graceAfterResult = Duration.ofMinutes(1);
        private Duration verifyTimeout = Duration.ofMinutes(30);
        private DecisionMode mode = DecisionMode.RULES_FIRST;

        private Builder() {}

        /**
         * Sets the terminal that is told when a workflow fails.
         *
         * @param value the value, or null for none
         * @return this builder
         */
        public Builder errorTerminalId(@Nullable TerminalId value) {
            this.errorTerminalId = value;
            return this;
        }

        /**
         * Sets how long closing waits for sessions that have been told of a failure.
         *
         * @param value the value; zero for not at all
         * @return this builder
         */
        public Builder errorTerminalGrace(Duration value) {
            this.errorTerminalGrace = value;
            return this;
        }

        /**
         * Sets tasks under way at once.
         *
         * @param value the value
         * @return this builder
         */
        public Builder maxParallelTasks(int value) {
            this.maxParallelTasks = value;
            return this;
        }

        /**
         * Sets rejections of one piece of work before somebody is asked.
         *
         * @param value the value
         * @return this builder
         */
        public Builder maxReviewRounds(int value) {
            this.maxReviewRounds = value;
            return this;
        }

        /**
         * Sets how long a terminal may take to open.
         *
         * @param value the value
         * @return this builder
         */
        public Builder terminalConnectTimeout(Duration value) {
            this.terminalConnectTimeout = value;
            return this;
        }

        /**
         * Sets how long a terminal with an open round may say nothing and commit nothing.
         *
         * @param value the value
         * @return this builder
         */
        public Builder stallTimeout(Duration value) {
            this.stallTimeout = value;
            return this;
        }

        /**
         * Sets how long a coding CLI may go on after its result.
         *
         * @param value the value
         * @return this builder
         */
        public Builder graceAfterResult(Duration value) {
            this.graceAfterResult = value;
            return this;
        }

        /**
         * Sets how long the verification of a merged tree may take.
         *
         * @param value the value
         * @return this builder
         */
        public Builder verifyTimeout(Duration value) {
            this.verifyTimeout = value;
            return this;
        }

        /**
         * Sets who decides.
         *
         * @param value the value
         * @return this builder
         */
        public Builder mode(DecisionMode value) {
            this.mode = value;
            return this;
        }

        /**
         * Sets which language model is asked, and how.
         *
         * @param value the value
         * @return this builder
         */
        public Builder model(ModelConfig value) {
            this.model = value;
            return this;
        }

        /**
         * The value.
         *
         * @return a new value
         * @throws IllegalArgumentException if the parts do not fit together; the message says which
         */
        public OrchestratorConfig build() {
            return new OrchestratorConfig(this);
        }
    }
}
