package io.gitcortex.core.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.gitcortex.core.state.Story;
import io.gitcortex.core.state.TerminalState;
import io.gitcortex.workflow.Question;
import io.gitcortex.workflow.TaskEvent.TaskFailed;
import java.util.ArrayDeque;
import java.util.Deque;
import org.junit.jupiter.api.Test;

/** A branch that cannot be read holds up its own task, and nobody else; a person is told. */
final class LastReadingTest {
    private final JournalFixture fixture = new JournalFixture().atWork();
    private final UnreadableRepository repository = new UnreadableRepository();
    private final Deque<Runnable> later = new ArrayDeque<>();
    private final LastReading reading = new LastReading(
            new LastReading.Means(
                    fixture.journal,
                    new CommitIntake(fixture.journal, fixture.base(repository), fixture.complaints()),
                    fixture.questions()),
            (delay, step) -> later.add(step),
            Runnable::run);
    private int judged;

    private void over() {
        TerminalState terminal =
                fixture.journal.state().terminal(JournalFixture.CODER).orElseThrow();
        if (reading.read(terminal, JournalFixture.SESSION, this::over)) {
            judged++;
        }
    }

    @Test
    void judges_at_once_what_can_be_read() {
        over();

        assertThat(judged).isEqualTo(1);
        assertThat(later).isEmpty();
    }

    @Test
    void tries_again_until_the_branch_can_be_read() {
        repository.damaged = true;
        over();
        assertThat(judged).isZero();

        repository.damaged = false;
        later.remove().run();

        assertThat(judged).isEqualTo(1);
        assertThat(reading.stuck()).isEmpty();
    }

    @Test
    void asks_a_person_once_and_goes_on_trying() {
        repository.damaged = true;
        over();
        for (int i = 0; i < 100; i++) {
            later.remove().run();
        }

        assertThat(fixture.journal.state().openQuestions())
                .singleElement()
                .extracting(Question::text)
                .asString()
                .contains("The branch of task a cannot be read", "holds rubbish");
        assertThat(reading.stuck()).containsExactly(JournalFixture.SESSION);
        assertThat(Movement.isQuiet(fixture.journal.state(), reading.stuck())).isTrue();
        assertThat(later).hasSize(1);
    }

    @Test
    void waits_no_longer_for_a_task_that_was_given_up() {
        repository.damaged = true;
        over();
        fixture.journal.append(Batch.of(new TaskFailed(Story.WORKFLOW, JournalFixture.TASK, "given up")));

        later.remove().run();

        assertThat(judged).isEqualTo(1);
    }
}
