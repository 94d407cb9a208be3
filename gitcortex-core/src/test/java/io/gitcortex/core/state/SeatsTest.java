package io.gitcortex.core.state;

import static io.gitcortex.core.state.Story.WORKFLOW;
import static io.gitcortex.core.state.Story.task;
import static org.assertj.core.api.Assertions.assertThat;

import io.gitcortex.core.json.EventJson;
import io.gitcortex.model.TaskId;
import io.gitcortex.model.TerminalId;
import io.gitcortex.workflow.TerminalEvent.TerminalCreated;
import io.gitcortex.workflow.TerminalPlan;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who sits where in a task. */
class SeatsTest {
    private static final TaskId ONE = TaskId.of("one");

    private final Story story = Story.of(task("one", "coder", "reviewer"));

    private static TerminalCreated created(String id, Integer order) {
        TerminalPlan plan = TerminalPlan.builder("writer")
                .id(TerminalId.of(id))
                .cli("shell")
                .build();
        return new TerminalCreated(WORKFLOW, ONE, TerminalId.of(id), plan, order);
    }

    private List<String> seats() {
        return story.state().terminals(ONE).stream()
                .map(terminal -> terminal.seat().order() + " " + terminal.id())
                .toList();
    }

    @Test
    void a_terminal_without_an_order_comes_last() {
        story.add(created("a", null));

        assertThat(seats()).containsExactly("0 one-coder", "1 one-reviewer", "2 a");
    }

    @Test
    void a_terminal_with_an_order_takes_that_place_and_the_others_move_on() {
        story.add(created("a", 1)).add(created("b", 0)).add(created("c", 99));

        assertThat(seats()).containsExactly("0 b", "1 one-coder", "2 a", "3 one-reviewer", "4 c");
    }

    @Test
    void a_journal_from_before_terminals_had_an_order_is_read() {
        String json = EventJson.write(created("a", 1)).replace("\"order\":1", "\"unknown\":1");

        assertThat(EventJson.read("terminal_created", json)).isEqualTo(created("a", null));
    }
}
