package io.gitcortex.workflow;

import io.gitcortex.model.SessionId;
import io.gitcortex.model.TaskId;
import io.gitcortex.model.TerminalId;
import io.gitcortex.model.WorkflowId;
import io.gitcortex.terminal.ProcessIdentity;
import org.jspecify.annotations.Nullable;

/**
 * A terminal, one of its rounds or one of its sessions has changed.
 *
 * <p>Immutable.
 */
public sealed interface TerminalEvent extends WorkflowEvent {
    /**
     * The terminal.
     *
     * @return its id
     */
    TerminalId terminalId();

    /**
     * A terminal has been added to a workflow under way.
     *
     * @param workflowId the workflow
     * @param taskId the task
     * @param terminalId the terminal
     * @param plan what is asked for, with its id filled in
     * @param order its place among the task's terminals, counted from 0; null for last
     */
    record TerminalCreated(
            WorkflowId workflowId,
            TaskId taskId,
            TerminalId terminalId,
            TerminalPlan plan,
            @Nullable Integer order) implements TerminalEvent {}

    /**
     * A piece of work has been given to a terminal.
     *
     * @param workflowId the workflow
     * @param terminalId the terminal
     * @param round which round of the terminal, counted from 1
     * @param kind what it is for
     * @param subject the terminal whose work is reviewed; null for work
     * @param instruction the number of the instruction that opened it; 0 if a host's report opened it
     */
    record RoundOpened(
            WorkflowId workflowId,
            TerminalId terminalId,
            int round,
            RoundKind kind,
            @Nullable TerminalId subject,
            long instruction)
            implements TerminalEvent {}

    /**
     * A round ended without a result: its session ended, could not be opened, or said nothing more.
     *
     * @param workflowId the workflow
     * @param terminalId the terminal
     * @param round which round
     * @param reason what happened
     */
    record RoundFailed(WorkflowId workflowId, TerminalId terminalId, int round, String reason)
            implements TerminalEvent {}

    /**
     * The commit that reported a terminal's work as done is no longer on the branch, and none has taken its place.
     *
     * @param workflowId the workflow
     * @param terminalId the terminal
     * @param round which round it was reported for
     * @param commit the hash of the commit
     * @param asked whether a person is asked what now, since others have gone on from it, or it is not the first time; else
     *     the work is given out again
     */
    record ResultWithdrawn(WorkflowId workflowId, TerminalId terminalId, int round, String commit, boolean asked)
            implements TerminalEvent {}

    /**
     * A process is about to be started. Recorded first, so that it can be found again whatever happens next.
     *
     * @param workflowId the workflow
     * @param terminalId the terminal
     * @param sessionId the session
     */
    record SessionOpening(WorkflowId workflowId, TerminalId terminalId, SessionId sessionId) implements TerminalEvent {}

    /**
     * A process lives in the terminal.
     *
     * @param workflowId the workflow
     * @param terminalId the terminal
     * @param sessionId the session
     * @param process the process
     */
    record SessionOpened(WorkflowId workflowId, TerminalId terminalId, SessionId sessionId, ProcessIdentity process)
            implements TerminalEvent {}

    /**
     * A session is over, and no process of it is left.
     *
     * @param workflowId the workflow
     * @param terminalId the terminal
     * @param sessionId the session
     * @param exitCode the process's exit code; null if it is not known: it could not be started, or was lost in a crash
     */
    record SessionEnded(
            WorkflowId workflowId,
            TerminalId terminalId,
            SessionId sessionId,
            @Nullable Integer exitCode) implements TerminalEvent {}
}
