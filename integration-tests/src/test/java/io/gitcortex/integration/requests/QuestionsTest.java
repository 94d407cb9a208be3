package io.gitcortex.integration.requests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.gitcortex.core.GitCortex;
import io.gitcortex.core.RequestRefusedException;
import io.gitcortex.core.WorkflowRun;
import io.gitcortex.model.TaskId;
import io.gitcortex.model.TerminalId;
import io.gitcortex.testkit.llm.ScriptedLlmClient;
import io.gitcortex.testkit.waiting.Eventually;
import io.gitcortex.workflow.DecisionEvent.DecisionMade;
import io.gitcortex.workflow.DecisionMode;
import io.gitcortex.workflow.DecisionSource;
import io.gitcortex.workflow.Instruction;
import io.gitcortex.workflow.Instruction.CreateTask;
import io.gitcortex.workflow.Instruction.CreateTerminal;
import io.gitcortex.workflow.Instruction.PauseWorkflow;
import io.gitcortex.workflow.Instruction.StartTerminal;
import io.gitcortex.workflow.NumberedInstruction;
import io.gitcortex.workflow.Question;
import io.gitcortex.workflow.QuestionEvent.QuestionAnswered;
import io.gitcortex.workflow.QuestionEvent.QuestionAsked;
import io.gitcortex.workflow.QuestionEvent.QuestionWithdrawn;
import io.gitcortex.workflow.TaskEvent.TaskMerged;
import io.gitcortex.workflow.TaskEvent.TaskStarted;
import io.gitcortex.workflow.WorkflowLimits;
import io.gitcortex.workflow.WorkflowOutcome;
import io.gitcortex.workflow.WorkflowPlan;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What people are asked, what waits meanwhile, and what their answers lead to. */
final class QuestionsTest {
    @TempDir
    private Path directory;

    private Office office;

    @BeforeEach
    void open() {
        office = new Office(directory);
    }

    @AfterEach
    void close() {
        office.close();
    }

    @Test
    void a_question_waits_a_day_and_then_its_default_is_taken() throws Exception {
        try (GitCortex cortex = office.open()) {
            WorkflowRun run = cortex.start(Office.plan(Office.task("one", "fails")));
            Question asked = Office.awaitQuestions(run).get(0);
            assertThat(Duration.between(office.clock().instant(), asked.deadline()))
                    .isBetween(Duration.ofHours(23), Duration.ofHours(24));

            office.clock().move(Duration.ofHours(24));

            Office.awaitEvent(cortex, run.id(), QuestionAnswered.class);
            assertThat(Office.events(cortex, run.id(), QuestionAnswered.class))
                    .containsExactly(new QuestionAnswered(run.id(), asked.id(), "fail", true));
            assertThat(run.await(Office.LIMIT)).isInstanceOf(WorkflowOutcome.Failed.class);
        }
    }

    @Test
    void only_the_task_that_is_asked_about_waits_and_it_gives_up_its_place() throws Exception {
        WorkflowPlan plan = Office.plan(Office.task("one", "fails"), Office.task("two", "works")).toBuilder()
                .limits(new WorkflowLimits(1, null, null, null))
                .build();
        try (GitCortex cortex = office.open()) {
            WorkflowRun run = cortex.start(plan);

            List<Question> asked = Office.awaitQuestions(run);

            assertThat(asked).extracting(Question::scope).containsExactly(TaskId.of("one"));
            assertThat(Office.events(cortex, run.id(), TaskStarted.class))
                    .extracting(TaskStarted::taskId)
                    .containsExactly(TaskId.of("one"), TaskId.of("two"));
            assertThat(Office.events(cortex, run.id(), TaskMerged.class))
                    .as("nobody is waited for while something else can move")
                    .hasSize(1);
        }
    }

    @Test
    void an_answer_in_other_words_is_the_next_work_of_the_author_where_no_model_decides() throws Exception {
        try (GitCortex cortex = office.open()) {
            WorkflowRun run = cortex.start(Office.plan(Office.task("one", "fails-twice")));
            Question asked = Office.awaitQuestions(run).get(0);
            assertThat(asked.text()).contains("in other words goes to terminal one-coder");

            cortex.answer(asked.id(), "Leave the header alone");

            assertThat(run.await(Office.LIMIT)).isInstanceOf(WorkflowOutcome.Completed.class);
            assertThat(decidedBy(cortex, run, DecisionSource.ANSWER))
                    .containsExactly(new StartTerminal(TerminalId.of("one-coder"), "Leave the header alone"));
        }
    }

    private static List<Instruction> decidedBy(GitCortex cortex, WorkflowRun run, DecisionSource source) {
        return Office.events(cortex, run.id(), DecisionMade.class).stream()
                .filter(made -> made.source() == source)
                .flatMap(made -> made.instructions().stream())
                .map(NumberedInstruction::instruction)
                .toList();
    }

