package io.gitcortex.workflow;

import io.gitcortex.model.TokenUsage;
import io.gitcortex.model.WorkflowId;
import java.util.List;

/**
 * Something has been decided, or a decision has been carried out.
 *
 * <p>Immutable.
 */
public sealed interface DecisionEvent extends WorkflowEvent {
    /**
     * A model is about to be asked.
     *
     * @param workflowId the workflow
     * @param decision which decision, counted from 1
     * @param throughSequence the newest event that it takes into account
     * @param promptHash the SHA-256 of the prompt, in hexadecimal digits
     * @param reservedTokens what the call is expected to use; counted as used if no outcome is ever recorded
     */
    record DecisionRequested(
            WorkflowId workflowId, long decision, long throughSequence, String promptHash, long reservedTokens)
            implements DecisionEvent {}

    /**
     * What is to be done next.
     *
     * @param workflowId the workflow
     * @param decision which decision, counted from 1
     * @param throughSequence the newest event that it takes into account
     * @param source who decided
     * @param instructions what is to be done, in this order; perhaps nothing
     * @param usage what the answer used, an estimate where the endpoint does not say; nothing where no model was asked.
     *     Answers that were refused before it are recorded with their own
     */
    record DecisionMade(
            WorkflowId workflowId,
            long decision,
            long throughSequence,
            DecisionSource source,
            List<NumberedInstruction> instructions,
            TokenUsage usage)
            implements DecisionEvent {
        public DecisionMade {
            instructions = List.copyOf(instructions);
        }
    }

    /**
     * A model's answer, or parts of it, were not accepted. The model is told, and may answer again.
     *
     * @param workflowId the workflow
     * @param decision which decision
     * @param refusals what was not accepted, and why, in words that a model can act on
     * @param usage what the answer used; nothing where other parts of it were accepted, and it is recorded there
     */
    record AnswerRefused(WorkflowId workflowId, long decision, List<String> refusals, TokenUsage usage)
            implements DecisionEvent {
        public AnswerRefused {
            refusals = List.copyOf(refusals);
        }
    }

    /**
     * No decision could be had from the model.
     *
     * @param workflowId the workflow
     * @param decision which decision
     * @param throughSequence the newest event that it took into account
     * @param reason what happened
     * @param usage what was used and is recorded nowhere else
     */
    record DecisionFailed(WorkflowId workflowId, long decision, long throughSequence, String reason, TokenUsage usage)
            implements DecisionEvent {}

    /**
     * An instruction is being carried out.
     *
     * @param workflowId the workflow
     * @param instruction its number
     */
    record InstructionStarted(WorkflowId workflowId, long instruction) implements DecisionEvent {}

    /**
     * An instruction has been carried out.
     *
     * @param workflowId the workflow
     * @param instruction its number
     */
    record InstructionDone(WorkflowId workflowId, long instruction) implements DecisionEvent {}

    /**
     * An instruction could not be carried out, or no longer makes sense.
     *
     * @param workflowId the workflow
     * @param instruction its number
     * @param reason why
     */
    record InstructionFailed(WorkflowId workflowId, long instruction, String reason) implements DecisionEvent {}
}
