package io.gitcortex.core.decide;

import static io.gitcortex.core.state.Story.task;
import static org.assertj.core.api.Assertions.assertThat;

import io.gitcortex.core.state.Story;
import io.gitcortex.core.state.WorkflowState;
import io.gitcortex.model.TaskId;
import io.gitcortex.model.TerminalId;
import io.gitcortex.workflow.DecisionSource;
import io.gitcortex.workflow.Instruction;
import io.gitcortex.workflow.Instruction.CancelTask;
import io.gitcortex.workflow.Instruction.CompleteWorkflow;
import io.gitcortex.workflow.Instruction.CreateTask;
import io.gitcortex.workflow.Instruction.CreateTerminal;
import io.gitcortex.workflow.Instruction.FailTask;
import io.gitcortex.workflow.Instruction.SendToTerminal;
import io.gitcortex.workflow.Instruction.StartTask;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AcceptanceTest {
    private static final TaskId ONE = TaskId.of("one");
    private static final TaskId DOCS = TaskId.of("docs");

    private final WorkflowState state = Story.of(task("one", "coder")).state();

    private Acceptance ofModel(Instruction... wanted) {
        return Acceptance.of(state, Set.of("shell"), List.of(wanted), DecisionSource.MODEL);
    }

    private static CreateTask create(String id, String... dependencies) {
        return new CreateTask(
                "Task", null, List.of(dependencies).stream().map(TaskId::of).toList(), TaskId.of(id));
    }

    private static CreateTerminal terminal(TaskId task, String cli, Integer order, String id) {
        return new CreateTerminal(task, "writer", cli, null, order, TerminalId.of(id));
    }

    @Test
    void one_that_is_refused_does_not_drop_the_others() {
        StartTask good = new StartTask(ONE, null);

        Acceptance acceptance = ofModel(new SendToTerminal(TerminalId.of("nobody"), "hello"), good);

        assertThat(acceptance.accepted()).containsExactly(good);
        assertThat(acceptance.refusals()).containsExactly("Terminal nobody not found");
    }

    @Test
    void what_an_earlier_one_makes_may_be_named_by_a_later_one() {
        Acceptance acceptance = ofModel(
                create("docs"),
                create("more", "docs", "one"),
                terminal(DOCS, "shell", null, "writer"),
                new StartTask(DOCS, null),
                new CompleteWorkflow(true, "done"));

        assertThat(acceptance.refusals()).isEmpty();
        assertThat(acceptance.accepted()).hasSize(5);
    }

    @Test
    void what_no_earlier_one_makes_is_refused() {
        assertThat(ofModel(create("docs", "nothing")).refusals())
                .containsExactly("Task nothing not found; depends_on names tasks that exist");
        assertThat(ofModel(create("docs"), create("more", "nothing")).refusals())
                .hasSize(1);
    }

    @Test
    void an_earlier_one_about_the_same_task_does_not_open_what_is_closed_to_a_model() {
        assertThat(ofModel(new StartTask(ONE, null), new FailTask(ONE, "I say so"), new CancelTask(ONE, "I say so"))
                        .refusals())
                .containsExactly("'fail_task' is not for a model to give", "'cancel_task' is not for a model to give");
        assertThat(ofModel(new StartTask(ONE, null), terminal(ONE, "rm", null, "writer"))
                        .refusals())
                .containsExactly("The CLI 'rm' is not known; known are: shell");
    }

    @Test
    void an_id_is_given_once_and_is_plain() {
        assertThat(ofModel(create("one")).refusals())
                .containsExactly("There is a task one already; choose another task_id");
        assertThat(ofModel(create("docs"), create("docs")).refusals())
                .containsExactly("An earlier create_task takes the same id; choose another");
        assertThat(ofModel(terminal(ONE, "shell", null, "one-coder")).refusals())
                .containsExactly("There is a terminal one-coder already; choose another terminal_id");
        assertThat(ofModel(create("docs"), terminal(ONE, "shell", null, "a"), terminal(DOCS, "shell", null, "a"))
                        .refusals())
                .containsExactly("An earlier create_terminal takes the same id; choose another");
        assertThat(ofModel(terminal(ONE, "shell", null, "$(reboot)"), create("A b"))
                        .refusals())
                .hasSize(2)
                .allMatch(refusal -> refusal.contains("must be of a-z, 0-9 and '-'"));
        assertThat(ofModel(terminal(ONE, "shell", -1, "a")).refusals())
                .containsExactly("The order of a terminal is counted from 0; it cannot be -1");
    }
}
