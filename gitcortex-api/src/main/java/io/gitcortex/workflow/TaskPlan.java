package io.gitcortex.workflow;

import io.gitcortex.model.TaskId;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a host asks of one task: a branch of its own, and the terminals that work on it one after another.
 *
 * <p>Immutable. Made by {@link #builder}.
 */
public final class TaskPlan {
    private final String name;
    private final @Nullable TaskId id;
    private final String description;
    private final List<TaskId> dependsOn;
    private final List<String> setup;
    private final List<String> cleanup;
    private final List<TerminalPlan> terminals;

    private TaskPlan(Builder builder) {
        this.name = Objects.requireNonNull(builder.name, "name");
        this.id = builder.id;
        this.description = builder.description;
        this.dependsOn = List.copyOf(builder.dependsOn);
        this.setup = List.copyOf(builder.setup);
        this.cleanup = List.copyOf(builder.cleanup);
        this.terminals = List.copyOf(builder.terminals);
        if (name.isBlank()) {
            throw new IllegalArgumentException("The name of a task must not be blank");
        }
    }

    /**
     * Starts a value with what every one must have.
     *
     * @param name its name, for people
     * @return a builder for the rest
     */
    public static Builder builder(String name) {
        return new Builder(name);
    }

    /**
     * A builder that begins with this value.
     *
     * @return a new builder
     */
    public Builder toBuilder() {
        Builder builder = new Builder(name);
        builder.id = id;
        builder.description = description;
        builder.dependsOn = dependsOn;
        builder.setup = setup;
        builder.cleanup = cleanup;
        builder.terminals = terminals;
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
     * Its id; made by GitCortex from the name where it is missing.
     *
     * @return the value, or empty
     */
    public Optional<TaskId> id() {
        return Optional.ofNullable(id);
    }

    /**
     * What is to be done, in words for an agent.
     *
     * @return the value
     */
    public String description() {
        return description;
    }

    /**
     * The tasks that must be completed before it may start.
     *
     * @return an unmodifiable list, perhaps empty
     */
    public List<TaskId> dependsOn() {
        return dependsOn;
    }

    /**
     * A program and arguments, run in the new worktree before the first terminal starts.
     *
     * @return an unmodifiable list, perhaps empty
     */
    public List<String> setup() {
        return setup;
    }

    /**
     * A program and arguments, run in the worktree before it is removed.
     *
     * @return an unmodifiable list, perhaps empty
     */
    public List<String> cleanup() {
        return cleanup;
    }

    /**
     * Its terminals, in the order in which they work.
     *
     * @return an unmodifiable list, perhaps empty
     */
    public List<TerminalPlan> terminals() {
        return terminals;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof TaskPlan that
                && Objects.equals(name, that.name)
                && Objects.equals(id, that.id)
                && Objects.equals(description, that.description)
                && Objects.equals(dependsOn, that.dependsOn)
                && Objects.equals(setup, that.setup)
                && Objects.equals(cleanup, that.cleanup)
                && Objects.equals(terminals, that.terminals);
    }

    @Override
    public int hashCode() {
        return Objects.hash(name, id, description, dependsOn, setup, cleanup, terminals);
    }

    @Override
    public String toString() {
        return "TaskPlan[" + (id == null ? "" : id + " ") + name + "]";
    }

    /** Collects the parts of a {@link TaskPlan}. Not thread-safe. */
    public static final class Builder {
        private final String name;
        private @Nullable TaskId id;
        private String description = "";
        private List<TaskId> dependsOn = List.of();
        private List<String> setup = List.of();
        private List<String> cleanup = List.of();
        private List<TerminalPlan> terminals = List.of();

        private Builder(String name) {
            this.name = name;
        }

        /**
         * Sets its id; made by GitCortex from the name where it is missing.
         *
         * @param value the value, or null for none
         * @return this builder
         */
        public Builder id(@Nullable TaskId value) {
            this.id = value;
            return this;
        }

        /**
         * Sets what is to be done, in words for an agent.
         *
         * @param value the value
         * @return this builder
         */
        public Builder description(String value) {
            this.description = value;
            return this;
        }

        /**
         * Sets the tasks that must be completed before it may start.
         *
         * @param value the value; copied when built
         * @return this builder
         */
        public Builder dependsOn(List<TaskId> value) {
            this.dependsOn = value;
            return this;
        }

        /**
         * Sets a program and arguments, run in the new worktree before the first terminal starts.
         *
         * @param value the value; copied when built
         * @return this builder
         */
        public Builder setup(List<String> value) {
            this.setup = value;
            return this;
        }

        /**
         * Sets a program and arguments, run in the worktree before it is removed.
         *
         * @param value the value; copied when built
         * @return this builder
         */
        public Builder cleanup(List<String> value) {
            this.cleanup = value;
            return this;
        }

        /**
         * Sets its terminals, in the order in which they work.
         *
         * @param value the value; copied when built
         * @return this builder
         */
        public Builder terminals(List<TerminalPlan> value) {
            this.terminals = value;
            return this;
        }

        /**
         * The value.
         *
         * @return a new value
         * @throws IllegalArgumentException if the parts do not fit together; the message says which
         */
        public TaskPlan build() {
            return new TaskPlan(this);
        }
    }
}
