package io.gitcortex.integration.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.gitcortex.core.GitCortex;
import io.gitcortex.core.GitCortexBuilder;
import io.gitcortex.core.WorkflowRun;
import io.gitcortex.integration.ScratchRepository;
import io.gitcortex.llm.LlmClient;
import io.gitcortex.llm.LlmMessage;
import io.gitcortex.llm.LlmMessage.Role;
import io.gitcortex.llm.LlmRejectedException;
import io.gitcortex.llm.LlmResponse;
import io.gitcortex.model.TaskId;
import io.gitcortex.model.TokenUsage;
import io.gitcortex.testkit.llm.ScriptedLlmClient;
import io.gitcortex.testkit.waiting.Eventually;
import io.gitcortex.workflow.DecisionEvent.DecisionFailed;
import io.gitcortex.workflow.DecisionEvent.DecisionMade;
import io.gitcortex.workflow.DecisionEvent.DecisionRequested;
import io.gitcortex.workflow.DecisionEvent.InstructionStarted;
import io.gitcortex.workflow.DecisionMode;
import io.gitcortex.workflow.JournalEntry;
import io.gitcortex.workflow.ModelBudget;
import io.gitcortex.workflow.ModelConfig;
import io.gitcortex.workflow.OrchestratorConfig;
import io.gitcortex.workflow.Question;
import io.gitcortex.workflow.TaskEvent.TaskStarted;
import io.gitcortex.workflow.TaskPlan;
import io.gitcortex.workflow.TerminalPlan;
import io.gitcortex.workflow.WorkflowEvent;
import io.gitcortex.workflow.WorkflowOutcome;
import io.gitcortex.workflow.WorkflowPlan;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What ends a model's say: a budget, a person, the end of the process; and what does not. */
final class ModelLimitsTest {
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final String START = "[{\"type\":\"start_task\",\"task_id\":\"one\"}]";
    private static final String END =
            "[{\"type\":\"complete_workflow\",\"success\":false,\"reason\":\"enough has been seen\"}]";

    private final ScriptedLlmClient model = ScriptedLlmClient.create();

    @TempDir
    private Path directory;

    private ScratchRepository repository;

    @BeforeEach
    void makeTheRepository() {
        repository = ScratchRepository.in(directory);
    }

    @Test
    void cancelling_ends_a_call_that_is_under_way() throws Exception {
        model.hang();
        try (GitCortex cortex = open(ModelBudget.NONE)) {
            WorkflowRun run = cortex.start(plan());
            Eventually.isTrue(() -> model.hanging() == 1);

            assertThat(run.cancel("it is not wanted any more")).isTrue();

            Eventually.isTrue(() -> model.hanging() == 0);
            assertThat(run.await(LIMIT)).isInstanceOf(WorkflowOutcome.Cancelled.class);
        }
    }

    @Test
    void closing_ends_a_call_that_is_under_way_and_the_next_owner_asks_again() throws Exception {
        model.hang();
        WorkflowRun run;
        try (GitCortex cortex = open(ModelBudget.NONE)) {
            run = cortex.start(plan());
            Eventually.isTrue(() -> model.hanging() == 1);
        }
        assertThat(model.hanging()).isZero();

        model.release();
        model.thenAnswer(END);
        try (GitCortex cortex = open(ModelBudget.NONE)) {
            assertThat(cortex.resume(run.id()).await(LIMIT)).isInstanceOf(WorkflowOutcome.Failed.class);
            assertThat(events(cortex, run, DecisionRequested.class)).hasSize(2);
        }
    }

    @Test
    void pausing_lets_a_call_end_and_keeps_what_it_decided_for_later() throws Exception {
        model.hang();
        model.thenAnswer(START).thenAnswer(END);
        try (GitCortex cortex = open(ModelBudget.NONE)) {
            WorkflowRun run = cortex.start(plan());
            Eventually.isTrue(() -> model.hanging() == 1);

            assertThat(run.pause("a look around")).isTrue();
            assertThat(model.hanging()).as("calls under way").isOne();
            model.release();
            Eventually.isTrue(() -> !events(cortex, run, DecisionMade.class).isEmpty());

            assertThat(events(cortex, run, InstructionStarted.class)).isEmpty();
            assertThat(run.unpause()).isTrue();
            assertThat(run.await(LIMIT)).isInstanceOf(WorkflowOutcome.Failed.class);
            assertThat(events(cortex, run, InstructionStarted.class))
                    .as("first what was decided in the pause")
                    .extracting(InstructionStarted::instruction)
                    .startsWith(1L);
        }
    }

