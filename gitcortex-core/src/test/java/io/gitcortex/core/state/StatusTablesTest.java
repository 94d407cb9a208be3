package io.gitcortex.core.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.gitcortex.workflow.RunState;
import io.gitcortex.workflow.TaskStatus;
import io.gitcortex.workflow.TerminalStatus;
import io.gitcortex.workflow.WorkflowStatus;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

final class StatusTablesTest {
    @Test
    void the_tables_hold_every_pair() {
        assertThat(StatusTables.workflow()).hasSize(6 * 6);
        assertThat(StatusTables.task()).hasSize(7 * 7);
        assertThat(StatusTables.terminal()).hasSize(7 * 7);
        assertThat(StatusTables.run()).hasSize(4 * 4);
    }

    @ParameterizedTest(name = "{0} -> {1}: {2}")
    @MethodSource("io.gitcortex.core.state.StatusTables#workflow")
    void a_workflow_moves_as_its_table_says(WorkflowStatus from, WorkflowStatus to, boolean legal) {
        assertThat(from.canBecome(to)).isEqualTo(legal);
    }

    @ParameterizedTest(name = "{0} -> {1}: {2}")
    @MethodSource("io.gitcortex.core.state.StatusTables#task")
    void a_task_moves_as_its_table_says(TaskStatus from, TaskStatus to, boolean legal) {
        assertThat(from.canBecome(to)).isEqualTo(legal);
    }

    @ParameterizedTest(name = "{0} -> {1}: {2}")
    @MethodSource("io.gitcortex.core.state.StatusTables#terminal")
    void a_terminal_moves_as_its_table_says(TerminalStatus from, TerminalStatus to, boolean legal) {
        assertThat(from.canBecome(to)).isEqualTo(legal);
    }

    @ParameterizedTest(name = "{0} -> {1}: {2}")
    @MethodSource("io.gitcortex.core.state.StatusTables#run")
    void a_run_state_moves_as_its_table_says_or_stays_with_a_sentence(RunState from, RunState to, boolean legal) {
        Orchestrator orchestrator = new Orchestrator(from);

        if (legal) {
            orchestrator.become(to);

            assertThat(orchestrator.state).isEqualTo(to);
        } else {
            assertThatIllegalStateException()
                    .isThrownBy(() -> orchestrator.become(to))
                    .withMessage("Invalid state transition: " + from.wireName() + " -> " + to.wireName());
            assertThat(orchestrator.state).isEqualTo(from);
        }
    }

    /** Whoever holds a run state holds it like this. */
    private static final class Orchestrator {
        private RunState state;

        Orchestrator(RunState state) {
            this.state = state;
        }

        void become(RunState next) {
            state = state.to(next);
        }
    }

    @ParameterizedTest
    @EnumSource(WorkflowStatus.class)
    void a_final_workflow_has_nowhere_to_go(WorkflowStatus status) {
        assertThat(status.isFinal())
                .isEqualTo(Stream.of(WorkflowStatus.values()).noneMatch(status::canBecome));
    }

    @ParameterizedTest
    @EnumSource(TaskStatus.class)
    void a_final_task_has_nowhere_to_go(TaskStatus status) {
        assertThat(status.isFinal()).isEqualTo(Stream.of(TaskStatus.values()).noneMatch(status::canBecome));
    }
}
