package io.gitcortex.sqlite;

import io.gitcortex.model.WorkflowId;
import io.gitcortex.store.EventRow;
import io.gitcortex.store.Owner;
import io.gitcortex.store.WorkflowStore;
import io.gitcortex.store.WorkflowWrite;
import io.gitcortex.workflow.Workflow;
import java.time.Instant;

/** Small workflows to write. */
public final class TestRows {
    public static final WorkflowId ID = WorkflowId.of("wf");
    public static final Owner OWNER = new Owner("host-1", 4711, Instant.EPOCH, "boot-1", "first");

    private TestRows() {}

    /** Creates a workflow that has one event and version 1. */
    public static void create(WorkflowStore store, WorkflowId id) {
        store.create(
                Workflow.builder(id, "name", "goal").build(),
                OWNER,
                WorkflowWrite.builder(id, 0, 1).event(event(1)).build());
    }

    /** The write that adds the event with this number to a workflow that has one event for each version. */
    public static WorkflowWrite append(WorkflowId id, long sequence) {
        return WorkflowWrite.builder(id, sequence - 1, 1).event(event(sequence)).build();
    }

    public static EventRow event(long sequence) {
        return new EventRow(
                sequence, "checkpoint_recorded", "commit-" + sequence, "{\"n\":" + sequence + "}", Instant.EPOCH);
    }
}
