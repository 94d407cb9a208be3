package io.gitcortex.integration.requests;

import static org.assertj.core.api.Assertions.assertThat;

import io.gitcortex.core.GitCortex;
import io.gitcortex.core.WorkflowRun;
import io.gitcortex.model.WorkflowId;
import io.gitcortex.store.WorkflowStore;
import io.gitcortex.testkit.waiting.Eventually;
import io.gitcortex.workflow.CommitEvent.CommitObserved;
import io.gitcortex.workflow.RunState;
import io.gitcortex.workflow.WorkflowOutcome;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A workflow that has ended costs nothing, stays its process's own, and is given up with the others. */
final class FinishedTest {
    @TempDir
    private Path directory;

    private final Map<WorkflowId, Integer> looks = new ConcurrentHashMap<>();

    /** Each look at a workflow begins with its requests. */
    private WorkflowStore counting(WorkflowStore store) {
        return (WorkflowStore) Proxy.newProxyInstance(
                WorkflowStore.class.getClassLoader(),
                new Class<?>[] {WorkflowStore.class},
                (proxy, method, arguments) -> {
                    if (method.getName().equals("pendingRequests")) {
                        looks.merge((WorkflowId) arguments[0], 1, Integer::sum);
                    }
                    try {
                        return method.invoke(store, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    private void awaitLooks(WorkflowId id, int more) {
        int before = looks.getOrDefault(id, 0);
        Eventually.isTrue(() -> looks.getOrDefault(id, 0) >= before + more);
    }

    @Test
    void a_workflow_that_has_ended_is_looked_at_no_more_and_can_still_be_told_of_commits() throws Exception {
        try (Office office = new Office(directory)) {
            Files.createDirectories(office.repository().directory().resolve(".git/gitcortex"));
            WorkflowId ended;
            try (WorkflowStore store = office.journal()) {
                try (GitCortex cortex = office.builder().store(counting(store)).build()) {
                    WorkflowRun run = cortex.start(Office.plan(Office.task("one", "works")));
                    ended = run.id();
                    assertThat(run.await(Office.LIMIT)).isInstanceOf(WorkflowOutcome.Completed.class);
                    WorkflowRun goesOn = cortex.start(Office.plan(Office.task("two", "waits")));
                    awaitLooks(goesOn.id(), 3);

                    int seen = looks.get(ended);
                    awaitLooks(goesOn.id(), 3);

                    assertThat(looks).containsEntry(ended, seen);
                    assertThat(run.state()).isEqualTo(RunState.IDLE);
                    run.handleGitEvent("abc123", "main", "Too late");
                    assertThat(Office.events(cortex, ended, CommitObserved.class))
                            .hasSize(1);
                    assertThat(store.head(ended).orElseThrow().owner()).isPresent();
                }
                assertThat(store.head(ended).orElseThrow().owner())
                        .as("given up")
                        .isEmpty();
            }
        }
    }
}
