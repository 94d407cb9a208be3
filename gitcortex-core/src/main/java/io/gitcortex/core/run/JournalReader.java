package io.gitcortex.core.run;

import io.gitcortex.model.WorkflowId;
import io.gitcortex.store.WorkflowStore;
import io.gitcortex.workflow.JournalEntry;
import java.util.List;

/** Reads journals that somebody else may be writing. */
public final class JournalReader {
    private JournalReader() {}

    /** Events after a sequence number. */
    public static List<JournalEntry> events(WorkflowStore store, WorkflowId id, long afterSequence, int limit) {
        return store.events(id, afterSequence, limit).stream()
                .map(Journal::entry)
                .toList();
    }
}
