package io.gitcortex.core.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.gitcortex.core.state.Story;
import io.gitcortex.core.state.TerminalState;
import io.gitcortex.core.terminal.ScreenPrompt;
import io.gitcortex.core.terminal.ScreenPrompt.Kind;
import io.gitcortex.core.terminal.ScreenPrompt.Option;
import io.gitcortex.core.terminal.SessionListener;
import io.gitcortex.core.terminal.Sighting;
import io.gitcortex.model.SessionId;
import io.gitcortex.model.TokenUsage;
import io.gitcortex.workflow.DecisionEvent.DecisionMade;
import io.gitcortex.workflow.DecisionEvent.InstructionDone;
import io.gitcortex.workflow.DecisionSource;
import io.gitcortex.workflow.Instruction.CloseTerminal;
import io.gitcortex.workflow.Instruction.SendToTerminal;
import io.gitcortex.workflow.InstructionStatus;
import io.gitcortex.workflow.NumberedInstruction;
import io.gitcortex.workflow.Question;
import io.gitcortex.workflow.QuestionEvent.QuestionWithdrawn;
import io.gitcortex.workflow.TerminalEvent.ConversationBegun;
import io.gitcortex.workflow.TerminalEvent.RoundDelivered;
import io.gitcortex.workflow.TerminalEvent.RoundFailed;
import io.gitcortex.workflow.TerminalEvent.RoundStalled;
import io.gitcortex.workflow.TerminalEvent.ScreenUnrecognised;
import io.gitcortex.workflow.TerminalEvent.SessionEnded;
import io.gitcortex.workflow.TerminalEvent.TerminalParked;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a session's screen shows becomes events, questions, or a terminal that waits for its quota. */
final class SessionNewsTest {
    private static final Sighting PERMISSION = new Sighting.Asked(new ScreenPrompt(
            Kind.YES_NO, "Run rm -rf build?", List.of(new Option("yes", "Yes, run it"), new Option("no", "No"))));
    private static final Sighting PASSWORD =
            new Sighting.Asked(new ScreenPrompt(Kind.PASSWORD, "Password:", List.of()));
    private static final Sighting BRANCH_NAME =
            new Sighting.Asked(new ScreenPrompt(Kind.INPUT, "Name of the branch?", List.of()));

    private final JournalFixture fixture = new JournalFixture().atWork();
    private final Typewriter terminals = new Typewriter();
    private final Questions questions = fixture.questions();
    private final SessionNews news = new SessionNews(
            new SessionNews.Means(
                    fixture.journal, new Acts(Runnable::run, Runnable::run, Runnable::run), terminals, questions),
            Runnable::run);
    private final SessionListener listener = news.listener(JournalFixture.CODER, (session, exitCode) -> {});

    private void shows(Sighting sighting) {
        listener.noticed(JournalFixture.SESSION, sighting);
    }

    private Question question() {
        assertThat(fixture.journal.state().openQuestions()).hasSize(1);
        return fixture.journal.state().openQuestions().iterator().next();
    }

    private List<Object> decided() {
        return fixture.journal.state().openInstructions().stream()
                .filter(open -> open.status() == InstructionStatus.READY)
                .map(open -> (Object) open.instruction())
                .toList();
    }

    private TerminalState coder() {
        return fixture.journal.state().terminal(JournalFixture.CODER).orElseThrow();
    }

    @Test
    void keeps_that_a_round_was_handed_over_and_what_its_conversation_is_called() {
        shows(new Sighting.ConversationKnown("c-1"));
        shows(new Sighting.ConversationKnown("c-1"));
        shows(new Sighting.Delivered());

        assertThat(fixture.events())
                .contains(new RoundDelivered(Story.WORKFLOW, JournalFixture.CODER, JournalFixture.SESSION))
                .filteredOn(ConversationBegun.class::isInstance)
                .hasSize(1);
        assertThat(news.wasDelivered(JournalFixture.SESSION)).isTrue();
        assertThat(coder().talk().conversation()).contains("c-1");
    }

    @Test
    void remembers_why_a_round_could_not_be_handed_over() {
        shows(new Sighting.NotDelivered("it never stood at its prompt"));

        assertThat(news.refusal(JournalFixture.SESSION)).contains("it never stood at its prompt");
        assertThat(news.wasDelivered(JournalFixture.SESSION)).isFalse();
    }

    @Test
    void asks_a_person_what_the_agent_asks_and_denies_by_default() {
        shows(PERMISSION);

        Question question = question();
        assertThat(question.scope()).isEqualTo(JournalFixture.TASK);
        assertThat(question.text()).contains("Run rm -rf build?");
        assertThat(question.defaultChoice()).isEqualTo("no");
        assertThat(question.choices()).extracting(Question.Choice::key).containsExactly("yes", "no", "close");
        assertThat(news.waiting()).containsExactly(JournalFixture.SESSION);
        assertThat(Movement.isQuiet(fixture.journal.state(), news.waiting()))
                .as("nothing moves until somebody answers")
                .isTrue();
    }