    @Test
    void a_call_that_fails_in_a_persons_pause_leaves_the_pause_to_that_person() throws Exception {
        model.hang();
        model.thenThrow(new LlmRejectedException("the key is not known", 401, null));
        try (GitCortex cortex = open(ModelBudget.NONE)) {
            WorkflowRun run = cortex.start(plan());
            Eventually.isTrue(() -> model.hanging() == 1);
            assertThat(run.pause("a look around")).isTrue();

            model.release();
            Eventually.isTrue(() -> !events(cortex, run, DecisionFailed.class).isEmpty());

            assertThat(run.await(LIMIT)).isEqualTo(new WorkflowOutcome.NeedsAnswer(List.of()));
            assertThat(cortex.questions(run.id()))
                    .as("questions whose default would end the pause")
                    .isEmpty();
        }
    }

    @Test
    void what_has_ended_is_tidied_up_after_without_the_model_that_it_asked() throws Exception {
        model.thenAnswer(END);
        WorkflowRun run;
        try (GitCortex cortex = open(ModelBudget.NONE)) {
            run = cortex.start(plan());
            run.await(LIMIT);
        }

        try (GitCortex cortex = GitCortex.open(repository.directory())) {
            assertThat(cortex.resume(run.id()).await(LIMIT)).isInstanceOf(WorkflowOutcome.Failed.class);
        }
    }

    @Test
    void a_model_that_starts_the_same_vain_work_again_and_again_is_stopped_and_a_person_asked() throws Exception {
        TerminalPlan failing = TerminalPlan.builder("coder")
                .cli("shell")
                .command(List.of("false"))
                .build();
        WorkflowPlan plan = WorkflowPlan.builder("failing", "Fail")
                .mode(DecisionMode.MODEL)
                .tasks(List.of(TaskPlan.builder("Fail")
                        .id(TaskId.of("one"))
                        .terminals(List.of(failing))
                        .build()))
                .build();
        String again = "[{\"type\":\"start_terminal\",\"terminal_id\":\"one-coder\",\"instruction\":\"try\"}]";
        AtomicBoolean started = new AtomicBoolean();
        ScriptedLlmClient stubborn = ScriptedLlmClient.answering(
                request -> new LlmResponse(started.getAndSet(true) ? again : START, TokenUsage.NONE, false));
        try (GitCortex cortex = builder(ModelBudget.NONE, stubborn).build()) {
            Question question = question(cortex.start(plan).await(LIMIT));

            assertThat(question.text()).contains("the work has not got on for 10 decisions of the model");
        }
        assertThat(stubborn.requests())
                .as("the task was started once, and after that nothing")
                .hasSize(11);
    }

    @Test
    void a_budget_is_counted_over_restarts_and_when_it_is_used_up_a_person_is_told_the_numbers() throws Exception {
        model.thenAnswer(new LlmResponse(START, new TokenUsage(19_000, 500), false))
                .thenAnswer(END);
        ModelBudget budget = ModelBudget.ofTokens(20_000);
        WorkflowRun run;
        try (GitCortex cortex = open(budget)) {
            run = cortex.start(plan());
            Eventually.isTrue(() -> !events(cortex, run, DecisionMade.class).isEmpty());
        }

        try (GitCortex cortex = open(budget)) {
            WorkflowRun resumed = cortex.resume(run.id());
            Question question = question(resumed.await(LIMIT));

            assertThat(question.text()).contains("budget of 20000 tokens", "19500 used", "raise the budget");
            assertThat(model.requests()).hasSize(1);
            assertThat(events(cortex, run, DecisionMade.class))
                    .extracting(DecisionMade::usage)
                    .containsExactly(new TokenUsage(19_000, 500));
        }

        try (GitCortex cortex = open(ModelBudget.ofTokens(100_000))) {
            assertThat(cortex.resume(run.id()).await(LIMIT)).isInstanceOf(WorkflowOutcome.Failed.class);
        }
    }

