package io.gitcortex.core.state;

import io.gitcortex.workflow.CommitEvent;
import io.gitcortex.workflow.DecisionEvent;
import io.gitcortex.workflow.LifecycleEvent;
import io.gitcortex.workflow.QuestionEvent;
import io.gitcortex.workflow.TaskEvent;
import io.gitcortex.workflow.TerminalEvent;
import io.gitcortex.workflow.WorkflowEvent;

/** Which events ask for a decision. */
final class Waking {
    private Waking() {}

    static boolean wakes(WorkflowEvent event) {
        if (event instanceof CommitEvent) {
            return event instanceof CommitEvent.TerminalCompleted
                    || event instanceof CommitEvent.TerminalFailed
                    || event instanceof CommitEvent.ReviewPassed
                    || event instanceof CommitEvent.ReviewRejected;
        }
        if (event instanceof TaskEvent) {
            return !(event instanceof TaskEvent.TaskCreated
                    || event instanceof TaskEvent.TaskStarted
                    || event instanceof TaskEvent.TaskReadyToMerge
                    || event instanceof TaskEvent.RefRewritten
                    || event instanceof TaskEvent.ReportPrepared
                    || event instanceof TaskEvent.MergePrepared
                    || event instanceof TaskEvent.MergeDelayed);
        }
        return event instanceof LifecycleEvent.WorkflowStarted
                || event instanceof LifecycleEvent.WorkflowUnpaused
                || event instanceof TerminalEvent.RoundFailed
                || event instanceof TerminalEvent.RoundStalled
                || event instanceof TerminalEvent.ResultWithdrawn
                || event instanceof DecisionEvent.InstructionFailed
                || event instanceof QuestionEvent.QuestionAnswered;
    }
}
