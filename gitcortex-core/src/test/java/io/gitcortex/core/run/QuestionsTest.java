package io.gitcortex.core.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.gitcortex.core.bus.InProcessMessageBus;
import io.gitcortex.core.state.Story;
import io.gitcortex.model.QuestionId;
import io.gitcortex.model.TaskId;
import io.gitcortex.model.TerminalId;
import io.gitcortex.store.Owner;
import io.gitcortex.testkit.store.InMemoryWorkflowStore;
import io.gitcortex.workflow.DecisionEvent.DecisionMade;
import io.gitcortex.workflow.Instruction;
import io.gitcortex.workflow.Instruction.FailTask;
import io.gitcortex.workflow.Instruction.StartTerminal;
import io.gitcortex.workflow.JournalEntry;
import io.gitcortex.workflow.LifecycleEvent.WorkflowCreated;
import io.gitcortex.workflow.LifecycleEvent.WorkflowPaused;
import io.gitcortex.workflow.LifecycleEvent.WorkflowStarted;
import io.gitcortex.workflow.LifecycleEvent.WorkflowUnpaused;
import io.gitcortex.workflow.Question;
import io.gitcortex.workflow.Question.Choice;
import io.gitcortex.workflow.QuestionEvent.QuestionAnswered;
import io.gitcortex.workflow.QuestionEvent.QuestionAsked;
import io.gitcortex.workflow.QuestionEvent.QuestionWithdrawn;
import io.gitcortex.workflow.WorkflowEvent;
import io.gitcortex.workflow.WorkflowPlan;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Answers whose time is over. The task of this story has not been started: no terminal may work in it. */
final class QuestionsTest {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    private static final QuestionId ID = QuestionId.of("q-1");
    private static final Choice RETRY = choice("retry", new StartTerminal(TerminalId.of("a-coder"), "once more"));
    private static final Choice FAIL = choice("fail", new FailTask(TaskId.of("a"), "given up"));

    private final InMemoryWorkflowStore store = new InMemoryWorkflowStore();
    private final InProcessMessageBus bus = InProcessMessageBus.create();
    private Journal journal;
    private Questions questions;

    @BeforeEach
    void begin() {
        WorkflowPlan plan = WorkflowPlan.builder("story", "a goal")
                .base("main")
                .tasks(List.of(Story.task("a", "coder")))
                .build();
        Ids ids = new Ids(new SplittableRandom(1));
        Journal.Desk desk = new Journal.Desk(store, bus, Clock.fixed(NOON, ZoneOffset.UTC), ids);
        journal = Journal.create(
                Story.WORKFLOW,
                desk,
                new Owner("host", 1, NOON, "boot", "instance"),
                Batch.of(new WorkflowCreated(Story.WORKFLOW, plan), new WorkflowStarted(Story.WORKFLOW)));
        questions = new Questions(journal, ids, new Questions.Policy(false, Set.of("shell")));
    }

    @AfterEach
    void close() {
        bus.close();
        store.close();
    }

    private static Choice choice(String key, Instruction instruction) {
        return new Choice(key, key + " it", List.of(instruction));
    }

    private void ask(Instant deadline, String defaultChoice) {
        ask(ID, deadline, defaultChoice);
    }

    private void ask(QuestionId id, Instant deadline, String defaultChoice) {
        journal.append(Batch.of(new QuestionAsked(
                Story.WORKFLOW,
                new Question(id, TaskId.of("a"), "What now?", List.of(RETRY, FAIL), deadline, defaultChoice))));
    }

    private WorkflowEvent newest() {
        List<JournalEntry> all = JournalReader.events(store, Story.WORKFLOW, 0, 100);
        return all.get(all.size() - 1).event();
    }

    @Test
    void an_answer_that_cannot_be_carried_out_any_more_is_refused_with_the_reason_and_the_question_stays() {
        ask(NOON.plus(Duration.ofDays(1)), "fail");

        assertThat(questions.answer(ID, "retry", new Batch()))
                .hasValueSatisfying(refusal -> assertThat(refusal)
                        .contains("'retry' to question q-1 cannot be carried out any more")
                        .contains("Task a has not been started")
                        .contains("'fail' (fail it)"));

        assertThat(newest()).isInstanceOf(QuestionAsked.class);
        assertThat(questions.answer(ID, "fail", new Batch())).isEmpty();
        assertThat(newest())
                .isInstanceOfSatisfying(
                        DecisionMade.class,
                        made -> assertThat(made.instructions()).hasSize(1));
        assertThat(questions.answer(ID, "fail", new Batch()))
                .hasValueSatisfying(refusal -> assertThat(refusal).contains("answered once"));
    }

    @Test
    void words_that_no_terminal_can_take_up_now_are_refused_with_the_reason() {
        ask(NOON.plus(Duration.ofDays(1)), "fail");

        assertThat(questions.answer(ID, "please", new Batch()))
                .hasValueSatisfying(refusal ->
                        assertThat(refusal).contains("No terminal can take up").contains("has not been started"));
        assertThat(questions.answer(ID, " ", new Batch())).isPresent();
    }

    @Test
    void a_default_that_cannot_be_carried_out_any_more_withdraws_the_question() {
        ask(NOON, "retry");

        questions.takeDefaults();

        assertThat(newest())
                .isInstanceOfSatisfying(
                        QuestionWithdrawn.class,
                        withdrawn -> assertThat(withdrawn.reason()).contains("Task a has not been started"));
    }

    @Test
    void a_default_is_taken_at_the_deadline_and_not_before() {
        QuestionId first = QuestionId.of("q-0");
        ask(first, NOON.plusMillis(1), "fail");
        questions.takeDefaults();
        assertThat(newest()).isInstanceOf(QuestionAsked.class);

        journal.append(Batch.of(new QuestionWithdrawn(Story.WORKFLOW, first, "to be asked again")));
        ask(NOON, "fail");
        questions.takeDefaults();

        assertThat(JournalReader.events(store, Story.WORKFLOW, 0, 100))
                .extracting(JournalEntry::event)
                .contains(new QuestionAnswered(Story.WORKFLOW, ID, "fail", true));
    }

    @Test
    void a_default_that_settles_another_question_leaves_nothing_to_be_answered_twice() {
        Question first = questions.aboutPause("one");
        Question second = questions.aboutPause("two");
        journal.append(Batch.of(
                new WorkflowPaused(Story.WORKFLOW, "one"),
                new QuestionAsked(Story.WORKFLOW, overdue(first)),
                new QuestionAsked(Story.WORKFLOW, overdue(second))));

        questions.takeDefaults();

        assertThat(JournalReader.events(store, Story.WORKFLOW, 0, 100))
                .extracting(JournalEntry::event)
                .filteredOn(event -> event instanceof QuestionAnswered || event instanceof WorkflowUnpaused)
                .as("one answer, and one end of the pause")
                .hasSize(2);
        assertThat(journal.state().openQuestions()).isEmpty();
    }

    private static Question overdue(Question question) {
        return new Question(
                question.id(), question.scope(), question.text(), question.choices(), NOON, question.defaultChoice());
    }
}