    @Test
    void where_the_rules_would_ask_a_model_without_budget_a_person_is_asked_and_told_why() throws Exception {
        TerminalPlan failing = TerminalPlan.builder("coder")
                .cli("shell")
                .command(List.of("false"))
                .build();
        WorkflowPlan plan = WorkflowPlan.builder("failing", "Fail")
                .mode(DecisionMode.RULES_FIRST)
                .tasks(List.of(
                        TaskPlan.builder("Fail").terminals(List.of(failing)).build()))
                .build();
        try (GitCortex cortex = open(ModelBudget.ofTokens(1))) {
            Question question = question(cortex.start(plan).await(LIMIT));

            assertThat(question.text()).contains("has failed 2 times").contains("budget of 1 tokens");
            assertThat(question.choices()).extracting(Question.Choice::key).contains("retry", "fail");
        }
        assertThat(model.requests()).isEmpty();
    }

    @Test
    void a_restart_changes_nothing_in_what_the_model_knows() throws Exception {
        model.thenAnswer(START);
        WorkflowRun run;
        try (GitCortex cortex = open(ModelBudget.NONE)) {
            run = cortex.start(plan());
            Eventually.isTrue(() -> !events(cortex, run, TaskStarted.class).isEmpty());
        }

        model.thenAnswer(END);
        try (GitCortex cortex = open(ModelBudget.NONE)) {
            cortex.resume(run.id()).await(LIMIT);
        }

        List<LlmMessage> messages = model.requests().get(1).messages();
        assertThat(messages)
                .extracting(LlmMessage::role)
                .containsExactly(Role.SYSTEM, Role.USER, Role.ASSISTANT, Role.USER);
        assertThat(messages.get(1).content()).contains("workflow_started");
        assertThat(messages.get(2).content()).contains("\"start_task\"");
        assertThat(messages.get(3).content())
                .contains("Terminal one-coder (coder) in task one \"Greeting one\" has completed its work.")
                .contains("- one.txt (added)")
                .contains("- task one \"Greeting one\": running");
    }

    @Test
    void what_was_not_taken_of_an_answer_goes_back_with_the_next_news() throws Exception {
        model.thenAnswer(
                        "[{\"type\":\"start_task\",\"task_id\":\"one\"},{\"type\":\"start_task\",\"task_id\":\"two\"}]")
                .thenAnswer(END);
        try (GitCortex cortex = open(ModelBudget.NONE)) {
            cortex.start(plan()).await(LIMIT);
        }

        List<LlmMessage> messages = model.requests().get(1).messages();
        assertThat(messages.get(messages.size() - 1).content())
                .contains("Parts of your last answer could not be used.")
                .contains("> start_task: Task two not found");
    }

    @Test
    void a_schema_is_asked_for_and_the_next_model_where_the_first_gives_no_answer() throws Exception {
        ScriptedLlmClient spare = ScriptedLlmClient.create().thenAnswer(END);
        model.thenThrow(new LlmRejectedException("no such key", 401, null));
        try (GitCortex cortex = builder(ModelBudget.NONE).fallbackLlm(spare).build()) {
            assertThat(cortex.start(plan()).await(LIMIT)).isInstanceOf(WorkflowOutcome.Failed.class);
        }

        assertThat(model.requests()).hasSize(1);
        assertThat(spare.requests())
                .singleElement()
                .satisfies(request -> assertThat(request.schema())
                        .hasValueSatisfying(
                                schema -> assertThat(schema).contains("\"instructions\"", "\"start_task\"")));
    }

    private WorkflowPlan plan() {
        return repository.plan("one").toBuilder().mode(DecisionMode.MODEL).build();
    }

    private GitCortex open(ModelBudget budget) {
        return builder(budget).build();
    }

    private GitCortexBuilder builder(ModelBudget budget) {
        return builder(budget, model);
    }

    private GitCortexBuilder builder(ModelBudget budget, LlmClient client) {
        ModelConfig config = ModelConfig.builder().budget(budget).build();
        return GitCortex.builder()
                .repository(repository.directory())
                .llm(client)
                .config(OrchestratorConfig.builder().model(config).build());
    }

    private static Question question(WorkflowOutcome outcome) {
        assertThat(outcome).isInstanceOf(WorkflowOutcome.NeedsAnswer.class);
        assertThat(((WorkflowOutcome.NeedsAnswer) outcome).questions()).hasSize(1);
        return ((WorkflowOutcome.NeedsAnswer) outcome).questions().get(0);
    }

    private static <E extends WorkflowEvent> List<E> events(GitCortex cortex, WorkflowRun run, Class<E> type) {
        return cortex.events(run.id(), 0, 1_000).stream()
                .map(JournalEntry::event)
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }
}
