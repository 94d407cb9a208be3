package io.gitcortex.testkit.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.gitcortex.workflow.InstructionStatus;
import io.gitcortex.workflow.QuestionStatus;
import io.gitcortex.workflow.TaskStatus;
import io.gitcortex.workflow.TerminalStatus;
import io.gitcortex.workflow.Workflow;
import io.gitcortex.workflow.WorkflowStatus;
import io.gitcortex.workflow.WorkflowTask;
import io.gitcortex.workflow.WorkflowTerminal;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Guarantee 9: final is final, whoever writes. */
abstract class StoreFinalityContract extends StoreWriteContract {
    @Test
    void guarantee_12_a_workflow_that_has_ended_keeps_its_status() {
        for (WorkflowStatus ended :
                List.of(WorkflowStatus.COMPLETED, WorkflowStatus.FAILED, WorkflowStatus.CANCELLED)) {
            String id = "wf-" + ended.wireName();
            create(workflow(id, ended));

            for (WorkflowStatus late : others(WorkflowStatus.values(), ended)) {
                assertRefused(nextWrite(id).event(Samples.event(2)).workflow(workflow(id, late)));
            }
        }
    }

    @Test
    void guarantee_12_a_task_that_has_ended_keeps_its_status() {
        for (TaskStatus ended : List.of(TaskStatus.COMPLETED, TaskStatus.FAILED, TaskStatus.CANCELLED)) {
            String id = "wf-" + ended.wireName();
            create(Samples.workflow(id, List.of(task(id, ended))));

            for (TaskStatus late : others(TaskStatus.values(), ended)) {
                assertRefused(nextWrite(id).event(Samples.event(2)).task(task(id, late)));
            }
        }
    }

    @Test
    void guarantee_12_a_terminal_that_was_cancelled_keeps_its_status() {
        WorkflowTask task = Samples.task("wf", "task", 0);
        create(Samples.workflow(
                "wf",
                List.of(task.toBuilder()
                        .terminals(List.of(terminal(TerminalStatus.CANCELLED)))
                        .build())));

        for (TerminalStatus late : others(TerminalStatus.values(), TerminalStatus.CANCELLED)) {
            assertRefused(nextWrite("wf").event(Samples.event(2)).terminal(terminal(late)));
        }
    }

    @Test
    void guarantee_12_an_instruction_keeps_its_outcome() {
        for (InstructionStatus outcome : List.of(InstructionStatus.DONE, InstructionStatus.FAILED)) {
            String id = "wf-" + outcome.wireName();
            createEmpty(id);
            store.write(nextWrite(id)
                    .instruction(Samples.instruction(1, "i-" + id, outcome))
                    .build());

            for (InstructionStatus late : others(InstructionStatus.values(), outcome)) {
                assertRefused(
                        nextWrite(id).event(Samples.event(2)).instruction(Samples.instruction(1, "i-" + id, late)));
            }
            assertThat(store.instructions(Samples.id(id))).containsExactly(Samples.instruction(1, "i-" + id, outcome));
        }
    }

    @Test
    void guarantee_12_a_settled_question_stays_settled() {
        for (QuestionStatus settled : List.of(QuestionStatus.ANSWERED, QuestionStatus.WITHDRAWN)) {
            String id = "wf-" + settled.wireName();
            createEmpty(id);
            store.write(nextWrite(id).question(Samples.question("q", settled)).build());

            for (QuestionStatus late : others(QuestionStatus.values(), settled)) {
                assertRefused(nextWrite(id).event(Samples.event(2)).question(Samples.question("q", late)));
            }
            assertThat(store.questions(Samples.id(id))).containsExactly(Samples.question("q", settled));
        }
    }

    @Test
    void guarantee_12_the_rest_of_a_row_that_is_final_may_be_written_again() {
        create(Samples.workflow("wf", List.of(task("wf", TaskStatus.COMPLETED))));
        WorkflowTask renamed = task("wf", TaskStatus.COMPLETED).toBuilder()
                .branch("gitcortex/wf/task")
                .updatedAt(Samples.NOON.plusSeconds(1))
                .build();

        store.write(nextWrite("wf").task(renamed).build());

        assertThat(store.workflow(Samples.id("wf")).orElseThrow().tasks()).containsExactly(renamed);
    }

    @Test
    void guarantee_12_what_is_not_final_moves_on() {
        create(workflow("wf", WorkflowStatus.PAUSED).toBuilder()
                .tasks(List.of(task("wf", TaskStatus.CONFLICTED)))
                .build());

        store.write(nextWrite("wf")
                .workflow(workflow("wf", WorkflowStatus.CANCELLED))
                .task(task("wf", TaskStatus.CANCELLED))
                .build());

        Workflow now = store.workflow(Samples.id("wf")).orElseThrow();
        assertThat(now.status()).isEqualTo(WorkflowStatus.CANCELLED);
        assertThat(now.tasks()).containsExactly(task("wf", TaskStatus.CANCELLED));
    }

    private static Workflow workflow(String id, WorkflowStatus status) {
        return Samples.workflow(id).toBuilder().status(status).build();
    }

    private static WorkflowTask task(String workflowId, TaskStatus status) {
        return Samples.task(workflowId, "task", 0).toBuilder().status(status).build();
    }

    private static WorkflowTerminal terminal(TerminalStatus status) {
        return Samples.terminal("task", "terminal", 0).toBuilder()
                .status(status)
                .build();
    }

    private static <S> List<S> others(S[] all, S one) {
        return Stream.of(all).filter(status -> !status.equals(one)).toList();
    }
}
