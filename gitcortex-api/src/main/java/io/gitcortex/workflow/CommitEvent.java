package io.gitcortex.workflow;

import io.gitcortex.model.CommitStatus;
import io.gitcortex.model.FileChange;
import io.gitcortex.model.ReviewIssue;
import io.gitcortex.model.TaskId;
import io.gitcortex.model.TerminalId;
import io.gitcortex.model.WorkflowId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A commit has been read. Every commit of a workflow's branches gives exactly one of these events.
 *
 * <p>Immutable.
 */
public sealed interface CommitEvent extends WorkflowEvent {
    /**
     * The commit.
     *
     * @return what was read
     */
    ReportedCommit commit();

    /**
     * A terminal reports its work as done.
     *
     * @param workflowId the workflow
     * @param taskId the task
     * @param terminalId the terminal
     * @param commit the commit
     * @param filesChanged what the commit touched
     * @param notes what the next terminal should know, or null
     */
    record TerminalCompleted(
            WorkflowId workflowId,
            TaskId taskId,
            TerminalId terminalId,
            ReportedCommit commit,
            List<FileChange> filesChanged,
            @Nullable String notes)
            implements CommitEvent {
        public TerminalCompleted {
            filesChanged = List.copyOf(filesChanged);
        }
    }

    /**
     * A reviewer finds the work good.
     *
     * @param workflowId the workflow
     * @param taskId the task
     * @param reviewer the terminal that reports
     * @param reviewed the terminal whose work was reviewed
     * @param commit the commit
     * @param notes what the next terminal should know, or null
     */
    record ReviewPassed(
            WorkflowId workflowId,
            TaskId taskId,
            TerminalId reviewer,
            TerminalId reviewed,
            ReportedCommit commit,
            @Nullable String notes)
            implements CommitEvent {}

    /**
     * A reviewer finds issues.
     *
     * @param workflowId the workflow
     * @param taskId the task
     * @param reviewer the terminal that reports
     * @param reviewed the terminal whose work was reviewed
     * @param commit the commit
     * @param issues what is to be changed; not empty
     */
    record ReviewRejected(
            WorkflowId workflowId,
            TaskId taskId,
            TerminalId reviewer,
            TerminalId reviewed,
            ReportedCommit commit,
            List<ReviewIssue> issues)
            implements CommitEvent {
        public ReviewRejected {
            issues = List.copyOf(issues);
        }
    }

    /**
     * A terminal reports that its work cannot be done. The commit's message says why.
     *
     * @param workflowId the workflow
     * @param taskId the task
     * @param terminalId the terminal
     * @param commit the commit
     * @param notes what the next terminal should know, or null
     */
    record TerminalFailed(
            WorkflowId workflowId,
            TaskId taskId,
            TerminalId terminalId,
            ReportedCommit commit,
            @Nullable String notes) implements CommitEvent {
        /**
         * Why it failed.
         *
         * @return the commit's message
         */
        public String error() {
            return commit.message();
        }
    }

    /**
     * A terminal reports progress. Nothing changes.
     *
     * @param workflowId the workflow
     * @param taskId the task
     * @param terminalId the terminal
     * @param commit the commit
     */
    record CheckpointRecorded(WorkflowId workflowId, TaskId taskId, TerminalId terminalId, ReportedCommit commit)
            implements CommitEvent {}

    /**
     * A commit without metadata. Nothing changes.
     *
     * @param workflowId the workflow
     * @param taskId the task whose branch it was found on, or null where a host's branch is no task's
     * @param commit the commit
     */
    record CommitObserved(WorkflowId workflowId, @Nullable TaskId taskId, ReportedCommit commit)
            implements CommitEvent {}

    /**
     * A commit whose metadata cannot be understood. Nothing changes; the agent is told.
     *
     * @param workflowId the workflow
     * @param taskId the task whose branch it was found on, or null where a host's branch is no task's
     * @param commit the commit
     * @param problems what is wrong, in words that an agent can act on; not empty
     */
    record CommitMalformed(WorkflowId workflowId, @Nullable TaskId taskId, ReportedCommit commit, List<String> problems)
            implements CommitEvent {
        public CommitMalformed {
            problems = List.copyOf(problems);
        }
    }

    /**
     * A commit whose metadata is understood and not accepted: it speaks for somebody else, or answers what was not asked.
     * Nothing changes; the agent is told.
     *
     * @param workflowId the workflow
     * @param taskId the task whose branch it was found on, or null where a host's branch is no task's
     * @param commit the commit
     * @param reason why it is not accepted
     */
    record CommitQuarantined(
            WorkflowId workflowId, @Nullable TaskId taskId, ReportedCommit commit, String reason)
            implements CommitEvent {}

    /**
     * A result for a round that had one already. The first one stands; nothing changes.
     *
     * @param workflowId the workflow
     * @param taskId the task
     * @param terminalId the terminal
     * @param commit the commit
     * @param status what it reports
     */
    record ResultSuperseded(
            WorkflowId workflowId, TaskId taskId, TerminalId terminalId, ReportedCommit commit, CommitStatus status)
            implements CommitEvent {}

    /**
     * A report of before has been rewritten, by an amend or a rebase for example: the same terminal reports the same for the
     * same instruction, and the commit that did is no longer on the branch. What came of the report holds; only its commit is
     * another one now.
     *
     * @param workflowId the workflow
     * @param taskId the task
     * @param terminalId the terminal
     * @param commit the commit that takes over
     * @param replaced the hash of the commit that it takes over from
     * @param filesChanged what the commit touched
     * @param notes what the next terminal should know, or null
     */
    record ResultRewritten(
            WorkflowId workflowId,
            TaskId taskId,
            TerminalId terminalId,
            ReportedCommit commit,
            String replaced,
            List<FileChange> filesChanged,
            @Nullable String notes)
            implements CommitEvent {
        public ResultRewritten {
            filesChanged = List.copyOf(filesChanged);
        }
    }

    /**
     * A commit that names another workflow. Nothing changes.
     *
     * @param workflowId the workflow whose branch it was found on
     * @param commit the commit
     * @param named the workflow that it names
     */
    record CommitOfOtherWorkflow(WorkflowId workflowId, ReportedCommit commit, WorkflowId named)
            implements CommitEvent {}
}
