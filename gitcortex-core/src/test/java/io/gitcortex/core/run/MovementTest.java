package io.gitcortex.core.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.gitcortex.core.state.Story;
import io.gitcortex.model.TaskId;
import io.gitcortex.model.TerminalId;
import io.gitcortex.workflow.DecisionEvent.DecisionRequested;
import io.gitcortex.workflow.DecisionEvent.InstructionStarted;
import io.gitcortex.workflow.Instruction.StartTask;
import io.gitcortex.workflow.Instruction.StartTerminal;
import org.junit.jupiter.api.Test;

/** Whether a model must be asked, since nothing happens by itself any more. */
class MovementTest {
    private final Story story = Story.of(Story.task("a", "coder", "writer"), Story.task("b", "coder"));

    private boolean nothingMoves() {
        return Movement.nothingMoves(story.state(), story.state().counters().newest());
    }

    @Test
    void a_task_that_waits_for_the_place_of_one_that_nobody_works_on_moves_nothing() {
        story.started("a").works("a-coder").completes("a", "a-coder");
        long waits = story.decide(new StartTask(TaskId.of("b"), null));
        assertThat(nothingMoves()).isTrue();
        story.decide(new StartTerminal(TerminalId.of("b-coder"), "Behind it"));
        assertThat(nothingMoves()).as("what stands behind it waits, too").isTrue();

        story.add(new InstructionStarted(Story.WORKFLOW, waits));
        assertThat(nothingMoves()).as("it has begun").isFalse();
    }

    @Test
    void what_waits_for_nobody_moves() {
        story.decide(new StartTask(TaskId.of("b"), null));
        assertThat(nothingMoves()).as("the place is free").isFalse();
    }

    @Test
    void work_in_another_task_that_can_begin_moves() {
        story.started("a").works("a-coder").completes("a", "a-coder");
        story.decide(new StartTask(TaskId.of("b"), null));
        story.decide(new StartTerminal(TerminalId.of("a-writer"), "Go on"));
        assertThat(nothingMoves()).isFalse();
    }

    @Test
    void a_decision_that_is_asked_for_has_its_number_from_then_on() {
        story.add(new DecisionRequested(Story.WORKFLOW, 1, 1, "hash", 10));
        story.decide(new StartTask(TaskId.of("b"), null)); // By a person, while the model thinks.
        assertThat(story.state().counters().decisions()).isEqualTo(2);
    }
}
