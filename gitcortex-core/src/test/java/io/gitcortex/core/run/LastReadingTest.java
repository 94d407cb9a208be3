package io.gitcortex.core.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.gitcortex.core.state.Story;
import io.gitcortex.core.state.TerminalState;
import io.gitcortex.model.QuestionId;
import io.gitcortex.workflow.Question;
import io.gitcortex.workflow.Question.Choice;
import io.gitcortex.workflow.QuestionEvent.QuestionAnswered;
import io.gitcortex.workflow.QuestionEvent.QuestionAsked;
import io.gitcortex.workflow.TaskEvent.TaskFailed;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A branch that cannot be read holds up its own task, and nobody else; a person is told. */
final class LastReadingTest {
    private final JournalFixture fixture = new JournalFixture().atWork();
    private final UnreadableRepository repository = new UnreadableRepository();
    private final Deque<Runnable> later = new ArrayDeque<>();
    private final LastReading reading = new LastReading(
            new LastReading.Means(
                    fixture.journal, fixture.intake(repository), fixture.files(repository), fixture.questions()),
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

    @Test
    void asks_when_another_question_of_the_task_has_been_answered() {
        QuestionId other = QuestionId.of("q-other");
        List<Choice> choices = List.of(new Choice("retry", "again", List.of()));
        Question earlier = new Question(
                other, JournalFixture.TASK, "Again?", choices, Instant.now().plusSeconds(60), "retry");
        fixture.journal.append(Batch.of(new QuestionAsked(Story.WORKFLOW, earlier)));
        repository.damaged = true;
        over();
        tries(60);
        assertThat(fixture.journal.state().openQuestions()).containsExactly(earlier);

        fixture.journal.append(Batch.of(new QuestionAnswered(Story.WORKFLOW, other, "retry", false)));
        tries(1);

        assertThat(fixture.journal.state().openQuestions())
                .singleElement()
                .extracting(Question::text)
                .asString()
                .contains("cannot be read");
    }

    @Test
    void asks_again_after_an_hour_what_was_left_waiting() {
        repository.damaged = true;
        over();
        tries(40);
        Question first = fixture.journal.state().openQuestions().iterator().next();
        fixture.journal.append(Batch.of(new QuestionAnswered(Story.WORKFLOW, first.id(), "wait", false)));
        tries(3_500);
        assertThat(fixture.journal.state().openQuestions()).isEmpty();

        tries(200);

        assertThat(fixture.journal.state().openQuestions()).hasSize(1);
    }

    private void tries(int count) {
        for (int i = 0; i < count; i++) {
            later.remove().run();
        }
    }
}
