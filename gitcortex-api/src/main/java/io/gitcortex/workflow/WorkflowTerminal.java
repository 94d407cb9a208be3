package io.gitcortex.workflow;

import io.gitcortex.model.SessionId;
import io.gitcortex.model.TaskId;
import io.gitcortex.model.TerminalId;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A terminal as it stands: a snapshot.
 *
 * <p>Immutable. Made by {@link #builder}.
 */
public final class WorkflowTerminal {
    private final TerminalId terminalId;
    private final String role;
    private final String cli;
    private final @Nullable TaskId taskId;
    private final @Nullable String model;
    private final @Nullable SessionId ptySessionId;
    private final TerminalStatus status;
    private final int orderIndex;
    private final Instant createdAt;
    private final Instant updatedAt;

    private WorkflowTerminal(Builder builder) {
        this.terminalId = Objects.requireNonNull(builder.terminalId, "terminalId");
        this.role = Objects.requireNonNull(builder.role, "role");
        this.cli = Objects.requireNonNull(builder.cli, "cli");
        this.taskId = builder.taskId;
        this.model = builder.model;
        this.ptySessionId = builder.ptySessionId;
        this.status = builder.status;
        this.orderIndex = builder.orderIndex;
        this.createdAt = builder.createdAt;
        this.updatedAt = builder.updatedAt;
    }

    /**
     * Starts a value with what every one must have.
     *
     * @param terminalId its id
     * @param role what it is for
     * @param cli the dialect of its coding CLI
     * @return a builder for the rest
     */
    public static Builder builder(TerminalId terminalId, String role, String cli) {
        return new Builder(terminalId, role, cli);
    }

    /**
     * A builder that begins with this value.
     *
     * @return a new builder
     */
    public Builder toBuilder() {
        Builder builder = new Builder(terminalId, role, cli);
        builder.taskId = taskId;
        builder.model = model;
        builder.ptySessionId = ptySessionId;
        builder.status = status;
        builder.orderIndex = orderIndex;
        builder.createdAt = createdAt;
        builder.updatedAt = updatedAt;
        return builder;
    }

    /**
     * Its id.
     *
     * @return never null
     */
    public TerminalId terminalId() {
        return terminalId;
    }

    /**
     * What it is for.
     *
     * @return never null
     */
    public String role() {
        return role;
    }

    /**
     * The dialect of its coding CLI.
     *
     * @return never null
     */
    public String cli() {
        return cli;
    }

    /**
     * Its task; none for the error terminal.
     *
     * @return the value, or empty
     */
    public Optional<TaskId> taskId() {
        return Optional.ofNullable(taskId);
    }

    /**
     * The model that the CLI is to use.
     *
     * @return the value, or empty
     */
    public Optional<String> model() {
        return Optional.ofNullable(model);
    }

    /**
     * Its live session.
     *
     * @return the value, or empty
     */
    public Optional<SessionId> ptySessionId() {
        return Optional.ofNullable(ptySessionId);
    }

    /**
     * Where it stands.
     *
     * @return the value
     */
    public TerminalStatus status() {
        return status;
    }

    /**
     * Its place among the task's terminals, counted from 0.
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

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof WorkflowTerminal that
                && Objects.equals(terminalId, that.terminalId)
                && Objects.equals(role, that.role)
                && Objects.equals(cli, that.cli)
                && Objects.equals(taskId, that.taskId)
                && Objects.equals(model, that.model)
                && Objects.equals(ptySessionId, that.ptySessionId)
                && Objects.equals(status, that.status)
                && orderIndex == that.orderIndex
                && Objects.equals(createdAt, that.createdAt)
                && Objects.equals(updatedAt, that.updatedAt);
    }

    @Override
    public int hashCode() {
        return Objects.hash(
                terminalId, role, cli, taskId, model, ptySessionId, status, orderIndex, createdAt, updatedAt);
    }

    @Override
    public String toString() {
        return "WorkflowTerminal[" + terminalId + " " + status.wireName() + "]";
    }

    /** Collects the parts of a {@link WorkflowTerminal}. Not thread-safe. */
    public static final class Builder {
        private final TerminalId terminalId;
        private final String role;
        private final String cli;
        private @Nullable TaskId taskId;
        private @Nullable String model;
        private @Nullable SessionId ptySessionId;
        private TerminalStatus status = TerminalStatus.PENDING;
        private int orderIndex;
        private Instant createdAt = Instant.EPOCH;
        private Instant updatedAt = Instant.EPOCH;

        private Builder(TerminalId terminalId, String role, String cli) {
            this.terminalId = terminalId;
            this.role = role;
            this.cli = cli;
        }

        /**
         * Sets its task; none for the error terminal.
         *
         * @param value the value, or null for none
         * @return this builder
         */
        public Builder taskId(@Nullable TaskId value) {
            this.taskId = value;
            return this;
        }

        /**
         * Sets the model that the CLI is to use.
         *
         * @param value the value, or null for none
         * @return this builder
         */
        public Builder model(@Nullable String value) {
            this.model = value;
            return this;
        }

        /**
         * Sets its live session.
         *
         * @param value the value, or null for none
         * @return this builder
         */
        public Builder ptySessionId(@Nullable SessionId value) {
            this.ptySessionId = value;
            return this;
        }

        /**
         * Sets where it stands.
         *
         * @param value the value
         * @return this builder
         */
        public Builder status(TerminalStatus value) {
            this.status = value;
            return this;
        }

        /**
         * Sets its place among the task's terminals, counted from 0.
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
         * The value.
         *
         * @return a new value
         * @throws IllegalArgumentException if the parts do not fit together; the message says which
         */
        public WorkflowTerminal build() {
            return new WorkflowTerminal(this);
        }
    }
}
