package io.gitcortex.integration.model;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import io.gitcortex.core.GitCortex;
import io.gitcortex.core.WorkflowRun;
import io.gitcortex.integration.ScratchRepository;
import io.gitcortex.model.TokenUsage;
import io.gitcortex.workflow.DecisionEvent.AnswerRefused;
import io.gitcortex.workflow.DecisionEvent.DecisionMade;
import io.gitcortex.workflow.DecisionMode;
import io.gitcortex.workflow.DecisionSource;
import io.gitcortex.workflow.Instruction;
import io.gitcortex.workflow.JournalEntry;
import io.gitcortex.workflow.NumberedInstruction;
import io.gitcortex.workflow.WorkflowOutcome;
import io.gitcortex.workflow.WorkflowPlan;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A model leads: what it answers is what is carried out, nothing else. */
final class ModelRunTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration LIMIT = Duration.ofMinutes(2);

    private final WireMockServer model = new WireMockServer(wireMockConfig().dynamicPort());

    @TempDir
    private Path directory;

    @BeforeEach
    void startTheModel() {
        model.start();
    }

    @AfterEach
    void stopTheModel() {
        model.stop();
    }

    @Test
    void carries_out_what_the_model_answers_from_the_first_task_to_the_last_merge() throws Exception {
        ScratchRepository repository = ScratchRepository.in(directory);
        answers(
                "[{\"type\":\"start_task\",\"task_id\":\"one\",\"instruction\":\"Write one.txt, briefly\"}]",
                "Now a review.\n```json\n[{\"type\":\"review_code\",\"terminal_id\":\"one-coder\"}]\n```",
                "{\"type\":\"fix_issues\",\"terminal_id\":\"one-coder\",\"issues\":[{\"path\":\"one.txt\",\"line\":1,"
                        + "\"severity\":\"major\",\"message\":\"say it with an exclamation mark\"}]}",
                "[{\"type\":\"review_code\",\"terminalId\":\"one-coder\"}]",
                "[{\"type\":\"complete_task\",\"task_id\":\"one\",\"summary\":\"greeting\"},"
                        + "{\"type\":\"merge_branch\",\"task_id\":\"one\"}]",
                "[{\"type\":\"complete_workflow\",\"success\":true,\"reason\":\"the greeting is merged\"}]");

        List<JournalEntry> journal = run(repository);

        assertThat(journal)
                .extracting(JournalEntry::event)
                .filteredOn(DecisionMade.class::isInstance)
                .map(DecisionMade.class::cast)
                .allSatisfy(decision -> assertThat(decision.source()).isEqualTo(DecisionSource.MODEL))
                .flatExtracting(DecisionMade::instructions)
                .map(NumberedInstruction.class::cast)
                .extracting(NumberedInstruction::instruction)
                .extracting(Instruction::type)
                .containsExactly(
                        "start_task",
                        "review_code",
                        "fix_issues",
                        "review_code",
                        "complete_task",
                        "merge_branch",
                        "complete_workflow");
        assertThat(repository.git("show", "main:one.txt")).isEqualTo("hello from one!");
        assertThat(repository.git("log", "-1", "--format=%s", "main")).contains("Merge task one");
        assertThatThePromptsTellTheWholeStory();
    }

    private void assertThatThePromptsTellTheWholeStory() {
        assertThat(prompts())
                .hasSize(6)
                .satisfies(prompts -> {
                    assertThat(prompts.get(0)).contains("workflow_started");
                    assertThat(prompts.get(1))
                            .contains("Terminal one-coder (coder) in task one")
                            .contains("- one.txt (added)");
                    assertThat(prompts.get(2)).contains("rejects the work").contains("no exclamation mark");
                    assertThat(prompts.get(5)).contains("task_merged");
                })
                .allSatisfy(prompt -> assertThat(prompt)
                        .as("no prompt may hold the id of an open round")
                        .doesNotContainPattern("i-[0-9a-f]{32}"));
    }

    @Test
    void pauses_and_says_what_is_needed_when_the_model_answers_garbage_for_ever() throws Exception {
        ScratchRepository repository = ScratchRepository.in(directory);
        model.stubFor(post(urlEqualTo("/v1/chat/completions")).willReturn(answer("I would rather write a poem.")));

        try (GitCortex cortex = open(repository)) {
            WorkflowRun run = cortex.start(plan(repository));
            WorkflowOutcome outcome = run.await(LIMIT);

            assertThat(outcome)
                    .isInstanceOfSatisfying(
                            WorkflowOutcome.NeedsAnswer.class,
                            needs -> assertThat(needs.questions())
                                    .singleElement()
                                    .satisfies(question ->
                                            assertThat(question.text()).contains("no JSON array of instructions")));
        }
        assertThat(prompts()).as("one answer, and two to repair it").hasSize(3);
    }

    @Test
    void an_answer_of_garbage_and_one_with_an_unknown_instruction_are_repaired_and_the_workflow_goes_on()
            throws Exception {
        ScratchRepository repository = ScratchRepository.in(directory);
        answers(
                "I would rather write a poem.",
                "[{\"type\":\"write_poem\",\"task_id\":\"one\"}]",
                "[{\"type\":\"complete_workflow\",\"success\":false,\"reason\":\"the model has come round\"}]");

        try (GitCortex cortex = open(repository)) {
            WorkflowRun run = cortex.start(plan(repository));
            assertThat(run.await(LIMIT)).isInstanceOf(WorkflowOutcome.Failed.class);
            assertThat(cortex.events(run.id(), 0, 1_000))
                    .extracting(JournalEntry::event)
                    .filteredOn(AnswerRefused.class::isInstance)
                    .map(AnswerRefused.class::cast)
                    .hasSize(2)
                    .allSatisfy(refused -> assertThat(refused.usage()).isEqualTo(new TokenUsage(10, 5)));
        }

        assertThat(prompts()).hasSize(3);
        assertThat(prompts().get(1)).contains("no JSON array of instructions");
        assertThat(prompts().get(2))
                .contains("write_poem")
                .contains("it must be one of")
                .contains("start_task");
    }

    private List<JournalEntry> run(ScratchRepository repository) throws InterruptedException {
        try (GitCortex cortex = open(repository)) {
            WorkflowRun run = cortex.start(plan(repository));
            assertThat(run.await(LIMIT)).isEqualTo(new WorkflowOutcome.Completed("the greeting is merged"));
            return cortex.events(run.id(), 0, 1_000);
        }
    }

    private static WorkflowPlan plan(ScratchRepository repository) {
        return repository.plan("one").toBuilder().mode(DecisionMode.MODEL).build();
    }

    private GitCortex open(ScratchRepository repository) {
        Map<String, String> environment = new HashMap<>(System.getenv());
        environment.put("OPENAI_BASE_URL", model.baseUrl() + "/v1");
        environment.put("OPENAI_MODEL", "scripted");
        environment.put("OPENAI_API_KEY", "sk-test");
        return GitCortex.builder()
                .repository(repository.directory())
                .environment(environment)
                .build();
    }

    /** One answer after another. */
    private void answers(String... texts) throws JsonProcessingException {
        for (int i = 0; i < texts.length; i++) {
            model.stubFor(post(urlEqualTo("/v1/chat/completions"))
                    .inScenario("talk")
                    .whenScenarioStateIs(i == 0 ? Scenario.STARTED : "turn " + i)
                    .willReturn(answer(texts[i]))
                    .willSetStateTo("turn " + (i + 1)));
        }
    }

    private static com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder answer(String text)
            throws JsonProcessingException {
        String body = JSON.writeValueAsString(Map.of(
                "choices",
                List.of(Map.of("message", Map.of("role", "assistant", "content", text), "finish_reason", "stop")),
                "usage",
                Map.of("prompt_tokens", 10, "completion_tokens", 5)));
        return aResponse().withHeader("Content-Type", "application/json").withBody(body);
    }

    /** The newest message of each request. */
    private List<String> prompts() {
        return model.findAll(postRequestedFor(urlEqualTo("/v1/chat/completions"))).stream()
                .map(ModelRunTest::newestMessage)
                .toList();
    }

    private static String newestMessage(LoggedRequest request) {
        try {
            var messages = JSON.readTree(request.getBodyAsString()).path("messages");
            return messages.get(messages.size() - 1).path("content").asText();
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }
}
