package io.gitcortex.core.run;

import io.gitcortex.model.WorkflowId;
import io.gitcortex.store.WorkflowStore;
import io.gitcortex.workflow.JournalEntry;
import java.util.List;

/** What a model is told of the journal: a bounded look back. */
final class PastEvents {
    /** Far more than the decisions of a conversation's length take. */
    private static final int LOOK_BACK = 1_000;

    private final WorkflowStore store;

    PastEvents(WorkflowStore store) {
        this.store = store;
    }

    /** The events after one, at most so many. */
    List<JournalEntry> after(WorkflowId workflow, long sequence, int limit) {
        return store.events(workflow, sequence, limit).stream()
                .map(Journal::entry)
                .toList();
    }

    /** The events up to the newest, from some time before {@code shown} on. */
    List<JournalEntry> newestThrough(WorkflowId workflow, long shown, long newest) {
        long first = Math.max(0, shown - LOOK_BACK);
        return after(workflow, first, (int) Math.min(newest - first, 2L * LOOK_BACK));
    }
}
