package io.gitcortex.workflow;

import io.gitcortex.model.ErrorSeverity;
import java.util.List;

/**
 * How a workflow ended, or what it needs to go on.
 *
 * <p>Immutable.
 */
public sealed interface WorkflowOutcome {
    /**
     * The goal is reached.
     *
     * @param reason what was done
     */
    record Completed(String reason) implements WorkflowOutcome {}

    /**
     * The goal is not reached.
     *
     * @param error why
     * @param severity how bad it is
     */
    record Failed(String error, ErrorSeverity severity) implements WorkflowOutcome {}

    /**
     * Somebody ended it.
     *
     * @param reason why
     */
    record Cancelled(String reason) implements WorkflowOutcome {}

    /**
     * Nothing can move until a person answers.
     *
     * @param questions what is asked, oldest first; empty if the workflow was paused by its host
     */
    record NeedsAnswer(List<Question> questions) implements WorkflowOutcome {
        public NeedsAnswer {
            questions = List.copyOf(questions);
        }
    }
}
