package io.gitcortex.integration.requests;

import static org.assertj.core.api.Assertions.assertThat;

import io.gitcortex.core.GitCortex;
import io.gitcortex.core.WorkflowRun;
import io.gitcortex.testkit.llm.ScriptedLlmClient;
import io.gitcortex.testkit.waiting.Eventually;
import io.gitcortex.workflow.CommitEvent.CommitObserved;
import io.gitcortex.workflow.DecisionEvent.DecisionMade;
import io.gitcortex.workflow.DecisionEvent.InstructionStarted;
import io.gitcortex.workflow.DecisionMode;
import io.gitcortex.workflow.RunState;
import io.gitcortex.workflow.TaskEvent.TaskStarted;
import io.gitcortex.workflow.WorkflowPlan;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** While a workflow is paused events are taken, a model's answer is stored, and nothing is carried out. */
final class PausedTest {
    @TempDir
    private Path directory;

    @Test
    void an_answer_of_the_model_that_comes_while_paused_is_stored_and_waits() throws Exception {
        ScriptedLlmClient model = ScriptedLlmClient.create()
                .thenAnswer("[{\"type\":\"start_task\",\"task_id\":\"one\"}]")
                .thenAnswer("[]")
                .hang();
        try (Office office = new Office(directory);
                GitCortex cortex = office.builder().llm(model).build();
                GitCortex other = office.open()) {
            WorkflowPlan plan = Office.plan(Office.task("one", "waits")).toBuilder()
                    .mode(DecisionMode.MODEL)
                    .build();
            WorkflowRun run = cortex.start(plan);
            Eventually.isTrue(() -> model.hanging() == 1);

            other.pause(run.id(), "lunch");
            Eventually.isTrue(() -> run.state() == RunState.PAUSED);
            run.handleGitEvent("abc123", "main", "An event that is taken");
            assertThat(Office.events(cortex, run.id(), CommitObserved.class)).hasSize(1);
            model.release();
            Office.awaitEvent(cortex, run.id(), DecisionMade.class);
            assertThat(run.pause("again"))
                    .as("a step that comes after the answer's")
                    .isFalse();
            assertThat(Office.events(cortex, run.id(), InstructionStarted.class))
                    .as("what is carried out while paused")
                    .isEmpty();

            assertThat(run.unpause()).isTrue();

            Office.awaitEvent(cortex, run.id(), TaskStarted.class);
            assertThat(Office.events(cortex, run.id(), DecisionMade.class)
                            .get(0)
                            .instructions())
                    .hasSize(1);
        }
    }
}
