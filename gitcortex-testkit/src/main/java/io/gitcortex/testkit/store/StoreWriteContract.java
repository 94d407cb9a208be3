package io.gitcortex.testkit.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.gitcortex.model.TaskId;
import io.gitcortex.store.CursorRow;
import io.gitcortex.store.EventRow;
import io.gitcortex.store.StaleWorkflowException;
import io.gitcortex.store.StoreException;
import io.gitcortex.store.WorkflowWrite;
import io.gitcortex.workflow.InstructionStatus;
import io.gitcortex.workflow.QuestionStatus;
import io.gitcortex.workflow.TaskStatus;
import io.gitcortex.workflow.TerminalStatus;
import io.gitcortex.workflow.Workflow;
import io.gitcortex.workflow.WorkflowStatus;
import io.gitcortex.workflow.WorkflowTask;
import io.gitcortex.workflow.WorkflowTerminal;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Guarantees 1 to 3, of {@code write}. */
abstract class StoreWriteContract extends StoreCreationContract {
    @Test
    void everythingThatIsWrittenTogetherIsThere() {
        create(Samples.workflow("wf", Samples.tasks("wf", 1, 1)));
        Workflow running = Samples.workflow("wf").toBuilder()
                .status(WorkflowStatus.RUNNING)
                .updatedAt(Samples.NOON.plusSeconds(1))
                .build();
        WorkflowTask added = Samples.task("wf", "added", 1);
        WorkflowTerminal seat = Samples.terminal("added", "seat", 0);

        store.write(nextWrite("wf")
                .event(Samples.event(2, "c0ffee"))
                .event(Samples.event(3))
                .cursor(new CursorRow("refs/heads/a", "c0ffee"))
                .instruction(Samples.instruction(1, "i-1", InstructionStatus.READY))
                .question(Samples.question("q-1", QuestionStatus.OPEN))
                .workflow(running)
                .task(added)
                .terminal(seat)
                .build());

        assertHead("wf", 2, 3);
        assertThat(store.events(Samples.id("wf"), 1, 10)).containsExactly(Samples.event(2, "c0ffee"), Samples.event(3));
        assertThat(store.cursors(Samples.id("wf"))).containsExactly(new CursorRow("refs/heads/a", "c0ffee"));
        assertThat(store.instructions(Samples.id("wf")))
                .containsExactly(Samples.instruction(1, "i-1", InstructionStatus.READY));
        assertThat(store.questions(Samples.id("wf"))).containsExactly(Samples.question("q-1", QuestionStatus.OPEN));
        assertThat(store.workflow(Samples.id("wf")))
                .contains(running.toBuilder()
                        .tasks(List.of(
                                Samples.tasks("wf", 1, 1).get(0),
                                added.toBuilder().terminals(List.of(seat)).build()))
                        .build());
    }

    @Test
    void aRowWithAKnownKeyReplacesTheOneThatIsThere() {
        create(Samples.workflow("wf", Samples.tasks("wf", 2, 2)));
        writeOneCursorAndTwoOfEach();
        WorkflowTask task = Samples.task("wf", "task-0", 0).toBuilder()
                .branch("gitcortex/wf/task-0")
                .status(TaskStatus.RUNNING)
                .build();
        WorkflowTerminal terminal = Samples.terminal("task-0", "task-0-terminal-0", 0).toBuilder()
                .model("sonnet")
                .status(TerminalStatus.RUNNING)
                .build();

        store.write(nextWrite("wf")
                .cursor(new CursorRow("refs/heads/a", "new"))
                .instruction(Samples.instruction(1, "i-1", InstructionStatus.DONE))
                .question(Samples.question("q-1", QuestionStatus.ANSWERED))
                .task(task)
                .terminal(terminal)
                .build());

        assertThat(store.cursors(Samples.id("wf"))).containsExactly(new CursorRow("refs/heads/a", "new"));
        assertThat(store.instructions(Samples.id("wf")))
                .containsExactly(
                        Samples.instruction(1, "i-1", InstructionStatus.DONE),
                        Samples.instruction(2, "i-2", InstructionStatus.READY));
        assertThat(store.questions(Samples.id("wf")))
                .containsExactly(
                        Samples.question("q-1", QuestionStatus.ANSWERED), Samples.question("q-2", QuestionStatus.OPEN));
        assertThat(store.workflow(Samples.id("wf")).orElseThrow().tasks())
                .containsExactly(
                        task.toBuilder()
                                .terminals(List.of(terminal, Samples.terminal("task-0", "task-0-terminal-1", 1)))
                                .build(),
                        Samples.tasks("wf", 2, 2).get(1));
    }