    @Test
    void other_words_that_nobody_could_read_are_refused_with_what_can_be_answered() throws Exception {
        try (GitCortex cortex = office.open()) {
            WorkflowRun run = cortex.start(Office.plan(Office.task("one", "waits")));
            TaskId judged = TaskId.of("judged");
            assertThat(run.instruct(List.of(
                            new CreateTask("Judged", "judge", List.of(), judged),
                            new CreateTerminal(judged, "reviewer", "shell", null, null, TerminalId.of("critic")))))
                    .as("what is refused; what the first of them makes, the second may name")
                    .isEmpty();
            Eventually.isTrue(() -> !cortex.questions(run.id()).isEmpty());
            Question asked = cortex.questions(run.id()).get(0);
            assertThat(asked.text()).doesNotContain("other words");

            assertThatExceptionOfType(RequestRefusedException.class)
                    .isThrownBy(() -> cortex.answer(asked.id(), "Be kind"))
                    .withMessageContaining("has no terminal but reviewers")
                    .withMessageContaining("The question stays open")
                    .withMessageContaining("it can be answered with 'retry' (");
            assertThat(run.answer(asked.id(), "Be kind")).isFalse();
            run.instruct(List.of(new PauseWorkflow("look at this")));
            Eventually.isTrue(() -> cortex.questions(run.id()).size() == 2);
            Question pause = cortex.questions(run.id()).get(1);
            assertThatExceptionOfType(RequestRefusedException.class)
                    .isThrownBy(() -> cortex.answer(pause.id(), "Be kind"))
                    .withMessageContaining("about the workflow as a whole")
                    .withMessageContaining("'resume' (go on)");
            assertThat(cortex.questions(run.id())).containsExactly(asked, pause);
        }
    }

    @Test
    void other_words_about_the_workflow_as_a_whole_are_shown_to_the_model() throws Exception {
        ScriptedLlmClient model = ScriptedLlmClient.create()
                .thenAnswer("[{\"type\":\"fail_workflow\",\"error\":\"as was said\",\"severity\":\"minor\"}]");
        WorkflowPlan plan = Office.plan(Office.task("one", "waits")).toBuilder()
                .mode(DecisionMode.RULES_FIRST)
                .build();
        try (GitCortex cortex = office.builder().llm(model).build()) {
            WorkflowRun run = cortex.start(plan);
            Office.awaitEvent(cortex, run.id(), TaskStarted.class);
            run.instruct(List.of(new PauseWorkflow("look at this")));
            Office.awaitEvent(cortex, run.id(), QuestionAsked.class);
            Question pause = cortex.questions(run.id()).get(0);
            assertThat(pause.text()).contains("in other words goes to the model");

            cortex.answer(pause.id(), "Give it up, the goal has changed");

            assertThat(run.await(Office.LIMIT)).isInstanceOf(WorkflowOutcome.Failed.class);
            assertThat(model.requests())
                    .singleElement()
                    .satisfies(request -> assertThat(request.toString() + request.messages())
                            .contains("Give it up, the goal has changed"));
        }
    }

    @Test
    void a_task_without_a_terminal_is_asked_about_and_goes_on_when_it_gets_one() throws Exception {
        try (GitCortex cortex = office.open()) {
            WorkflowRun run = cortex.start(Office.plan(Office.task("one", "works"), Office.task("held", "fails")));
            run.instruct(List.of(new CreateTask("More", "do more", List.of(), TaskId.of("more"))));

            List<Question> asked = Office.awaitQuestions(run);
            assertThat(asked)
                    .filteredOn(question -> TaskId.of("more").equals(question.scope()))
                    .singleElement()
                    .satisfies(question -> assertThat(question.text()).contains("has no terminal"));
            assertThat(run.instruct(List.of(new CreateTerminal(
                            TaskId.of("more"), "coder", "shell", null, null, TerminalId.of("more-coder")))))
                    .isEmpty();

            Office.awaitEvent(cortex, run.id(), QuestionWithdrawn.class);
            assertThat(Office.events(cortex, run.id(), QuestionWithdrawn.class)
                            .get(0)
                            .reason())
                    .contains("more has gone on");
        }
    }

    @Test
    void work_that_goes_on_withdraws_what_was_asked_about_it() throws Exception {
        try (GitCortex cortex = office.open()) {
            WorkflowRun run = cortex.start(Office.plan(Office.task("one", "fails-twice")));
            Question asked = Office.awaitQuestions(run).get(0);

            run.instruct(List.of(new StartTerminal(TerminalId.of("one-coder"), "Do it now")));

            assertThat(run.await(Office.LIMIT)).isInstanceOf(WorkflowOutcome.Completed.class);
            assertThat(Office.events(cortex, run.id(), QuestionWithdrawn.class))
                    .extracting(QuestionWithdrawn::questionId)
                    .containsExactly(asked.id());
        }
    }
}
