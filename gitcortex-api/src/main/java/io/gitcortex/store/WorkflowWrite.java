package io.gitcortex.store;

import io.gitcortex.model.WorkflowId;
import io.gitcortex.workflow.Workflow;
import io.gitcortex.workflow.WorkflowTask;
import io.gitcortex.workflow.WorkflowTerminal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Everything that is written in one transaction: events, and the rows that follow from them.
 *
 * <p>Immutable. Made by {@link #builder}.
 */
public final class WorkflowWrite {
    private final WorkflowId workflowId;
    private final long expectedVersion;
    private final long epoch;
    private final List<EventRow> events;
    private final List<CursorRow> cursors;
    private final List<InstructionRow> instructions;
    private final List<QuestionRow> questions;
    private final @Nullable Workflow workflow;
    private final List<WorkflowTask> tasks;
    private final List<WorkflowTerminal> terminals;
    private final List<Long> takenRequests;
    private final List<SecretRow> secrets;

    private WorkflowWrite(Builder builder) {
        this.workflowId = builder.workflowId;
        this.expectedVersion = builder.expectedVersion;
        this.epoch = builder.epoch;
        this.events = List.copyOf(builder.events);
        this.cursors = List.copyOf(builder.cursors);
        this.instructions = List.copyOf(builder.instructions);
        this.questions = List.copyOf(builder.questions);
        this.workflow = builder.workflow;
        this.tasks = List.copyOf(builder.tasks);
        this.terminals = List.copyOf(builder.terminals);
        this.takenRequests = List.copyOf(builder.takenRequests);
        this.secrets = List.copyOf(builder.secrets);
    }

    /**
     * Starts a write.
     *
     * @param workflowId the workflow
     * @param expectedVersion the {@link JournalHead#version()} that the writer's last write led to
     * @param epoch the epoch in which the writer owns the workflow
     * @return a builder with nothing to write
     */
    public static Builder builder(WorkflowId workflowId, long expectedVersion, long epoch) {
        return new Builder(workflowId, expectedVersion, epoch);
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
     * The version that the workflow must have.
     *
     * @return the version before this write; after it, it is one more
     */
    public long expectedVersion() {
        return expectedVersion;
    }

    /**
     * The epoch that the workflow must be in.
     *
     * @return the writer's epoch
     */
    public long epoch() {
        return epoch;
    }

    /**
     * Events to append.
     *
     * @return in order; the first follows the journal's newest without a gap
     */
    public List<EventRow> events() {
        return events;
    }

    /**
     * Cursors to insert, or to replace by their ref.
     *
     * @return an unmodifiable list
     */
    public List<CursorRow> cursors() {
        return cursors;
    }

    /**
     * Instructions to insert, or to replace by their number.
     *
     * @return an unmodifiable list
     */
    public List<InstructionRow> instructions() {
        return instructions;
    }

    /**
     * Questions to insert, or to replace by their id.
     *
     * @return an unmodifiable list
     */
    public List<QuestionRow> questions() {
        return questions;
    }

    /**
     * The workflow's own columns, to be replaced; its tasks are not looked at.
     *
     * @return the newest snapshot, or empty if nothing changed
     */
    public Optional<Workflow> workflow() {
        return Optional.ofNullable(workflow);
    }

    /**
     * Tasks to insert, or to replace by their id; their terminals are not looked at.
     *
     * @return an unmodifiable list
     */
    public List<WorkflowTask> tasks() {
        return tasks;
    }

    /**
     * Terminals to insert, or to replace by their id.
     *
     * @return an unmodifiable list
     */
    public List<WorkflowTerminal> terminals() {
        return terminals;
    }

    /**
     * Requests that this write takes: they are not pending any more.
     *
     * @return their numbers
     */
    public List<Long> takenRequests() {
        return takenRequests;
    }

    /**
     * Encrypted values to put in their places, after the rows that have those places have been written.
     *
     * @return an unmodifiable list
     */
    public List<SecretRow> secrets() {
        return secrets;
    }

    @Override
    public String toString() {
        return "WorkflowWrite[" + workflowId + " version " + expectedVersion + " epoch " + epoch + ", " + events.size()
                + " events]";
    }

    /** Collects what is written together. Not thread-safe. */
    public static final class Builder {
        private final WorkflowId workflowId;
        private final long expectedVersion;
        private final long epoch;
        private final List<EventRow> events = new ArrayList<>();
        private final List<CursorRow> cursors = new ArrayList<>();
        private final List<InstructionRow> instructions = new ArrayList<>();
        private final List<QuestionRow> questions = new ArrayList<>();
        private @Nullable Workflow workflow;
        private final List<WorkflowTask> tasks = new ArrayList<>();
        private final List<WorkflowTerminal> terminals = new ArrayList<>();
        private final List<Long> takenRequests = new ArrayList<>();
        private final List<SecretRow> secrets = new ArrayList<>();

        private Builder(WorkflowId workflowId, long expectedVersion, long epoch) {
            this.workflowId = workflowId;
            this.expectedVersion = expectedVersion;
            this.epoch = epoch;
        }

        /**
         * Appends an event.
         *
         * @param row its sequence number is one more than that of the event before it
         * @return this builder
         */
        public Builder event(EventRow row) {
            events.add(row);
            return this;
        }

        /**
         * Moves a cursor.
         *
         * @param row how far the branch has been read now
         * @return this builder
         */
        public Builder cursor(CursorRow row) {
            cursors.add(row);
            return this;
        }

        /**
         * Inserts or replaces an instruction.
         *
         * @param row the instruction as it stands now
         * @return this builder
         */
        public Builder instruction(InstructionRow row) {
            instructions.add(row);
            return this;
        }

        /**
         * Inserts or replaces a question.
         *
         * @param row the question as it stands now
         * @return this builder
         */
        public Builder question(QuestionRow row) {
            questions.add(row);
            return this;
        }

        /**
         * Replaces the workflow's own columns.
         *
         * @param snapshot the workflow as it stands now; its tasks are not looked at
         * @return this builder
         */
        public Builder workflow(Workflow snapshot) {
            this.workflow = snapshot;
            return this;
        }

        /**
         * Inserts or replaces a task.
         *
         * @param snapshot the task as it stands now; its terminals are not looked at
         * @return this builder
         */
        public Builder task(WorkflowTask snapshot) {
            tasks.add(snapshot);
            return this;
        }

        /**
         * Inserts or replaces a terminal.
         *
         * @param snapshot the terminal as it stands now
         * @return this builder
         */
        public Builder terminal(WorkflowTerminal snapshot) {
            terminals.add(snapshot);
            return this;
        }

        /**
         * Takes a request.
         *
         * @param number the request's number
         * @return this builder
         */
        public Builder takenRequest(long number) {
            takenRequests.add(number);
            return this;
        }

        /**
         * Puts an encrypted value in its place, whatever is there.
         *
         * @param row the value; of this workflow, or of a terminal that it has after this write
         * @return this builder
         */
        public Builder secret(SecretRow row) {
            secrets.add(row);
            return this;
        }

        /**
         * The write.
         *
         * @return a new value
         */
        public WorkflowWrite build() {
            return new WorkflowWrite(this);
        }
    }
}
