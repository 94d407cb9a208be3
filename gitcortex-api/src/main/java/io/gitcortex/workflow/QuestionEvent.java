package io.gitcortex.workflow;

import io.gitcortex.model.QuestionId;
import io.gitcortex.model.WorkflowId;

/**
 * A person is asked, or has answered.
 *
 * <p>Immutable.
 */
public sealed interface QuestionEvent extends WorkflowEvent {
    /**
     * A person is asked.
     *
     * @param workflowId the workflow
     * @param question what is asked
     */
    record QuestionAsked(WorkflowId workflowId, Question question) implements QuestionEvent {}

    /**
     * The question is settled.
     *
     * @param workflowId the workflow
     * @param questionId the question
     * @param answer the key of a choice, or free text
     * @param byDeadline true if nobody answered and the default was taken
     */
    record QuestionAnswered(WorkflowId workflowId, QuestionId questionId, String answer, boolean byDeadline)
            implements QuestionEvent {}

    /**
     * The question is no longer of interest.
     *
     * @param workflowId the workflow
     * @param questionId the question
     * @param reason why
     */
    record QuestionWithdrawn(WorkflowId workflowId, QuestionId questionId, String reason) implements QuestionEvent {}
}
