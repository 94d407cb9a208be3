package io.gitcortex.core.run;

import io.gitcortex.core.decide.PastTalk;
import io.gitcortex.model.WorkflowId;
import io.gitcortex.store.WorkflowStore;
import io.gitcortex.workflow.JournalEntry;
import java.util.ArrayList;
import java.util.List;

/** What a model is told of the journal: a bounded look back. */
final class PastEvents {
    /** Far more than the decisions of a conversation's length take. */
    private static final int LOOK_BACK = 1_000;

    private static final int PAGE = 100;

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

    /**
     * The events from some time before the model's last decisions on; of more than a thousand that it has not been told of, the
     * newest, as what it decided last is among these. No further back than it takes to tell of these decisions: an event costs
     * time to be read, and a workflow may live for weeks.
     *
     * @param shown through which event the model has been told
     * @param newest the newest event
     * @param decisions of the model, as many as there are
     */
    List<JournalEntry> lastDecisions(WorkflowId workflow, long shown, long newest, int decisions) {
        List<JournalEntry> found = new ArrayList<>(between(workflow, Math.max(shown, newest - LOOK_BACK), newest));
        long decided = decisionsIn(found);
        long first = shown;
        // One more than asked for: what is new to a decision is what came after the one before it.
        while (first > 0 && shown - first < LOOK_BACK && decided <= decisions) {
            long from = Math.max(0, first - PAGE);
            List<JournalEntry> page = between(workflow, from, first);
            decided += decisionsIn(page);
            found.addAll(0, page);
            first = from;
        }
        return List.copyOf(found);
    }

    private List<JournalEntry> between(WorkflowId workflow, long after, long through) {
        int limit = (int) Math.min(through - after, LOOK_BACK);
        return limit == 0 ? List.of() : after(workflow, after, limit);
    }

    private static long decisionsIn(List<JournalEntry> entries) {
        return entries.stream().filter(PastTalk::isDecision).count();
    }
}
