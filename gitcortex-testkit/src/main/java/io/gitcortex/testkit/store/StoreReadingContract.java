package io.gitcortex.testkit.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.tuple;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.gitcortex.model.InstructionId;
import io.gitcortex.model.SessionId;
import io.gitcortex.store.CursorRow;
import io.gitcortex.store.EventRow;
import io.gitcortex.store.InstructionRow;
import io.gitcortex.store.Owner;
import io.gitcortex.store.QuestionRow;
import io.gitcortex.store.RequestRow;
import io.gitcortex.store.WorkflowStore;
import io.gitcortex.store.WorkflowWrite;
import io.gitcortex.workflow.InstructionStatus;
import io.gitcortex.workflow.QuestionStatus;
import io.gitcortex.workflow.Workflow;
import io.gitcortex.workflow.WorkflowTask;
import io.gitcortex.workflow.WorkflowTerminal;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Guarantees 6 to 8, and what is durable of guarantee 1. */
abstract class StoreReadingContract extends StoreOwnershipContract {
    /** One of everything that has ever been lost on the way to a database, but for NUL. */
    private static final String TRICKY = "é \uD83D\uDE00\uD83D\uDC69\u200D\uD83D\uDCBB \u202E\uFEFF\uFFFD\uDBFF\uDFFF"
            + " '\"\\%_?;-- \r\n\t\u0001\u001B[31m\u007F\u0085\u2028 ";

    /**
     * Whether data outlive a store.
     *
     * @return true if a store that is opened later has them; see {@link WorkflowStoreContract#isDurable()}
     */
    protected abstract boolean isDurable();

    @Test
    void textsComeBackExactlyAsTheyWereGiven() {
        String json = "{\"text\":\"" + TRICKY.repeat(1024 * 1024 / TRICKY.length()) + "\"}";
        Workflow workflow = trickyWorkflow();
        Owner owner = new Owner(TRICKY, 1, Samples.NOON, TRICKY, TRICKY);
        EventRow event = new EventRow(1, TRICKY, TRICKY, json, Samples.NOON);
        CursorRow cursor = new CursorRow(TRICKY, TRICKY);
        InstructionRow instruction =
                new InstructionRow(1, InstructionId.of("i-😀"), TRICKY, InstructionStatus.READY, json);
        QuestionRow question = new QuestionRow(
                Samples.question("q-😀", QuestionStatus.OPEN).questionId(), QuestionStatus.OPEN, Samples.NOON, json);

        store.create(
                workflow,
                owner,
                WorkflowWrite.builder(workflow.workflowId(), 0, 1)
                        .event(event)
                        .cursor(cursor)
                        .instruction(instruction)
                        .question(question)
                        .build());
        store.request(workflow.workflowId(), TRICKY, json);

        assertThat(store.workflow(workflow.workflowId())).contains(workflow);
        assertThat(store.head(workflow.workflowId()).orElseThrow().owner()).contains(owner);
        assertThat(store.events(workflow.workflowId(), 0, 1)).containsExactly(event);
        assertThat(store.recordedCommits(workflow.workflowId(), List.of(TRICKY, "x")))
                .containsExactly(TRICKY);
        assertThat(store.cursors(workflow.workflowId())).containsExactly(cursor);
        assertThat(store.instructions(workflow.workflowId())).containsExactly(instruction);
        assertThat(store.questions(workflow.workflowId())).containsExactly(question);
        assertThat(store.pendingRequests(workflow.workflowId()))
                .extracting(RequestRow::kind, RequestRow::json)
                .containsExactly(tuple(TRICKY, json));
    }

    private static Workflow trickyWorkflow() {
        WorkflowTerminal terminal = Samples.terminal("task 😀", "terminal 😀", 0).toBuilder()
                .model(TRICKY)
                .ptySessionId(SessionId.of("session 😀"))
                .build();
        WorkflowTask task = WorkflowTask.builder(
                        Samples.task("wf 😀", "task 😀", 0).taskId(), Samples.id("wf 😀"), TRICKY)
                .description(TRICKY)
                .branch(TRICKY)
                .createdAt(Samples.NOON)
                .updatedAt(Samples.NOON)
                .terminals(List.of(terminal))
                .build();
        return Workflow.builder(Samples.id("wf 😀"), TRICKY, TRICKY)
                .cliTypeId(TRICKY)
                .createdAt(Samples.NOON)
                .updatedAt(Samples.NOON)
                .tasks(List.of(task))
                .build();
    }

    @Test
    void eventsComeInPages() {
        createEmpty("wf");
        WorkflowWrite.Builder write = nextWrite("wf");
        LongStream.rangeClosed(2, 25).forEach(sequence -> write.event(Samples.event(sequence)));
        store.write(write.build());

        assertThat(page(0, 10)).isEqualTo(LongStream.rangeClosed(1, 10).boxed().toList());
        assertThat(page(10, 10))
                .isEqualTo(LongStream.rangeClosed(11, 20).boxed().toList());
        assertThat(page(20, 10))
                .isEqualTo(LongStream.rangeClosed(21, 25).boxed().toList());
        assertThat(page(24, 1)).containsExactly(25L);
        assertThat(page(25, 10)).isEmpty();
        assertThat(page(Long.MAX_VALUE, Integer.MAX_VALUE)).isEmpty();
    }

