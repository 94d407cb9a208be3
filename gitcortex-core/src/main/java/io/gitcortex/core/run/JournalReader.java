package io.gitcortex.core.run;

import io.gitcortex.model.WorkflowId;
import io.gitcortex.store.StoreException;
import io.gitcortex.store.WorkflowStore;
import io.gitcortex.workflow.JournalEntry;
import io.gitcortex.workflow.LifecycleEvent.WorkflowCreated;
import io.gitcortex.workflow.WorkflowPlan;
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

    /**
     * What was asked for when a workflow began.
     *
     * @throws StoreException if there is no such workflow
     */
    public static WorkflowPlan plan(WorkflowStore store, WorkflowId id) {
        return events(store, id, 0, 1).stream()
                .map(JournalEntry::event)
                .filter(WorkflowCreated.class::isInstance)
                .map(event -> ((WorkflowCreated) event).plan())
                .findFirst()
                .orElseThrow(() -> new StoreException("There is no workflow " + id + " in this repository"));
    }
}
