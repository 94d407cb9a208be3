package io.gitcortex.testkit.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.gitcortex.store.RequestRow;
import io.gitcortex.store.WorkflowStore;
import java.time.Clock;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class InMemoryWorkflowStoreTest extends WorkflowStoreContract {
    @Override
    protected WorkflowStore open() {
        return new InMemoryWorkflowStore(Clock.fixed(Samples.NOON, ZoneOffset.UTC));
    }

    @Override
    protected boolean isDurable() {
        return false;
    }

    @Test
    void aRequestBearsTheTimeOfTheClock() {
        createEmpty("wf");

        store.request(Samples.id("wf"), "pause", "{}");

        assertThat(store.pendingRequests(Samples.id("wf")))
                .extracting(RequestRow::requestedAt)
                .containsExactly(Samples.NOON);
    }
}