    private List<Long> page(long after, int limit) {
        return store.events(Samples.id("wf"), after, limit).stream()
                .map(EventRow::sequence)
                .toList();
    }

    @Test
    void aPageHoldsOneEventAtLeast() {
        createEmpty("wf");

        assertThatIllegalArgumentException().isThrownBy(() -> store.events(Samples.id("wf"), 0, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> store.events(Samples.id("wf"), 0, -1));
    }

    @Test
    void onlyCommitsOfTheWorkflowItselfAreRecorded() {
        createEmpty("wf");
        createEmpty("other");
        store.write(nextWrite("wf").event(Samples.event(2, "mine")).build());
        store.write(nextWrite("other").event(Samples.event(2, "theirs")).build());

        assertThat(store.recordedCommits(Samples.id("wf"), List.of("mine", "theirs", "nobodys")))
                .containsExactly("mine");
        assertThat(store.recordedCommits(Samples.id("wf"), List.of())).isEmpty();
    }

    @Test
    void instructionsComeByNumberAndQuestionsAsTheyWereAsked() {
        createEmpty("wf");
        store.write(nextWrite("wf")
                .instruction(Samples.instruction(10, "i-10", InstructionStatus.READY))
                .instruction(Samples.instruction(9, "i-9", InstructionStatus.READY))
                .question(Samples.question("z", QuestionStatus.OPEN))
                .question(Samples.question("a", QuestionStatus.OPEN))
                .build());

        assertThat(store.instructions(Samples.id("wf")))
                .extracting(InstructionRow::number)
                .containsExactly(9L, 10L);
        assertThat(store.questions(Samples.id("wf")))
                .extracting(question -> question.questionId().value())
                .containsExactly("z", "a");
    }

    @Test
    void aWorkflowThatDoesNotExistHasNothing() {
        assertThat(store.workflow(Samples.id("nowhere"))).isEmpty();
        assertThat(store.workflows()).isEmpty();
        assertThat(store.head(Samples.id("nowhere"))).isEmpty();
        assertThat(store.events(Samples.id("nowhere"), 0, 10)).isEmpty();
        assertThat(store.recordedCommits(Samples.id("nowhere"), List.of("c0ffee")))
                .isEmpty();
        assertThat(store.cursors(Samples.id("nowhere"))).isEmpty();
        assertThat(store.instructions(Samples.id("nowhere"))).isEmpty();
        assertThat(store.questions(Samples.id("nowhere"))).isEmpty();
        assertThat(store.pendingRequests(Samples.id("nowhere"))).isEmpty();
        store.releaseOwnership(Samples.id("nowhere"), 1);
    }

    @Test
    void whatWasWrittenIsThereAfterReopening() {
        assumeTrue(isDurable(), "the store keeps nothing");
        Workflow workflow = Samples.workflow("wf", Samples.tasks("wf", 2, 2));
        create(workflow);
        long request = store.request(Samples.id("wf"), "pause", "{}");
        store.close();

        store = openAnother();

        assertThat(store.workflows()).containsExactly(workflow);
        assertThat(store.events(Samples.id("wf"), 0, 10)).containsExactly(Samples.event(1));
        assertThat(store.pendingRequests(Samples.id("wf")))
                .extracting(RequestRow::number)
                .containsExactly(request);
        store.write(
                nextWrite("wf").event(Samples.event(2)).takenRequest(request).build());
        assertHead("wf", 2, 2);
    }

    @Test
    void anotherStoreOverTheSameDataSeesEachWriteThatHasReturned() {
        assumeTrue(isDurable(), "the store shares nothing");
        WorkflowStore other = openAnother();

        createEmpty("wf");
        for (long sequence = 2; sequence < 30; sequence++) {
            WorkflowStore writer = sequence % 2 == 0 ? store : other;
            WorkflowStore reader = sequence % 2 == 0 ? other : store;
            writer.write(nextWrite("wf").event(Samples.event(sequence)).build());
            assertThat(reader.events(Samples.id("wf"), sequence - 1, 10)).containsExactly(Samples.event(sequence));
        }
    }

    @Test
    void aClosedStoreRefusesEverything() {
        createEmpty("wf");
        store.close();
        store.close();

        Stream<Executable> calls = Stream.of(
                () -> createEmpty("another"),
                () -> store.write(WorkflowWrite.builder(Samples.id("wf"), 1, 1).build()),
                () -> store.takeOwnership(Samples.id("wf"), Samples.owner("second"), null),
                () -> store.releaseOwnership(Samples.id("wf"), 1),
                () -> store.request(Samples.id("wf"), "pause", "{}"),
                () -> store.workflow(Samples.id("wf")),
                () -> store.workflows(),
                () -> store.head(Samples.id("wf")),
                () -> store.events(Samples.id("wf"), 0, 1),
                () -> store.recordedCommits(Samples.id("wf"), List.of("c0ffee")),
                () -> store.cursors(Samples.id("wf")),
                () -> store.instructions(Samples.id("wf")),
                () -> store.questions(Samples.id("wf")),
                () -> store.pendingRequests(Samples.id("wf")));

        assertThat(calls).allSatisfy(call -> assertThatIllegalStateException().isThrownBy(call::execute));
    }
}