    @Test
    void gives_the_answer_of_a_person_to_the_terminal() {
        shows(PERMISSION);

        assertThat(questions.answer(question().id(), "yes", new Batch())).isEmpty();

        assertThat(decided()).containsExactly(new SendToTerminal(JournalFixture.CODER, "yes"));
    }

    @Test
    void types_other_words_of_a_person_where_a_text_is_asked_for() {
        shows(BRANCH_NAME);
        assertThat(question().defaultChoice()).isEqualTo("close");

        assertThat(questions.answer(question().id(), "feature/x", new Batch())).isEmpty();

        assertThat(decided()).containsExactly(new SendToTerminal(JournalFixture.CODER, "feature/x"));
    }

    @Test
    void takes_no_secret_as_an_answer() {
        shows(PASSWORD);

        assertThat(questions.answer(question().id(), "hunter2", new Batch()))
                .hasValueSatisfying(reason -> assertThat(reason).contains("must not go through the journal"));
        assertThat(fixture.events().toString()).doesNotContain("hunter2");
        assertThat(questions.answer(question().id(), "typed", new Batch())).isEmpty();
        assertThat(decided()).isEmpty();
    }

    @Test
    void asks_anew_when_another_prompt_takes_the_place_of_the_first() {
        shows(PERMISSION);
        Question first = question();
        shows(BRANCH_NAME);

        assertThat(question().text()).contains("Name of the branch?");
        assertThat(fixture.events())
                .anyMatch(event -> event instanceof QuestionWithdrawn gone
                        && gone.questionId().equals(first.id()));
    }

    @Test
    void withdraws_the_question_when_the_prompt_has_gone() {
        shows(PERMISSION);
        shows(new Sighting.PromptGone());

        assertThat(fixture.journal.state().openQuestions()).isEmpty();
        assertThat(news.waiting()).isEmpty();
    }

    @Test
    void withdraws_the_question_when_the_session_is_over() {
        shows(PERMISSION);
        fixture.journal.append(Batch.of(
                new SessionEnded(Story.WORKFLOW, JournalFixture.CODER, JournalFixture.SESSION, 1),
                new RoundFailed(Story.WORKFLOW, JournalFixture.CODER, 1, "gone")));

        news.tidy();

        assertThat(fixture.journal.state().openQuestions()).isEmpty();
    }

    @Test
    void parks_a_terminal_once_until_the_time_that_its_quota_names_and_then_asks() {
        Instant later = fixture.journal.now().plus(Duration.ofHours(2));
        shows(new Sighting.QuotaReached("limit reached, resets at 5pm", later));

        assertThat(coder().talk().parkedUntil()).contains(later);
        assertThat(terminals.ended).containsExactly(JournalFixture.SESSION);
        assertThat(fixture.journal.state().openQuestions()).isEmpty();

        shows(new Sighting.QuotaReached("limit reached, resets at 10pm", later.plus(Duration.ofHours(5))));

        assertThat(question().text()).contains("limit reached, resets at 10pm");
        assertThat(fixture.events())
                .filteredOn(TerminalParked.class::isInstance)
                .hasSize(1);
    }

    @Test
    void asks_about_a_quota_that_names_no_time() {
        shows(new Sighting.QuotaReached("limit reached", null));

        assertThat(question().defaultChoice()).isEqualTo("fail");
        assertThat(question().choice("again").orElseThrow().instructions())
                .containsExactly(new CloseTerminal(JournalFixture.CODER));
        assertThat(terminals.ended).isEmpty();
    }

    @Test
    void keeps_a_screen_that_nobody_knows() {
        shows(new Sighting.Unrecognised("Welcome to a new version"));

        assertThat(fixture.events())
                .contains(new ScreenUnrecognised(
                        Story.WORKFLOW, JournalFixture.CODER, JournalFixture.SESSION, "Welcome to a new version"));
        assertThat(fixture.journal.state().openQuestions()).isEmpty();
    }

    @Test
    void does_not_ask_for_an_agent_whose_round_is_settled_or_whose_session_is_another() {
        listener.noticed(SessionId.of("s-old"), PERMISSION);
        fixture.journal.append(Batch.of(new RoundFailed(Story.WORKFLOW, JournalFixture.CODER, 1, "over")));
        shows(PERMISSION);

        assertThat(fixture.journal.state().openQuestions()).isEmpty();
    }

    @Test
    void lets_a_terminal_that_was_told_something_go_on() {
        fixture.journal.append(
                Batch.of(new RoundStalled(Story.WORKFLOW, JournalFixture.CODER, 1, "It stands at its prompt.")));
        assertThat(coder().talk().stalled()).isTrue();

        fixture.journal.append(Batch.of(
                new DecisionMade(
                        Story.WORKFLOW,
                        1,
                        fixture.journal.state().counters().sequence(),
                        DecisionSource.HOST,
                        List.of(new NumberedInstruction(1, new SendToTerminal(JournalFixture.CODER, "go on"))),
                        TokenUsage.NONE),
                new InstructionDone(Story.WORKFLOW, 1)));

        assertThat(coder().talk().stalled()).isFalse();
    }
}
