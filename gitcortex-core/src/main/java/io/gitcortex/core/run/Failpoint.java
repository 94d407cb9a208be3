package io.gitcortex.core.run;

import io.gitcortex.workflow.CommitEvent;
import io.gitcortex.workflow.DecisionEvent.DecisionMade;
import io.gitcortex.workflow.DecisionEvent.DecisionRequested;
import io.gitcortex.workflow.DecisionEvent.InstructionDone;
import io.gitcortex.workflow.DecisionEvent.InstructionStarted;
import io.gitcortex.workflow.LifecycleEvent.WorkflowCompleted;
import io.gitcortex.workflow.LifecycleEvent.WorkflowCreated;
import io.gitcortex.workflow.LifecycleEvent.WorkflowResumed;
import io.gitcortex.workflow.TaskEvent.MergePrepared;
import io.gitcortex.workflow.TaskEvent.ReportPrepared;
import io.gitcortex.workflow.TaskEvent.TaskMerged;
import io.gitcortex.workflow.TaskEvent.TaskStarted;
import io.gitcortex.workflow.TerminalEvent.SessionEnded;
import io.gitcortex.workflow.TerminalEvent.SessionOpened;
import io.gitcortex.workflow.TerminalEvent.SessionOpening;
import io.gitcortex.workflow.WorkflowEvent;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A step of a workflow's way at which the process may die, in the order of that way. A test of crashes watches the steps and
 * ends the process at one of them; without a watcher a step costs one read of a field. Internal: no host sees it.
 *
 * <p>Thread-safe. A watcher is called on the thread that takes the step.
 */
public enum Failpoint {
    /** The workflow has a journal, and nothing else has happened. */
    WORKFLOW_CREATED(Side.STORED, WorkflowCreated.class),
    /** A model is to be asked; the journal does not say so yet. */
    QUESTION_READY(Side.READY, DecisionRequested.class),
    /** The journal says that a model is asked; it has not been asked yet. */
    QUESTION_STORED(Side.STORED, DecisionRequested.class),
    /** A model has answered; nobody has looked at the answer. */
    ANSWERED,
    /** A decision is made, by whomever; the journal does not say so yet. */
    DECISION_READY(Side.READY, DecisionMade.class),
    /** Decision and instructions are in the journal; nothing has been begun. */
    DECISION_STORED(Side.STORED, DecisionMade.class),
    /** An instruction is about to be begun. */
    START_READY(Side.READY, InstructionStarted.class),
    /** The journal says that an instruction has been begun; nothing has been done. */
    START_STORED(Side.STORED, InstructionStarted.class),
    /** A task has its branch and its worktree; the journal does not know them. */
    BRANCH_MADE,
    /** The journal knows a task's branch and where it is read from. */
    BRANCH_STORED(Side.STORED, TaskStarted.class),
    /** A session is announced; it has no process. */
    SESSION_ANNOUNCED(Side.STORED, SessionOpening.class),
    /** A session's process runs; the journal does not know it. */
    PROCESS_STARTED,
    /** The journal knows a session's process. */
    PROCESS_STORED(Side.STORED, SessionOpened.class),
    /** An instruction is carried out; the journal does not say so yet. */
    OUTCOME_READY(Side.READY, InstructionDone.class),
    /** The journal says that an instruction is carried out. */
    OUTCOME_STORED(Side.STORED, InstructionDone.class),
    /** A commit is made of a report that an agent has left as a file; the journal does not know it. */
    REPORT_BUILT,
    /** The journal knows a commit that was made of a report; the branch has not moved. */
    REPORT_STORED(Side.STORED, ReportPrepared.class),
    /** A branch has moved to a commit that was made of a report; nobody has read it, and the report lies there still. */
    REPORT_MOVED,
    /** Commits are read and judged; neither they nor the cursor are in the store. */
    INBOX_READY(Side.READY, CommitEvent.class),
    /** Commits and cursor are in the store; nobody has acted on them. */
    INBOX_STORED(Side.STORED, CommitEvent.class),
    /** A session is over, and its branch read to the tip; the journal does not say so yet. */
    ENDING_READY(Side.READY, SessionEnded.class),
    /** The journal says that a session is over. */
    ENDING_STORED(Side.STORED, SessionEnded.class),
    /** A merge commit is made; the journal does not know it. */
    MERGE_BUILT,
    /** The journal knows a merge commit; its target has not moved. */
    MERGE_STORED(Side.STORED, MergePrepared.class),
    /** The target has moved to a merge; the journal does not say so yet. */
    TARGET_MOVED,
    /** The journal says that a task is merged. */
    MERGED_STORED(Side.STORED, TaskMerged.class),
    /** The workflow is over. */
    COMPLETION_STORED(Side.STORED, WorkflowCompleted.class),
    /** This process owns a workflow that another one has left; it has done nothing. */
    OWNERSHIP_TAKEN,
    /** What another process has left running is ended; the journal does not say so yet. */
    ORPHANS_ENDED,
    /** The journal says that this process goes on, and which sessions are over. */
    RESUMPTION_STORED(Side.STORED, WorkflowResumed.class),
    /** A round that has lost its session has another one announced. */
    ROUND_REOPENED;

    private static final List<Failpoint> ALL = List.of(values());
    private static volatile @Nullable Consumer<Failpoint> watcher;

    private final @Nullable Side side;
    private final @Nullable Class<? extends WorkflowEvent> event;

    /** On which side of the transaction that stores an event a step lies. */
    private enum Side {
        READY,
        STORED
    }

    Failpoint() {
        this.side = null;
        this.event = null;
    }

    Failpoint(Side side, Class<? extends WorkflowEvent> event) {
        this.side = side;
        this.event = event;
    }

    /** Shows every step that this JVM takes from now on to a watcher. */
    public static void watch(Consumer<Failpoint> stranger) {
        watcher = stranger;
    }

    /** The step is being taken. */
    void pass() {
        Consumer<Failpoint> now = watcher;
        if (now != null) {
            now.accept(this);
        }
    }

    /** The step is being taken, now that something has been done; gives back what came of it. */
    <T> T after(T result) {
        pass();
        return result;
    }

    /** These events are about to be stored. */
    static void ready(List<WorkflowEvent> events) {
        pass(Side.READY, events);
    }

    /** These events have been stored. */
    static void stored(List<WorkflowEvent> events) {
        pass(Side.STORED, events);
    }

    private static void pass(Side side, List<WorkflowEvent> events) {
        if (watcher == null) {
            return;
        }
        for (Failpoint point : ALL) {
            Class<? extends WorkflowEvent> type = point.event;
            if (point.side == side && type != null && events.stream().anyMatch(type::isInstance)) {
                point.pass();
            }
        }
    }
}
