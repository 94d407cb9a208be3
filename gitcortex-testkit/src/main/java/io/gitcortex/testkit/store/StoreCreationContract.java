package io.gitcortex.testkit.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.gitcortex.store.StoreException;
import io.gitcortex.store.WorkflowWrite;
import io.gitcortex.workflow.Workflow;
import io.gitcortex.workflow.WorkflowTask;
import io.gitcortex.workflow.WorkflowTerminal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Guarantee 1, of {@code create}. */
abstract class StoreCreationContract extends StoreFixture {
    @Test
    void aCreatedWorkflowComesBackAsItWasGiven() {
        Workflow workflow = Samples.workflow("wf", Samples.tasks("wf", 3, 2)).toBuilder()
                .cliTypeId("shell")
                .build();

        create(workflow);

        assertThat(store.workflow(Samples.id("wf"))).contains(workflow);
        assertThat(store.events(Samples.id("wf"), 0, 10)).containsExactly(Samples.event(1));
        assertHead("wf", 1, 1);
        assertThat(head("wf").epoch()).isEqualTo(1);
        assertThat(head("wf").owner()).contains(Samples.owner("first"));
    }

    @Test
    void tasksAndTerminalsComeBackInTheirOrder() {
        List<WorkflowTask> ordered = Samples.tasks("wf", 3, 3);
        List<WorkflowTask> shuffled = new ArrayList<>();
        for (WorkflowTask task : ordered) {
            List<WorkflowTerminal> terminals = new ArrayList<>(task.terminals());
            Collections.reverse(terminals);
            shuffled.add(0, task.toBuilder().terminals(terminals).build());
        }

        create(Samples.workflow("wf", shuffled));

        assertThat(store.workflow(Samples.id("wf")).orElseThrow().tasks()).isEqualTo(ordered);
    }

    @Test
    void workflowsAreNumberedInTheOrderInWhichTheyWereCreated() {
        create(Samples.workflow("z").toBuilder().orderIndex(7).build());
        create(Samples.workflow("m").toBuilder().orderIndex(7).build());
        create(Samples.workflow("a", Samples.tasks("a", 2, 2)));

        assertThat(store.workflows())
                .containsExactly(
                        Samples.workflow("z"),
                        Samples.workflow("m").toBuilder().orderIndex(1).build(),
                        Samples.workflow("a", Samples.tasks("a", 2, 2)).toBuilder()
                                .orderIndex(2)
                                .build());
    }

    @Test
    void aWorkflowWithOneBadTerminalAmongThreeHundredLeavesNothingBehind() {
        List<WorkflowTask> tasks = Samples.tasks("wf", 100, 3);
        WorkflowTerminal taken = tasks.get(7).terminals().get(1);
        WorkflowTask good = tasks.get(83);
        WorkflowTask bad = good.toBuilder()
                .terminals(List.of(
                        taken.toBuilder().taskId(good.taskId()).build(),
                        good.terminals().get(1),
                        good.terminals().get(2)))
                .build();
        List<WorkflowTask> withOneBad = new ArrayList<>(tasks);
        withOneBad.set(83, bad);

        assertCreationFails(
                Samples.workflow("wf", withOneBad), Samples.firstWrite("wf").build());

        create(Samples.workflow("wf", tasks));
        assertThat(store.workflows()).containsExactly(Samples.workflow("wf", tasks));
    }

    @Test
    void aWorkflowWithTheSameTaskTwiceLeavesNothingBehind() {
        List<WorkflowTask> tasks = List.of(Samples.task("wf", "task", 0), Samples.task("wf", "task", 1));

        assertCreationFails(
                Samples.workflow("wf", tasks), Samples.firstWrite("wf").build());
    }

    @Test
    void aWorkflowWithATaskOfAnotherWorkflowLeavesNothingBehind() {
        createEmpty("other");
        Workflow workflow = Samples.workflow("wf", List.of(Samples.task("other", "task", 0)));

        assertCreationFails(workflow, Samples.firstWrite("wf").build());
    }

    @Test
    void aFirstWriteThatDoesNotFitLeavesNothingBehind() {
        Workflow workflow = Samples.workflow("wf", Samples.tasks("wf", 1, 1));
        WorkflowWrite sameCommitTwice = WorkflowWrite.builder(Samples.id("wf"), 0, 1)
                .event(Samples.event(1, "c0ffee"))
                .event(Samples.event(2, "c0ffee"))
                .build();

        assertCreationFails(workflow, sameCommitTwice);
        assertCreationFails(workflow, beginning("wf", 1, 1, 1));
        assertCreationFails(workflow, beginning("wf", 0, 2, 1));
        assertCreationFails(workflow, beginning("wf", 0, 1, 2));
        assertCreationFails(workflow, beginning("other", 0, 1, 1));
    }

    @Test
    void anIdThatIsTakenIsRefusedAndTheWorkflowThatHasItStaysAsItWas() {
        Workflow workflow = Samples.workflow("wf", Samples.tasks("wf", 1, 1));
        create(workflow);

        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(() -> createEmpty("wf"))
                .withMessageContaining("wf");

        assertThat(store.workflows()).containsExactly(workflow);
        assertHead("wf", 1, 1);
    }

    @Test
    void twoWorkflowsMayUseTheSameNamesForTasksTerminalsAndCommits() {
        for (String id : List.of("one", "two")) {
            store.create(
                    Samples.workflow(id, Samples.tasks(id, 1, 1)),
                    Samples.owner("first"),
                    WorkflowWrite.builder(Samples.id(id), 0, 1)
                            .event(Samples.event(1, "c0ffee"))
                            .build());
        }

        assertThat(store.workflow(Samples.id("one")).orElseThrow().tasks()).isEqualTo(Samples.tasks("one", 1, 1));
        assertThat(store.workflow(Samples.id("two")).orElseThrow().tasks()).isEqualTo(Samples.tasks("two", 1, 1));
    }

    @Test
    void ofThoseWhoCreateTheSameWorkflowAtOnceExactlyOneSucceeds() {
        List<Runnable> creators = Collections.nCopies(4, () -> createEmpty("wf"));

        List<Optional<Throwable>> outcomes = Race.run(creators);

        assertThat(outcomes).filteredOn(Optional::isEmpty).hasSize(1);
        assertThat(outcomes)
                .flatMap(outcome -> outcome.stream().toList())
                .hasSize(3)
                .allSatisfy(thrown -> assertThat(thrown).isInstanceOf(StoreException.class));
        assertHead("wf", 1, 1);
    }

    private static WorkflowWrite beginning(String id, long version, long epoch, long sequence) {
        return WorkflowWrite.builder(Samples.id(id), version, epoch)
                .event(Samples.event(sequence))
                .build();
    }

    private void assertCreationFails(Workflow workflow, WorkflowWrite first) {
        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(() -> store.create(workflow, Samples.owner("first"), first));
        assertThat(store.workflow(workflow.workflowId())).isEmpty();
        assertThat(store.workflows()).noneMatch(other -> other.workflowId().equals(workflow.workflowId()));
        assertThat(store.head(workflow.workflowId())).isEmpty();
        assertThat(store.events(workflow.workflowId(), 0, 10)).isEmpty();
    }
}
