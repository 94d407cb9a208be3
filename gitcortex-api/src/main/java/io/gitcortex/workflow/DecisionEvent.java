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
     */
    record DecisionRequested(WorkflowId workflowId, long decision, long throughSequence, String promptHash)
            implements DecisionEvent {}

    /**
     * What is to be done next.
     *
     * @param workflowId the workflow
     * @param decision which decision, counted from 1
     * @param throughSequence the newest event that it takes into account
     * @param source who decided
     * @param instructions what is to be done, in this order; perhaps nothing
     * @param usage what the model used; nothing where none was asked
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
     * Parts of a model's answer were not accepted. It is told, and may answer again.
     *
     * @param workflowId the workflow
     * @param decision which decision
     * @param refusals what was not accepted, and why, in words that a model can act on
     */
    record AnswerRefused(WorkflowId workflowId, long decision, List<String> refusals) implements DecisionEvent {
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
     */
    record DecisionFailed(WorkflowId workflowId, long decision, long throughSequence, String reason)
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
