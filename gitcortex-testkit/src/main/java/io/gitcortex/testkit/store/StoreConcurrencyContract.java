package io.gitcortex.testkit.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.gitcortex.store.EventRow;
import io.gitcortex.store.StaleWorkflowException;
import io.gitcortex.store.StoreException;
import io.gitcortex.store.WorkflowWrite;
import io.gitcortex.workflow.TaskStatus;
import io.gitcortex.workflow.TerminalStatus;
import io.gitcortex.workflow.Workflow;
import io.gitcortex.workflow.WorkflowTask;
import io.gitcortex.workflow.WorkflowTerminal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Guarantees 2, 4 and 6: many at once. */
abstract class StoreConcurrencyContract extends StoreFinalityContract {
    private static final int ROUNDS = 20;

    @Test
    void ofTwoWritersWithTheSameExpectationExactlyOneSucceeds() {
        createEmpty("wf");
        for (int round = 0; round < ROUNDS; round++) {
            long sequence = round + 2L;
            WorkflowWrite write = nextWrite("wf").event(Samples.event(sequence)).build();

            List<Optional<Throwable>> outcomes = Race.run(List.of(() -> store.write(write), () -> store.write(write)));

            assertThat(outcomes).filteredOn(Optional::isEmpty).hasSize(1);
            assertThat(outcomes)
                    .flatMap(outcome -> outcome.stream().toList())
                    .singleElement()
                    .isInstanceOf(StaleWorkflowException.class);
            assertHead("wf", sequence, sequence);
        }
        assertThat(sequences("wf"))
                .isEqualTo(LongStream.rangeClosed(1, ROUNDS + 1L).boxed().toList());
    }

    @Test
    void writesOfDifferentWorkflowsDoNotUndoEachOther() {
        int writers = 12;
        List<Runnable> racers = new ArrayList<>();
        for (int i = 0; i < writers; i++) {
            String id = "wf-" + i;
            createEmpty(id);
            racers.add(() -> writeGoodAndBad(id));
        }

        List<Optional<Throwable>> outcomes = Race.run(racers);

        assertThat(outcomes).allSatisfy(outcome -> assertThat(outcome).isEmpty());
        for (int i = 0; i < writers; i++) {
            assertHead("wf-" + i, ROUNDS + 1L, ROUNDS + 1L);
            assertThat(sequences("wf-" + i))
                    .isEqualTo(LongStream.rangeClosed(1, ROUNDS + 1L).boxed().toList());
        }
    }

    /** After each good write, one that brings a good row and then a commit that is there already. */
    private void writeGoodAndBad(String id) {
        for (long sequence = 2; sequence < ROUNDS + 2; sequence++) {
            long version = sequence - 1;
            store.write(WorkflowWrite.builder(Samples.id(id), version, 1)
                    .event(Samples.event(sequence, "commit-" + sequence))
                    .build());
            WorkflowWrite bad = WorkflowWrite.builder(Samples.id(id), version + 1, 1)
                    .event(Samples.event(sequence + 1, "bad-" + sequence))
                    .event(Samples.event(sequence + 2, "commit-" + sequence))
                    .build();
            try {
                store.write(bad);
            } catch (StoreException expected) {
                continue;
            }
            throw new AssertionError("A commit was recorded twice");
        }
    }

    @Test
    void aReaderNeverSeesPartOfAWrite() {
        create(Samples.workflow("wf", Samples.tasks("wf", 2, 2)));
        AtomicBoolean written = new AtomicBoolean();

        List<Optional<Throwable>> outcomes = Race.run(List.of(
                () -> {
                    try {
                        writeInPairs();
                    } finally {
                        written.set(true);
                    }
                },
                () -> {
                    while (!written.get()) {
                        assertWhole();
                    }
                },
                () -> {
                    while (!written.get()) {
                        assertWhole();
                    }
                }));

        assertThat(outcomes).allSatisfy(outcome -> assertThat(outcome).isEmpty());
        assertHead("wf", ROUNDS * 3 + 1L, ROUNDS * 3 * 2 + 1L);
    }

    /** Two events a write, and every task and terminal in the same status. */
    private void writeInPairs() {
        for (int round = 0; round < ROUNDS * 3; round++) {
            boolean odd = round % 2 == 1;
            WorkflowWrite.Builder write =
                    nextWrite("wf").event(Samples.event(round * 2L + 2)).event(Samples.event(round * 2L + 3L));
            for (WorkflowTask task : Samples.tasks("wf", 2, 2)) {
                write.task(task.toBuilder()
                        .status(odd ? TaskStatus.PENDING : TaskStatus.RUNNING)
                        .build());
                for (WorkflowTerminal terminal : task.terminals()) {
                    write.terminal(terminal.toBuilder()
                            .status(odd ? TerminalStatus.PENDING : TerminalStatus.RUNNING)
                            .build());
                }
            }
            store.write(write.build());
        }
    }

    private void assertWhole() {
        List<EventRow> events = store.events(Samples.id("wf"), 0, Integer.MAX_VALUE);
        assertThat(events.size() % 2).isEqualTo(1);
        assertThat(head("wf")).satisfies(head -> assertThat(head.lastSequence()).isEqualTo(head.version() * 2 - 1));
        assertEvenStatus(store.workflow(Samples.id("wf")).orElseThrow());
        store.workflows().forEach(StoreConcurrencyContract::assertEvenStatus);
    }

    private static void assertEvenStatus(Workflow workflow) {
        assertThat(workflow.tasks())
                .flatMap(task -> {
                    List<String> statuses =
                            new ArrayList<>(List.of(task.status().name()));
                    task.terminals()
                            .forEach(terminal -> statuses.add(terminal.status().name()));
                    return statuses;
                })
                .hasSize(6)
                .containsOnly(workflow.tasks().get(0).status().name());
    }
}
