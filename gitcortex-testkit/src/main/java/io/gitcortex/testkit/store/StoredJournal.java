package io.gitcortex.testkit.store;

import io.gitcortex.model.WorkflowId;
import io.gitcortex.store.EventRow;
import io.gitcortex.store.StoreException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The events of one workflow, and their commits. Not thread-safe. */
final class StoredJournal {
    private final List<EventRow> events = new ArrayList<>();
    private final Set<String> commits = new HashSet<>();

    long lastSequence() {
        return events.size();
    }

    boolean holds(String commit) {
        return commits.contains(commit);
    }

    /** That {@link #append} would keep the journal whole. */
    void check(WorkflowId id, List<EventRow> added) {
        Set<String> seen = new HashSet<>();
        long expected = lastSequence();
        for (EventRow row : added) {
            expected++;
            if (row.sequence() != expected) {
                throw new StoreException("The events for workflow " + id + " have a gap: event " + row.sequence()
                        + " in the place of " + expected);
            }
            row.commitHash().ifPresent(commit -> {
                if (commits.contains(commit) || !seen.add(commit)) {
                    throw new StoreException("Workflow " + id + " has an event for commit " + commit + " already");
                }
            });
        }
    }

    void append(List<EventRow> added) {
        events.addAll(added);
        added.forEach(row -> row.commitHash().ifPresent(commits::add));
    }

    List<EventRow> page(long afterSequence, int limit) {
        int from = (int) Math.max(0, Math.min(afterSequence, events.size()));
        int to = (int) Math.min((long) from + limit, events.size());
        return List.copyOf(events.subList(from, to));
    }
}
