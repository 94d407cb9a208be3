package io.gitcortex.workflow;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a host asks for: a goal, split into tasks.
 *
 * <p>Immutable. Made by {@link #builder}.
 */
public final class WorkflowPlan {
    private final String name;
    private final String goal;
    private final @Nullable String base;
    private final @Nullable String cli;
    private final @Nullable DecisionMode mode;
    private final WorkflowLimits limits;
    private final List<String> verify;
    private final @Nullable TerminalPlan errorTerminal;
    private final boolean sign;
    private final @Nullable Path baseDirectory;
    private final List<TaskPlan> tasks;

    private WorkflowPlan(Builder builder) {
        this.name = Objects.requireNonNull(builder.name, "name");
        this.goal = Objects.requireNonNull(builder.goal, "goal");
        this.base = builder.base;
        this.cli = builder.cli;
        this.mode = builder.mode;
        this.limits = builder.limits;
        this.verify = List.copyOf(builder.verify);
        this.errorTerminal = builder.errorTerminal;
        this.sign = builder.sign;
        this.baseDirectory = builder.baseDirectory;
        this.tasks = List.copyOf(builder.tasks);
        if (name.isBlank()) {
            throw new IllegalArgumentException("The name of a workflow must not be blank");
        }
        if (baseDirectory != null && !baseDirectory.isAbsolute()) {
            throw new IllegalArgumentException("The base directory of a plan must be absolute, not " + baseDirectory);
        }
    }

    /**
     * Starts a value with what every one must have.
     *
     * @param name its name, for people
     * @param goal what is to be reached, in words for agents and people
     * @return a builder for the rest
     */
    public static Builder builder(String name, String goal) {
        return new Builder(name, goal);
    }

    /**
     * A builder that begins with this value.
     *
     * @return a new builder
     */
    public Builder toBuilder() {
        Builder builder = new Builder(name, goal);
        builder.base = base;
        builder.cli = cli;
        builder.mode = mode;
        builder.limits = limits;
        builder.verify = verify;
        builder.errorTerminal = errorTerminal;
        builder.sign = sign;
        builder.baseDirectory = baseDirectory;
        builder.tasks = tasks;
        return builder;
    }

    /**
     * Its name, for people.
     *
     * @return never null
     */
    public String name() {
        return name;
    }

    /**
     * What is to be reached, in words for agents and people.
     *
     * @return never null
     */
    public String goal() {
        return goal;
    }

    /**
     * The branch that tasks begin from and are merged into; the one checked out where it is missing.
     *
     * @return the value, or empty
     */
    public Optional<String> base() {
        return Optional.ofNullable(base);
    }

    /**
     * The dialect of terminals that name none.
     *
     * @return the value, or empty
     */
    public Optional<String> cli() {
        return Optional.ofNullable(cli);
    }

    /**
     * Who decides; the host's choice where it is missing.
     *
     * @return the value, or empty
     */
    public Optional<DecisionMode> mode() {
        return Optional.ofNullable(mode);
    }

    /**
     * Limits of its own.
     *
     * @return the value
     */
    public WorkflowLimits limits() {
        return limits;
    }

    /**
     * A program and arguments, run on a merged tree before the target moves.
     *
     * @return an unmodifiable list, perhaps empty
     */
    public List<String> verify() {
        return verify;
    }

    /**
     * A seat outside the tasks that is told when the workflow fails.
     *
     * @return the value, or empty
     */
    public Optional<TerminalPlan> errorTerminal() {
        return Optional.ofNullable(errorTerminal);
    }

    /**
     * Whether commits of agents are signed as the person's git configuration says.
     *
     * @return the value
     */
    public boolean sign() {
        return sign;
    }

    /**
     * The directory that commands' relative file names are looked up in; absolute.
     *
     * @return the value, or empty
     */
    public Optional<Path> baseDirectory() {
        return Optional.ofNullable(baseDirectory);
    }

    /**
     * Its tasks.
     *
     * @return an unmodifiable list, perhaps empty
     */
    public List<TaskPlan> tasks() {
        return tasks;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof WorkflowPlan that
                && Objects.equals(name, that.name)
                && Objects.equals(goal, that.goal)
                && Objects.equals(base, that.base)
                && Objects.equals(cli, that.cli)
                && Objects.equals(mode, that.mode)
                && Objects.equals(limits, that.limits)
                && Objects.equals(verify, that.verify)
                && Objects.equals(errorTerminal, that.errorTerminal)
                && sign == that.sign
                && Objects.equals(baseDirectory, that.baseDirectory)
                && Objects.equals(tasks, that.tasks);
    }

    @Override
    public int hashCode() {
        return Objects.hash(name, goal, base, cli, mode, limits, verify, errorTerminal, sign, baseDirectory, tasks);
    }

    @Override
    public String toString() {
        return "WorkflowPlan[" + name + ", " + tasks.size() + " tasks]";
    }

    /** Collects the parts of a {@link WorkflowPlan}. Not thread-safe. */
    public static final class Builder {
        private final String name;
        private final String goal;
        private @Nullable String base;
        private @Nullable String cli;
        private @Nullable DecisionMode mode;
        private WorkflowLimits limits = WorkflowLimits.OPEN;
        private List<String> verify = List.of();
        private @Nullable TerminalPlan errorTerminal;
        private boolean sign = false;
        private @Nullable Path baseDirectory;
        private List<TaskPlan> tasks = List.of();

        private Builder(String name, String goal) {
            this.name = name;
            this.goal = goal;
        }

        /**
         * Sets the branch that tasks begin from and are merged into; the one checked out where it is missing.
         *
         * @param value the value, or null for none
         * @return this builder
         */
        public Builder base(@Nullable String value) {
            this.base = value;
            return this;
        }

        /**
         * Sets the dialect of terminals that name none.
         *
         * @param value the value, or null for none
         * @return this builder
         */
        public Builder cli(@Nullable String value) {
            this.cli = value;
            return this;
        }

        /**
         * Sets who decides; the host's choice where it is missing.
         *
         * @param value the value, or null for none
         * @return this builder
         */
        public Builder mode(@Nullable DecisionMode value) {
            this.mode = value;
            return this;
        }

        /**
         * Sets limits of its own.
         *
         * @param value the value
         * @return this builder
         */
        public Builder limits(WorkflowLimits value) {
            this.limits = value;
            return this;
        }

        /**
         * Sets a program and arguments, run on a merged tree before the target moves.
         *
         * @param value the value; copied when built
         * @return this builder
         */
        public Builder verify(List<String> value) {
            this.verify = value;
            return this;
        }

        /**
         * Sets a seat outside the tasks that is told when the workflow fails.
         *
         * @param value the value, or null for none
         * @return this builder
         */
        public Builder errorTerminal(@Nullable TerminalPlan value) {
            this.errorTerminal = value;
            return this;
        }

        /**
         * Sets whether commits of agents are signed as the person's git configuration says.
         *
         * @param value the value
         * @return this builder
         */
        public Builder sign(boolean value) {
            this.sign = value;
            return this;
        }

        /**
         * Sets the directory that commands' relative file names are looked up in; absolute.
         *
         * @param value the value, or null for none
         * @return this builder
         */
        public Builder baseDirectory(@Nullable Path value) {
            this.baseDirectory = value;
            return this;
        }

        /**
         * Sets its tasks.
         *
         * @param value the value; copied when built
         * @return this builder
         */
        public Builder tasks(List<TaskPlan> value) {
            this.tasks = value;
            return this;
        }

        /**
         * The value.
         *
         * @return a new value
         * @throws IllegalArgumentException if the parts do not fit together; the message says which
         */
        public WorkflowPlan build() {
            return new WorkflowPlan(this);
        }
    }
}
