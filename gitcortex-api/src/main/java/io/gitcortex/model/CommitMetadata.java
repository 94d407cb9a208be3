package io.gitcortex.model;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What an agent reports with a commit: the JSON block after the line {@code ---METADATA---} of the commit's message.
 *
 * <p>Immutable. Made by {@link #builder}.
 */
public final class CommitMetadata {
    /** The line that separates a commit message from its block. */
    public static final String SEPARATOR = "---METADATA---";

    private final WorkflowId workflowId;
    private final TaskId taskId;
    private final TerminalId terminalId;
    private final CommitStatus status;
    private final @Nullable InstructionId instructionId;
    private final @Nullable TerminalId reviewedTerminal;
    private final List<ReviewIssue> issues;
    private final List<FileChange> filesChanged;
    private final @Nullable String notes;

    private CommitMetadata(Builder builder) {
        this.workflowId = Objects.requireNonNull(builder.workflowId, "workflowId");
        this.taskId = Objects.requireNonNull(builder.taskId, "taskId");
        this.terminalId = Objects.requireNonNull(builder.terminalId, "terminalId");
        this.status = Objects.requireNonNull(builder.status, "status");
        this.instructionId = builder.instructionId;
        this.reviewedTerminal = builder.reviewedTerminal;
        this.issues = List.copyOf(builder.issues);
        this.filesChanged = List.copyOf(builder.filesChanged);
        this.notes = builder.notes;
        boolean verdict = status == CommitStatus.REVIEW_PASS || status == CommitStatus.REVIEW_REJECT;
        if (verdict && reviewedTerminal == null) {
            throw new IllegalArgumentException(status.wireName() + " needs reviewed_terminal");
        }
        if (status == CommitStatus.REVIEW_REJECT && issues.isEmpty()) {
            throw new IllegalArgumentException("review_reject needs at least one issue");
        }
    }

    /**
     * Starts a report with the four things that every one must have.
     *
     * @param workflowId the workflow
     * @param taskId the task whose branch the commit is on
     * @param terminalId the terminal that reports
     * @param status what it reports
     * @return a builder for the rest
     */
    public static Builder builder(WorkflowId workflowId, TaskId taskId, TerminalId terminalId, CommitStatus status) {
        return new Builder(workflowId, taskId, terminalId, status);
    }

    /**
     * The workflow.
     *
     * @return its id
     */
    public WorkflowId workflowId() {
        return workflowId;
    }

    /**
     * The task whose branch the commit is on.
     *
     * @return its id
     */
    public TaskId taskId() {
        return taskId;
    }

    /**
     * The terminal that reports.
     *
     * @return its id
     */
    public TerminalId terminalId() {
        return terminalId;
    }

    /**
     * What it reports.
     *
     * @return the status
     */
    public CommitStatus status() {
        return status;
    }

    /**
     * The instruction that this answers.
     *
     * @return its id, or empty where the agent gave none
     */
    public Optional<InstructionId> instructionId() {
        return Optional.ofNullable(instructionId);
    }

    /**
     * The terminal whose work was reviewed.
     *
     * @return its id; present for both review statuses
     */
    public Optional<TerminalId> reviewedTerminal() {
        return Optional.ofNullable(reviewedTerminal);
    }

    /**
     * What the reviewer wants changed.
     *
     * @return an unmodifiable list; not empty for {@link CommitStatus#REVIEW_REJECT}
     */
    public List<ReviewIssue> issues() {
        return issues;
    }

    /**
     * The files that the agent says it changed, for display.
     *
     * @return an unmodifiable list, perhaps empty
     */
    public List<FileChange> filesChanged() {
        return filesChanged;
    }

    /**
     * What the next terminal should know.
     *
     * @return the hand-off text, or empty
     */
    public Optional<String> notes() {
        return Optional.ofNullable(notes);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof CommitMetadata that
                && workflowId.equals(that.workflowId)
                && taskId.equals(that.taskId)
                && terminalId.equals(that.terminalId)
                && status == that.status
                && Objects.equals(instructionId, that.instructionId)
                && Objects.equals(reviewedTerminal, that.reviewedTerminal)
                && issues.equals(that.issues)
                && filesChanged.equals(that.filesChanged)
                && Objects.equals(notes, that.notes);
    }

    @Override
    public int hashCode() {
        return Objects.hash(workflowId, taskId, terminalId, status, instructionId, reviewedTerminal, issues, notes);
    }

    @Override
    public String toString() {
        return "CommitMetadata[" + workflowId + "/" + taskId + "/" + terminalId + " " + status.wireName() + "]";
    }

    /** Collects the optional parts of a {@link CommitMetadata}. Not thread-safe. */
    public static final class Builder {
        private final WorkflowId workflowId;
        private final TaskId taskId;
        private final TerminalId terminalId;
        private final CommitStatus status;
        private @Nullable InstructionId instructionId;
        private @Nullable TerminalId reviewedTerminal;
        private List<ReviewIssue> issues = List.of();
        private List<FileChange> filesChanged = List.of();
        private @Nullable String notes;

        private Builder(WorkflowId workflowId, TaskId taskId, TerminalId terminalId, CommitStatus status) {
            this.workflowId = workflowId;
            this.taskId = taskId;
            this.terminalId = terminalId;
            this.status = status;
        }

        /**
         * The instruction that this answers.
         *
         * @param id its id, or null for none
         * @return this builder
         */
        public Builder instructionId(@Nullable InstructionId id) {
            this.instructionId = id;
            return this;
        }

        /**
         * The terminal whose work was reviewed.
         *
         * @param id its id, or null for none
         * @return this builder
         */
        public Builder reviewedTerminal(@Nullable TerminalId id) {
            this.reviewedTerminal = id;
            return this;
        }

        /**
         * What the reviewer wants changed.
         *
         * @param found the issues; copied when built
         * @return this builder
         */
        public Builder issues(List<ReviewIssue> found) {
            this.issues = found;
            return this;
        }

        /**
         * The files that were changed.
         *
         * @param files the files; copied when built
         * @return this builder
         */
        public Builder filesChanged(List<FileChange> files) {
            this.filesChanged = files;
            return this;
        }

        /**
         * What the next terminal should know.
         *
         * @param text the hand-off text, or null for none
         * @return this builder
         */
        public Builder notes(@Nullable String text) {
            this.notes = text;
            return this;
        }

        /**
         * The report.
         *
         * @return a new value
         * @throws IllegalArgumentException if a review status lacks {@code reviewedTerminal}, or
         *     {@link CommitStatus#REVIEW_REJECT} lacks issues
         */
        public CommitMetadata build() {
            return new CommitMetadata(this);
        }
    }
}
