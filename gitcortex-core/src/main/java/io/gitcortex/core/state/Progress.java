package io.gitcortex.core.state;

import io.gitcortex.workflow.CommitEvent;
import io.gitcortex.workflow.LifecycleEvent;
import io.gitcortex.workflow.QuestionEvent;
import io.gitcortex.workflow.TaskEvent;
import io.gitcortex.workflow.WorkflowEvent;

/**
 * Which events show that the work gets on, or that a person has had a say. What can be had again and again by giving the same
 * instruction again, such as a session or a conflict, is no progress.
 */
final class Progress {
    private Progress() {}

    static boolean isMadeBy(WorkflowEvent event) {
        if (event instanceof CommitEvent) {
            return event instanceof CommitEvent.TerminalCompleted
                    || event instanceof CommitEvent.ReviewPassed
                    || event instanceof CommitEvent.ReviewRejected
                    || event instanceof CommitEvent.CheckpointRecorded;
        }
        if (event instanceof TaskEvent) {
            return !(event instanceof TaskEvent.TaskReadyToMerge
                    || event instanceof TaskEvent.RefRewritten
                    || event instanceof TaskEvent.MergePrepared
                    || event instanceof TaskEvent.MergeDelayed
                    || event instanceof TaskEvent.TaskConflicted
                    || event instanceof TaskEvent.VerificationFailed);
        }
        return event instanceof LifecycleEvent.WorkflowUnpaused || event instanceof QuestionEvent.QuestionAnswered;
    }
}
