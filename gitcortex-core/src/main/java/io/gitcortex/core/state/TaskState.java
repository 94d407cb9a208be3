package io.gitcortex.core.state;

import io.gitcortex.model.TaskId;
import io.gitcortex.model.TerminalId;
import io.gitcortex.model.WorkflowId;
import io.gitcortex.workflow.TaskEvent.MergePrepared;
import io.gitcortex.workflow.TaskEvent.ReportPrepared;
import io.gitcortex.workflow.TaskPlan;
import io.gitcortex.workflow.TaskStatus;
import io.gitcortex.workflow.WorkflowTask;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A task, as its events have left it. Its terminals are kept by {@link WorkflowState}.
 *
 * @param seat what was asked for
 * @param status where it stands
 * @param branchOrNull its branch, or null before it was started
 * @param merge how far its merge has come
 * @param troubleOrNull why it could not be started or merged, or null
 * @param times when it was created and changed
 */
public record TaskState(
        Place seat,
        TaskStatus status,
        @Nullable Branch branchOrNull,
        MergeProgress merge,
        @Nullable String troubleOrNull,
        Times times) {
    /**
     * What was asked for, and where it stands among the others.
     *
     * @param id the task's id
     * @param order its place among the workflow's tasks, counted from 0
     * @param plan the plan, with every id filled in
     */
    public record Place(TaskId id, int order, TaskPlan plan) {}

    /**
     * A task's branch.
     *
     * @param name without {@code refs/heads/}
     * @param baseCommit where it began
     * @param lastSeatOrNull the terminal that was the last to work in the worktree, or null
     * @param reportOrNull the newest commit that was made of a report in a file, or null
     */
    public record Branch(
            String name,
            String baseCommit,
            @Nullable TerminalId lastSeatOrNull,
            @Nullable ReportPrepared reportOrNull) {
        static Branch begun(String name, String baseCommit) {
            return new Branch(name, baseCommit, null, null);
        }

        /** The full name. */
        public String ref() {
            return "refs/heads/" + name;
        }

        /** The terminal that was the last to work in the worktree. */
        public Optional<TerminalId> lastSeat() {
            return Optional.ofNullable(lastSeatOrNull);
        }

        /** The newest commit that was made of a report in a file; whether the branch has moved there is for git to say. */
        public Optional<ReportPrepared> report() {
            return Optional.ofNullable(reportOrNull);
        }

        private Branch seatedBy(TerminalId terminal) {
            return new Branch(name, baseCommit, terminal, reportOrNull);
        }

        private Branch reported(ReportPrepared report) {
            return new Branch(name, baseCommit, lastSeatOrNull, report);
        }
    }

    /**
     * How far a merge has come.
     *
     * @param preparedOrNull the merge commit that waits for the target to move, or null
     * @param delayOrNull what the merge waits for, or null
     * @param attempts how often a merge has been built and could not be finished
     * @param setbacks how often the author had to mend something
     * @param reworkOrNull what the author must mend before the next merge, or null
     * @param queuedAt the sequence number of the event that queued it; 0 if it is not queued
     */
    public record MergeProgress(
            @Nullable MergePrepared preparedOrNull,
            @Nullable String delayOrNull,
            int attempts,
            Setbacks setbacks,
            @Nullable String reworkOrNull,
            long queuedAt) {
        static final MergeProgress NONE = new MergeProgress(null, null, 0, Setbacks.NONE, null, 0);

        /**
         * What has come between a task's work and its target.
         *
         * @param conflicts how often the merge met a conflict
         * @param rejections how often the verification of the merged tree failed
         */
        public record Setbacks(int conflicts, int rejections) {
            static final Setbacks NONE = new Setbacks(0, 0);

            Setbacks conflict() {
                return new Setbacks(conflicts + 1, rejections);
            }

            Setbacks rejection() {
                return new Setbacks(conflicts, rejections + 1);
            }
        }

        /** The merge commit that waits for the target to move. */
        public Optional<MergePrepared> prepared() {
            return Optional.ofNullable(preparedOrNull);
        }

        /** What the author must mend before the next merge. */
        public Optional<String> rework() {
            return Optional.ofNullable(reworkOrNull);
        }

        MergeProgress queued(long sequence) {
            return new MergeProgress(null, null, attempts, setbacks, null, sequence);
        }

        MergeProgress prepared(MergePrepared commit) {
            return new MergeProgress(commit, null, attempts + 1, setbacks, null, queuedAt);
        }

        MergeProgress delayed(String reason) {
            return new MergeProgress(preparedOrNull, reason, attempts, setbacks, null, queuedAt);
        }

        MergeProgress conflicted(String what) {
            return new MergeProgress(null, null, 0, setbacks.conflict(), what, 0);
        }

        MergeProgress rejected(String what) {
            return new MergeProgress(null, null, 0, setbacks.rejection(), what, 0);
        }

        /** To be tried from the beginning; a half-done move must still be recognised. */
        MergeProgress restarted() {
            return new MergeProgress(preparedOrNull, null, 0, setbacks, reworkOrNull, queuedAt);
        }

        MergeProgress reworking() {
            return new MergeProgress(preparedOrNull, delayOrNull, attempts, setbacks, null, queuedAt);
        }
    }

    static TaskState created(Place place, Instant at) {
        return new TaskState(place, TaskStatus.PENDING, null, MergeProgress.NONE, null, Times.from(at));
    }

    /** The task's id. */
    public TaskId id() {
        return seat.id();
    }

    /** What was asked for. */
    public TaskPlan plan() {
        return seat.plan();
    }

    /** Its branch, once it has been started. */
    public Optional<Branch> branch() {
        return Optional.ofNullable(branchOrNull);
    }

    /** Why it could not be started or merged. */
    public Optional<String> trouble() {
        return Optional.ofNullable(troubleOrNull);
    }

    /** With another status; unchanged where the move is not legal. */
    TaskState moved(TaskStatus next, MergeProgress progress, Instant at) {
        return status.canBecome(next)
                ? new TaskState(seat, next, branchOrNull, progress, troubleOrNull, times.touched(at))
                : this;
    }

    TaskState movedIf(TaskStatus from, TaskStatus next, Instant at) {
        return status == from ? moved(next, merge, at) : this;
    }

    TaskState withBranch(Branch branch) {
        return new TaskState(seat, status, branch, merge, troubleOrNull, times);
    }

    TaskState withMerge(MergeProgress progress, Instant at) {
        return new TaskState(seat, status, branchOrNull, progress, troubleOrNull, times.touched(at));
    }

    TaskState seatedBy(TerminalId terminal) {
        return branchOrNull == null ? this : withBranch(branchOrNull.seatedBy(terminal));
    }

    TaskState reported(ReportPrepared report) {
        return branchOrNull == null || status.isFinal() ? this : withBranch(branchOrNull.reported(report));
    }

    /** With what went wrong, or with nothing wrong; a refusal in any other status says nothing about the task. */
    TaskState troubledIn(TaskStatus expected, @Nullable String reason) {
        if (reason != null && status != expected) {
            return this;
        }
        MergeProgress progress = reason == null ? merge : merge.restarted();
        return new TaskState(seat, status, branchOrNull, progress, reason, times);
    }

    /** The snapshot that hosts see and the store keeps, without its terminals. */
    public WorkflowTask snapshot(WorkflowId workflowId) {
        return WorkflowTask.builder(seat.id(), workflowId, plan().name())
                .description(plan().description())
                .branch(branchOrNull == null ? null : branchOrNull.name())
                .status(status)
                .orderIndex(seat.order())
                .createdAt(times.createdAt())
                .updatedAt(times.updatedAt())
                .build();
    }
}
