package io.gitcortex.core.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.gitcortex.workflow.TaskStatus;
import io.gitcortex.workflow.TerminalStatus;
import io.gitcortex.workflow.WorkflowEvent;
import io.gitcortex.workflow.WorkflowStatus;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The fold guards moves: an event that asks for an illegal one changes nothing but the count. */
final class FoldMovesTest {
    @ParameterizedTest(name = "{0} -> {1}: {2}")
    @MethodSource("io.gitcortex.core.state.StatusTables#workflow")
    void a_workflow_takes_legal_moves_only(WorkflowStatus from, WorkflowStatus to, boolean legal) {
        for (WorkflowEvent event : Moves.ofWorkflow(from, to)) {
            Story story = Moves.workflowThatIs(from);
            WorkflowState before = story.state();

            WorkflowState after = story.add(event).state();

            assertThat(after.status()).as("after %s", event).isEqualTo(legal ? to : from);
            if (!legal) {
                assertUnchanged(after, before, event);
            }
        }
    }

    @ParameterizedTest(name = "{0} -> {1}: {2}")
    @MethodSource("io.gitcortex.core.state.StatusTables#task")
    void a_task_takes_legal_moves_only(TaskStatus from, TaskStatus to, boolean legal) {
        for (WorkflowEvent event : Moves.ofTask(from, to)) {
            Story story = Moves.taskThatIs(from);
            WorkflowState before = story.state();

            WorkflowState after = story.add(event).state();

            assertThat(after.task(Moves.TASK).orElseThrow().status())
                    .as("after %s", event)
                    .isEqualTo(legal ? to : from);
            if (!legal) {
                assertUnchanged(after, before, event);
            }
        }
    }

    @ParameterizedTest(name = "{0} -> {1}: {2}")
    @MethodSource("io.gitcortex.core.state.StatusTables#terminal")
    void a_terminal_takes_legal_moves_only(TerminalStatus from, TerminalStatus to, boolean legal) {
        for (WorkflowEvent event : Moves.ofTerminal(to)) {
            Story story = Moves.terminalThatIs(from);
            TerminalState before = story.state().terminal(Moves.AUTHOR).orElseThrow();

            TerminalState after =
                    story.add(event).state().terminal(Moves.AUTHOR).orElseThrow();

            assertThat(after.status()).as("after %s", event).isEqualTo(legal ? to : from);
            if (!legal) {
                assertThat(after).as("after %s", event).isEqualTo(before);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = WorkflowStatus.class,
            names = {"COMPLETED", "FAILED", "CANCELLED"})
    void a_late_event_never_changes_a_final_workflow(WorkflowStatus ended) {
        for (WorkflowStatus to : WorkflowStatus.values()) {
            for (WorkflowEvent event : Moves.ofWorkflow(ended, to)) {
                Story story = Moves.workflowThatIs(ended);
                WorkflowState before = story.state();

                assertThat(story.add(event).state().standing())
                        .as("after %s", event)
                        .isEqualTo(before.standing());
            }
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = TaskStatus.class,
            names = {"COMPLETED", "FAILED", "CANCELLED"})
    void no_event_of_a_task_changes_one_that_has_ended(TaskStatus ended) {
        List<WorkflowEvent> everything = Moves.everyTaskEvent();
        for (WorkflowEvent event : everything) {
            Story story = Moves.taskThatIs(ended);
            WorkflowState before = story.state();

            assertUnchanged(story.add(event).state(), before, event);
        }
    }

    @ParameterizedTest
    @EnumSource(TaskStatus.class)
    void news_of_a_merge_is_for_a_task_that_is_merging(TaskStatus status) {
        for (WorkflowEvent event : Moves.newsOfAMerge()) {
            Story story = Moves.taskThatIs(status);
            TaskState before = story.state().task(Moves.TASK).orElseThrow();

            TaskState after = story.add(event).state().task(Moves.TASK).orElseThrow();

            assertThat(after.equals(before)).as("%s after %s", status, event).isEqualTo(status != TaskStatus.MERGING);
        }
    }

    @ParameterizedTest
    @EnumSource(TerminalStatus.class)
    void what_is_made_twice_does_not_begin_again(TerminalStatus status) {
        Story story = Moves.terminalThatIs(status);
        WorkflowState before = story.state();

        WorkflowState after = story.add(Moves.madeAgain(Moves.AUTHOR))
                .add(Moves.madeAgain(Moves.TASK))
                .state();

        assertThat(after.terminal(Moves.AUTHOR)).isEqualTo(before.terminal(Moves.AUTHOR));
        assertThat(after.task(Moves.TASK)).isEqualTo(before.task(Moves.TASK));
        assertThat(after.terminals()).hasSameSizeAs(before.terminals());
    }

    private static void assertUnchanged(WorkflowState after, WorkflowState before, WorkflowEvent event) {
        assertThat(after)
                .as("after %s", event)
                .usingRecursiveComparison()
                .ignoringFields("counters")
                .isEqualTo(before);
        assertThat(after.counters().sequence()).isEqualTo(before.counters().sequence() + 1);
    }
}