    private void writeOneCursorAndTwoOfEach() {
        store.write(nextWrite("wf")
                .cursor(new CursorRow("refs/heads/a", "old"))
                .instruction(Samples.instruction(1, "i-1", InstructionStatus.READY))
                .instruction(Samples.instruction(2, "i-2", InstructionStatus.READY))
                .question(Samples.question("q-1", QuestionStatus.OPEN))
                .question(Samples.question("q-2", QuestionStatus.OPEN))
                .build());
    }

    @Test
    void partsOfASnapshotThatAreNotLookedAtStayAsTheyWere() {
        createEmpty("before");
        Workflow workflow = Samples.workflow("wf", Samples.tasks("wf", 1, 1));
        create(workflow);

        store.write(nextWrite("wf")
                .workflow(Samples.workflow("wf").toBuilder().orderIndex(99).build())
                .task(Samples.task("wf", "task-0", 0))
                .build());

        assertThat(store.workflow(Samples.id("wf")))
                .contains(workflow.toBuilder().orderIndex(1).build());
    }

    @Test
    void aTerminalMayStandOutsideTheTasks() {
        create(Samples.workflow("wf", Samples.tasks("wf", 1, 1)));
        WorkflowTerminal error =
                Samples.terminal("task-0", "error", 0).toBuilder().taskId(null).build();

        store.write(nextWrite("wf").terminal(error).build());

        assertThat(store.workflow(Samples.id("wf")).orElseThrow().tasks()).isEqualTo(Samples.tasks("wf", 1, 1));
        assertHead("wf", 2, 1);
    }

    @Test
    void aWriteWithAnotherVersionIsStale() {
        createEmpty("wf");

        assertStale(WorkflowWrite.builder(Samples.id("wf"), 0, 1).event(Samples.event(2)));
        assertStale(WorkflowWrite.builder(Samples.id("wf"), 2, 1).event(Samples.event(2)));
    }

    @Test
    void aWriteInAnotherEpochIsStale() {
        createEmpty("wf");

        assertStale(WorkflowWrite.builder(Samples.id("wf"), 1, 0).event(Samples.event(2)));
        assertStale(WorkflowWrite.builder(Samples.id("wf"), 1, 2).event(Samples.event(2)));
    }

    @Test
    void aWriteThatBeginsWithAnotherSequenceNumberIsStale() {
        createEmpty("wf");

        assertStale(nextWrite("wf").event(Samples.event(1)));
        assertStale(nextWrite("wf").event(Samples.event(3)));
    }

    @Test
    void aGapWithinTheEventsIsRefused() {
        createEmpty("wf");

        assertRefused(nextWrite("wf").event(Samples.event(2)).event(Samples.event(4)));
        assertRefused(nextWrite("wf").event(Samples.event(2)).event(Samples.event(2)));
    }

    @Test
    void aWriteToAWorkflowThatDoesNotExistIsRefused() {
        WorkflowWrite write = WorkflowWrite.builder(Samples.id("nowhere"), 1, 1)
                .event(Samples.event(2))
                .build();

        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(() -> store.write(write))
                .withMessageContaining("nowhere");
        assertThat(store.head(Samples.id("nowhere"))).isEmpty();
    }

    @Test
    void aWriteWithoutEventsCountsAsAVersion() {
        createEmpty("wf");

        store.write(nextWrite("wf").build());

        assertHead("wf", 2, 1);
    }

