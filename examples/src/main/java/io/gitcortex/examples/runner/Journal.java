package io.gitcortex.examples.runner;

import io.gitcortex.core.GitCortex;
import io.gitcortex.model.WorkflowId;
import io.gitcortex.workflow.JournalEntry;
import java.util.List;
import java.util.function.Consumer;

/** A workflow's events, read in pages: a long journal is never in memory whole. */
record Journal(GitCortex cortex, WorkflowId id) {
    private static final int PAGE = 500;

    /**
     * Hands over what is there now.
     *
     * @return the sequence number of the last event, or {@code after} if there was none
     */
    long entries(long after, Consumer<? super JournalEntry> reader) {
        long last = after;
        List<JournalEntry> page;
        do {
            page = cortex.events(id, last, PAGE);
            page.forEach(reader);
            last = page.isEmpty() ? last : page.get(page.size() - 1).sequence();
        } while (page.size() == PAGE);
        return last;
    }
}
