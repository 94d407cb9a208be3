package io.gitcortex.workflow;

import io.gitcortex.model.QuestionId;
import io.gitcortex.model.SessionId;
import io.gitcortex.model.TaskId;
import io.gitcortex.model.TerminalId;
import io.gitcortex.model.WorkflowId;
import io.gitcortex.terminal.ProcessIdentity;
import java.time.Instant;
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

    /**
     * What a round is about was handed over to the terminal's CLI, which has begun to work on it. Not recorded of a CLI that is
     * started anew for each round with its instruction.
     *
     * @param workflowId the workflow
     * @param terminalId the terminal
     * @param sessionId the session
     */
    record RoundDelivered(WorkflowId workflowId, TerminalId terminalId, SessionId sessionId) implements TerminalEvent {}

    /**
     * The terminal's CLI has begun a conversation, which later sessions of the terminal go on with.
     *
     * @param workflowId the workflow
     * @param terminalId the terminal
     * @param sessionId the session
     * @param conversation what the CLI calls it
     */
    record ConversationBegun(WorkflowId workflowId, TerminalId terminalId, SessionId sessionId, String conversation)
            implements TerminalEvent {}

    /**
     * The terminal's CLI could not go on with its conversation; the next session begins a new one.
     *
     * @param workflowId the workflow
     * @param terminalId the terminal
     * @param conversation what the CLI called it
     */
    record ConversationLost(WorkflowId workflowId, TerminalId terminalId, String conversation)
            implements TerminalEvent {}

    /**
     * A round has neither a result nor an end: the terminal's CLI stands at its prompt, or nothing was said and nothing
     * committed for too long, although it was reminded.
     *
     * @param workflowId the workflow
     * @param terminalId the terminal
     * @param round which round
     * @param reason what was seen, in a sentence
     */
    record RoundStalled(WorkflowId workflowId, TerminalId terminalId, int round, String reason)
            implements TerminalEvent {}

    /**
     * The terminal's CLI has used up what its account allows. Its session is ended, and its conversation is gone on with when
     * more is allowed.
     *
     * @param workflowId the workflow
     * @param terminalId the terminal
     * @param sessionId the session
     * @param notice what the CLI said
     * @param until when it is gone on with
     */
    record TerminalParked(
            WorkflowId workflowId, TerminalId terminalId, SessionId sessionId, String notice, Instant until)
            implements TerminalEvent {}

    /**
     * The terminal's session waits for what a person is asked.
     *
     * @param workflowId the workflow
     * @param terminalId the terminal
     * @param sessionId the session
     * @param questionId the question; of no interest any more when the session is over, or its round is settled
     */
    record TerminalWaits(WorkflowId workflowId, TerminalId terminalId, SessionId sessionId, QuestionId questionId)
            implements TerminalEvent {}

    /**
     * The screen of the terminal's CLI stands still and shows nothing that is known. Nothing is typed into it.
     *
     * @param workflowId the workflow
     * @param terminalId the terminal
     * @param sessionId the session
     * @param snapshot the lines of the screen, as plain text
     */
    record ScreenUnrecognised(WorkflowId workflowId, TerminalId terminalId, SessionId sessionId, String snapshot)
            implements TerminalEvent {}
}
