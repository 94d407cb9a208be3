package io.gitcortex.workflow;

import io.gitcortex.model.WorkflowId;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A workflow as it stands: a snapshot.
 *
 * <p>Immutable. Made by {@link #builder}.
 */
public final class Workflow {
    private final WorkflowId workflowId;
    private final String name;
    private final String goal;
    private final @Nullable String cliTypeId;
    private final WorkflowStatus status;
    private final int orderIndex;
    private final Instant createdAt;
    private final Instant updatedAt;
    private final List<WorkflowTask> tasks;

    private Workflow(Builder builder) {
        this.workflowId = Objects.requireNonNull(builder.workflowId, "workflowId");
        this.name = Objects.requireNonNull(builder.name, "name");
        this.goal = Objects.requireNonNull(builder.goal, "goal");
        this.cliTypeId = builder.cliTypeId;
        this.status = builder.status;
        this.orderIndex = builder.orderIndex;
        this.createdAt = builder.createdAt;
        this.updatedAt = builder.updatedAt;
        this.tasks = List.copyOf(builder.tasks);
    }

    /**
     * Starts a value with what every one must have.
     *
     * @param workflowId its id
     * @param name its name, for people
     * @param goal what is to be reached
     * @return a builder for the rest
     */
    public static Builder builder(WorkflowId workflowId, String name, String goal) {
        return new Builder(workflowId, name, goal);
    }

    /**
     * A builder that begins with this value.
     *
     * @return a new builder
     */
    public Builder toBuilder() {
        Builder builder = new Builder(workflowId, name, goal);
        builder.cliTypeId = cliTypeId;
        builder.status = status;
        builder.orderIndex = orderIndex;
        builder.createdAt = createdAt;
        builder.updatedAt = updatedAt;
        builder.tasks = tasks;
        return builder;
    }

    /**
     * Its id.
     *
     * @return never null
     */
    public WorkflowId workflowId() {
        return workflowId;
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
     * What is to be reached.
     *
     * @return never null
     */
    public String goal() {
        return goal;
    }

    /**
     * The dialect of terminals that name none.
     *
     * @return the value, or empty
     */
    public Optional<String> cliTypeId() {
        return Optional.ofNullable(cliTypeId);
    }

    /**
     * Where it stands.
     *
     * @return the value
     */
    public WorkflowStatus status() {
        return status;
    }

    /**
     * Its place among the store's workflows, counted from 0.
     *
     * @return the value
     */
    public int orderIndex() {
        return orderIndex;
    }

    /**
     * When it was created.
     *
     * @return the value
     */
    public Instant createdAt() {
        return createdAt;
    }

    /**
     * When it last changed.
     *
     * @return the value
     */
    public Instant updatedAt() {
        return updatedAt;
    }

    /**
     * Its tasks.
     *
     * @return an unmodifiable list, perhaps empty
     */
    public List<WorkflowTask> tasks() {
        return tasks;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Workflow that
                && Objects.equals(workflowId, that.workflowId)
                && Objects.equals(name, that.name)
                && Objects.equals(goal, that.goal)
                && Objects.equals(cliTypeId, that.cliTypeId)
                && Objects.equals(status, that.status)
                && orderIndex == that.orderIndex
                && Objects.equals(createdAt, that.createdAt)
                && Objects.equals(updatedAt, that.updatedAt)
                && Objects.equals(tasks, that.tasks);
    }

    @Override
    public int hashCode() {
        return Objects.hash(workflowId, name, goal, cliTypeId, status, orderIndex, createdAt, updatedAt, tasks);
    }

    @Override
    public String toString() {
        return "Workflow[" + workflowId + " " + status.wireName() + "]";
    }

    /** Collects the parts of a {@link Workflow}. Not thread-safe. */
    public static final class Builder {
        private final WorkflowId workflowId;
        private final String name;
        private final String goal;
        private @Nullable String cliTypeId;
        private WorkflowStatus status = WorkflowStatus.PENDING;
        private int orderIndex;
        private Instant createdAt = Instant.EPOCH;
        private Instant updatedAt = Instant.EPOCH;
        private List<WorkflowTask> tasks = List.of();

        private Builder(WorkflowId workflowId, String name, String goal) {
            this.workflowId = workflowId;
            this.name = name;
            this.goal = goal;
        }

        /**
         * Sets the dialect of terminals that name none.
         *
         * @param value the value, or null for none
         * @return this builder
         */
        public Builder cliTypeId(@Nullable String value) {
            this.cliTypeId = value;
            return this;
        }

        /**
         * Sets where it stands.
         *
         * @param value the value
         * @return this builder
         */
        public Builder status(WorkflowStatus value) {
            this.status = value;
            return this;
        }

        /**
         * Sets its place among the store's workflows, counted from 0.
         *
         * @param value the value
         * @return this builder
         */
        public Builder orderIndex(int value) {
            this.orderIndex = value;
            return this;
        }

        /**
         * Sets when it was created.
         *
         * @param value the value
         * @return this builder
         */
        public Builder createdAt(Instant value) {
            this.createdAt = value;
            return this;
        }

        /**
         * Sets when it last changed.
         *
         * @param value the value
         * @return this builder
         */
        public Builder updatedAt(Instant value) {
            this.updatedAt = value;
            return this;
        }

        /**
         * Sets its tasks.
         *
         * @param value the value; copied when built
         * @return this builder
         */
        public Builder tasks(List<WorkflowTask> value) {
            this.tasks = value;
            return this;
        }

        /**
         * The value.
         *
         * @return a new value
         * @throws IllegalArgumentException if the parts do not fit together; the message says which
         */
        public Workflow build() {
            return new Workflow(this);
        }
    }
}
