package io.gitcortex.testkit.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.gitcortex.store.EventRow;
import io.gitcortex.store.JournalHead;
import io.gitcortex.store.WorkflowStore;
import io.gitcortex.store.WorkflowWrite;
import io.gitcortex.workflow.Workflow;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Opens the store of a test, and closes whatever the test has opened. */
abstract class StoreFixture {
    private final List<WorkflowStore> opened = new ArrayList<>();

    /** The store under test. */
    WorkflowStore store;

    /**
     * Opens the store of the running test.
     *
     * @return a new store; see {@link WorkflowStoreContract#open()}
     */
    protected abstract WorkflowStore open();

    @BeforeEach
    final void openStore() {
        store = openAnother();
    }

    @AfterEach
    final void closeStores() {
        opened.forEach(WorkflowStore::close);
    }

    /** One more store over the same data. */
    final WorkflowStore openAnother() {
        WorkflowStore another = open();
        opened.add(another);
        return another;
    }

    /** Creates a workflow without tasks that has one event. */
    final void createEmpty(String id) {
        create(Samples.workflow(id));
    }

    /** Creates a workflow that has one event. */
    final void create(Workflow workflow) {
        store.create(
                workflow,
                Samples.owner("first"),
                Samples.firstWrite(workflow.workflowId().value()).build());
    }

    final JournalHead head(String id) {
        return store.head(Samples.id(id)).orElseThrow();
    }

    final List<Long> sequences(String id) {
        return store.events(Samples.id(id), 0, Integer.MAX_VALUE).stream()
                .map(EventRow::sequence)
                .toList();
    }

    /** The next write of a workflow that nobody else writes to, without any rows yet. */
    final WorkflowWrite.Builder nextWrite(String id) {
        JournalHead head = head(id);
        return WorkflowWrite.builder(Samples.id(id), head.version(), head.epoch());
    }

    /** That the newest write of a workflow was this one. */
    final void assertHead(String id, long version, long lastSequence) {
        assertThat(head(id)).satisfies(head -> {
            assertThat(head.version()).isEqualTo(version);
            assertThat(head.lastSequence()).isEqualTo(lastSequence);
        });
    }
}
