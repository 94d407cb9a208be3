package io.gitcortex.core.state;

import io.gitcortex.workflow.CommitEvent;
import io.gitcortex.workflow.LifecycleEvent;
import io.gitcortex.workflow.QuestionEvent;
import io.gitcortex.workflow.TaskEvent;
import io.gitcortex.workflow.WorkflowEvent;

/**
 * Which events show that the work gets on, or that somebody has had a say. What can be had again and again by giving the same
 * instruction again, such as a session, a new task or a conflict, is no progress.
 */
final class Progress {
    private Progress() {}

    static boolean isMadeBy(WorkflowEvent event) {
        if (event instanceof TaskEvent) {
            return event instanceof TaskEvent.TaskStarted
                    || event instanceof TaskEvent.TaskMerged
                    || event instanceof TaskEvent.TaskCompletedUnmerged
                    || event instanceof TaskEvent.TaskFailed
                    || event instanceof TaskEvent.TaskCancelled;
        }
        return event instanceof CommitEvent.TerminalCompleted
                || event instanceof CommitEvent.ReviewPassed
                || event instanceof LifecycleEvent.WorkflowUnpaused
                || event instanceof QuestionEvent.QuestionAnswered;
    }
}