    @Test
    void aCommitIsRecordedOnce() {
        createEmpty("wf");
        store.write(nextWrite("wf").event(Samples.event(2, "c0ffee")).build());

        assertRefused(nextWrite("wf").event(Samples.event(3, "bea")).event(Samples.event(4, "c0ffee")));
        assertRefused(nextWrite("wf").event(Samples.event(3, "abc")).event(Samples.event(4, "abc")));

        store.write(nextWrite("wf").event(Samples.event(3, "bea")).build());
        assertThat(store.recordedCommits(Samples.id("wf"), List.of("abc", "bea", "c0ffee")))
                .containsExactlyInAnyOrder("bea", "c0ffee");
    }

    @Test
    void anInstructionsIdIsUniqueInTheStore() {
        createEmpty("one");
        createEmpty("two");
        store.write(nextWrite("one")
                .instruction(Samples.instruction(1, "i-1", InstructionStatus.READY))
                .build());

        assertRefused(nextWrite("one").instruction(Samples.instruction(2, "i-1", InstructionStatus.READY)));
        assertRefused(nextWrite("two").instruction(Samples.instruction(1, "i-1", InstructionStatus.READY)));
        assertThat(store.instructions(Samples.id("two"))).isEmpty();
    }

    @Test
    void rowsThatBelongElsewhereAreRefused() {
        create(Samples.workflow("wf", Samples.tasks("wf", 1, 1)));
        create(Samples.workflow("other", Samples.tasks("other", 2, 1)));

        assertRefused(nextWrite("wf").terminal(Samples.terminal("task-1", "seat", 0)));
        assertRefused(nextWrite("wf").task(Samples.task("other", "task-2", 2)));
        assertRefused(nextWrite("wf").workflow(Samples.workflow("other")));
    }

    @Test
    void aRowThatDoesNotFitUndoesAllThatCameBeforeIt() {
        create(Samples.workflow("wf", Samples.tasks("wf", 1, 1)));

        assertRefused(nextWrite("wf")
                .event(Samples.event(2, "c0ffee"))
                .cursor(new CursorRow("refs/heads/a", "c0ffee"))
                .instruction(Samples.instruction(1, "i-1", InstructionStatus.READY))
                .question(Samples.question("q-1", QuestionStatus.OPEN))
                .task(Samples.task("wf", "added", 1))
                .terminal(Samples.terminal("added", "seat", 0))
                .takenRequest(4711));

        assertThat(store.cursors(Samples.id("wf"))).isEmpty();
        assertThat(store.instructions(Samples.id("wf"))).isEmpty();
        assertThat(store.questions(Samples.id("wf"))).isEmpty();
    }

    @Test
    void aTaskMayBeAddedTogetherWithItsTerminal() {
        createEmpty("wf");

        store.write(nextWrite("wf")
                .terminal(Samples.terminal("added", "seat", 0))
                .task(Samples.task("wf", "added", 0))
                .build());

        assertThat(store.workflow(Samples.id("wf")).orElseThrow().tasks())
                .singleElement()
                .satisfies(task -> assertThat(task.terminals())
                        .containsExactly(Samples.terminal("added", "seat", 0).toBuilder()
                                .taskId(TaskId.of("added"))
                                .build()));
    }

    private void assertStale(WorkflowWrite.Builder write) {
        List<EventRow> before = store.events(Samples.id("wf"), 0, 100);
        assertThatExceptionOfType(StaleWorkflowException.class)
                .isThrownBy(() -> store.write(write.build()))
                .satisfies(stale -> assertThat(stale.workflowId()).isEqualTo(Samples.id("wf")));
        assertHead("wf", 1, 1);
        assertThat(store.events(Samples.id("wf"), 0, 100)).isEqualTo(before);
    }

    /** That a write fails, and leaves everything as it was. */
    final void assertRefused(WorkflowWrite.Builder builder) {
        WorkflowWrite write = builder.build();
        String id = write.workflowId().value();
        List<EventRow> events = store.events(write.workflowId(), 0, 100);
        Workflow workflow = store.workflow(write.workflowId()).orElseThrow();

        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(() -> store.write(write))
                .isNotInstanceOf(StaleWorkflowException.class);

        assertHead(id, write.expectedVersion(), events.size());
        assertThat(store.events(write.workflowId(), 0, 100)).isEqualTo(events);
        assertThat(store.workflow(write.workflowId())).contains(workflow);
    }
}
