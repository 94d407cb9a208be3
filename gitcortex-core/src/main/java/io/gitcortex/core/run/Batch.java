package io.gitcortex.core.run;

import io.gitcortex.store.CursorRow;
import io.gitcortex.store.SecretRow;
import io.gitcortex.workflow.WorkflowEvent;
import java.util.ArrayList;
import java.util.List;

/** What is written to a journal in one transaction. Not thread-safe. */
final class Batch {
    private final List<WorkflowEvent> events = new ArrayList<>();
    private final List<CursorRow> cursors = new ArrayList<>();
    private final List<Long> takenRequests = new ArrayList<>();
    private final List<SecretRow> secrets = new ArrayList<>();

    static Batch of(WorkflowEvent... events) {
        Batch batch = new Batch();
        for (WorkflowEvent event : events) {
            batch.add(event);
        }
        return batch;
    }

    Batch add(WorkflowEvent event) {
        events.add(event);
        return this;
    }

    Batch cursor(String ref, String commitHash) {
        cursors.add(new CursorRow(ref, commitHash));
        return this;
    }

    Batch takenRequest(long number) {
        takenRequests.add(number);
        return this;
    }

    Batch secrets(List<SecretRow> rows) {
        secrets.addAll(rows);
        return this;
    }

    List<WorkflowEvent> events() {
        return events;
    }

    List<CursorRow> cursors() {
        return cursors;
    }

    List<Long> takenRequests() {
        return takenRequests;
    }

    List<SecretRow> secrets() {
        return secrets;
    }

    boolean isEmpty() {
        return events.isEmpty() && cursors.isEmpty() && takenRequests.isEmpty() && secrets.isEmpty();
    }
}
