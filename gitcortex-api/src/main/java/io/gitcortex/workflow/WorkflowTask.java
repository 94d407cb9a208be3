package io.gitcortex.workflow;

import io.gitcortex.model.TaskId;
import io.gitcortex.model.WorkflowId;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A task as it stands: a snapshot.
 *
 * <p>Immutable. Made by {@link #builder}.
 */
public final class WorkflowTask {
    private final TaskId taskId;
    private final WorkflowId workflowId;
    private final String name;
    private final String description;
    private final @Nullable String branch;
    private final TaskStatus status;
    private final int orderIndex;
    private final Instant createdAt;
    private final Instant updatedAt;
    private final List<WorkflowTerminal> terminals;

    private WorkflowTask(Builder builder) {
        this.taskId = Objects.requireNonNull(builder.taskId, "taskId");
        this.workflowId = Objects.requireNonNull(builder.workflowId, "workflowId");
        this.name = Objects.requireNonNull(builder.name, "name");
        this.description = builder.description;
        this.branch = builder.branch;
        this.status = builder.status;
        this.orderIndex = builder.orderIndex;
        this.createdAt = builder.createdAt;
        this.updatedAt = builder.updatedAt;
        this.terminals = List.copyOf(builder.terminals);
    }

    /**
     * Starts a value with what every one must have.
     *
     * @param taskId its id
     * @param workflowId its workflow
     * @param name its name, for people
     * @return a builder for the rest
     */
    public static Builder builder(TaskId taskId, WorkflowId workflowId, String name) {
        return new Builder(taskId, workflowId, name);
    }

    /**
     * A builder that begins with this value.
     *
     * @return a new builder
     */
    public Builder toBuilder() {
        Builder builder = new Builder(taskId, workflowId, name);
        builder.description = description;
        builder.branch = branch;
        builder.status = status;
        builder.orderIndex = orderIndex;
        builder.createdAt = createdAt;
        builder.updatedAt = updatedAt;
        builder.terminals = terminals;
        return builder;
    }

    /**
     * Its id.
     *
     * @return never null
     */
    public TaskId taskId() {
        return taskId;
    }

    /**
     * Its workflow.
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
     * What is to be done.
     *
     * @return the value
     */
    public String description() {
        return description;
    }

    /**
     * Its branch, without {@code refs/heads/}, once it has been started.
     *
     * @return the value, or empty
     */
    public Optional<String> branch() {
        return Optional.ofNullable(branch);
    }

    /**
     * Where it stands.
     *
     * @return the value
     */
    public TaskStatus status() {
        return status;
    }

    /**
     * Its place among the workflow's tasks, counted from 0.
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
     * Its terminals, in the order in which they work.
     *
     * @return an unmodifiable list, perhaps empty
     */
    public List<WorkflowTerminal> terminals() {
        return terminals;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof WorkflowTask that
                && Objects.equals(taskId, that.taskId)
                && Objects.equals(workflowId, that.workflowId)
                && Objects.equals(name, that.name)
                && Objects.equals(description, that.description)
                && Objects.equals(branch, that.branch)
                && Objects.equals(status, that.status)
                && orderIndex == that.orderIndex
                && Objects.equals(createdAt, that.createdAt)
                && Objects.equals(updatedAt, that.updatedAt)
                && Objects.equals(terminals, that.terminals);
    }

    @Override
    public int hashCode() {
        return Objects.hash(
                taskId, workflowId, name, description, branch, status, orderIndex, createdAt, updatedAt, terminals);
    }

    @Override
    public String toString() {
        return "WorkflowTask[" + taskId + " " + status.wireName() + "]";
    }

    /** Collects the parts of a {@link WorkflowTask}. Not thread-safe. */
    public static final class Builder {
        private final TaskId taskId;
        private final WorkflowId workflowId;
        private final String name;
        private String description = "";
        private @Nullable String branch;
        private TaskStatus status = TaskStatus.PENDING;
        private int orderIndex;
        private Instant createdAt = Instant.EPOCH;
        private Instant updatedAt = Instant.EPOCH;
        private List<WorkflowTerminal> terminals = List.of();

        private Builder(TaskId taskId, WorkflowId workflowId, String name) {
            this.taskId = taskId;
            this.workflowId = workflowId;
            this.name = name;
        }

        /**
         * Sets what is to be done.
         *
         * @param value the value
         * @return this builder
         */
        public Builder description(String value) {
            this.description = value;
            return this;
        }

        /**
         * Sets its branch, without {@code refs/heads/}, once it has been started.
         *
         * @param value the value, or null for none
         * @return this builder
         */
        public Builder branch(@Nullable String value) {
            this.branch = value;
            return this;
        }

        /**
         * Sets where it stands.
         *
         * @param value the value
         * @return this builder
         */
        public Builder status(TaskStatus value) {
            this.status = value;
            return this;
        }

        /**
         * Sets its place among the workflow's tasks, counted from 0.
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
         * Sets its terminals, in the order in which they work.
         *
         * @param value the value; copied when built
         * @return this builder
         */
        public Builder terminals(List<WorkflowTerminal> value) {
            this.terminals = value;
            return this;
        }

        /**
         * The value.
         *
         * @return a new value
         * @throws IllegalArgumentException if the parts do not fit together; the message says which
         */
        public WorkflowTask build() {
            return new WorkflowTask(this);
        }
    }
}
