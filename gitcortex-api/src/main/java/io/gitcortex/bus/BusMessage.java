package io.gitcortex.bus;

import io.gitcortex.model.SessionId;
import io.gitcortex.model.WorkflowId;
import io.gitcortex.workflow.JournalEntry;
import java.util.Objects;

/**
 * A message for those who watch. It is a copy of something that is true already, whether or not anybody reads it.
 *
 * <p>Immutable.
 */
public sealed interface BusMessage {
    /**
     * Something has been written to a workflow's journal. Published on {@link Topic#workflow}.
     *
     * @param entry what was written
     */
    record EventRecorded(JournalEntry entry) implements BusMessage {
        public EventRecorded {
            Objects.requireNonNull(entry, "entry");
        }
    }

    /**
     * A text has been typed into a session. Published on {@link Topic#terminal}.
     *
     * @param sessionId the session
     * @param text what was typed
     */
    record TerminalMessage(SessionId sessionId, String text) implements BusMessage {
        public TerminalMessage {
            Objects.requireNonNull(sessionId, "sessionId");
            Objects.requireNonNull(text, "text");
        }
    }

    /**
     * A commit has been found on a watched branch, or given by the host. Published on {@link Topic#gitEvent}.
     *
     * @param workflowId the workflow that watches
     * @param branch the branch, without {@code refs/heads/}
     * @param commitHash the commit
     */
    record CommitFound(WorkflowId workflowId, String branch, String commitHash) implements BusMessage {
        public CommitFound {
            Objects.requireNonNull(workflowId, "workflowId");
            Objects.requireNonNull(branch, "branch");
            Objects.requireNonNull(commitHash, "commitHash");
        }
    }
}
