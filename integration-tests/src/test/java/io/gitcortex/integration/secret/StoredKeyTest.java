package io.gitcortex.integration.secret;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.github.tomakehurst.wiremock.WireMockServer;
import io.gitcortex.GitCortexException;
import io.gitcortex.core.GitCortex;
import io.gitcortex.core.WorkflowRun;
import io.gitcortex.core.json.JournalEntryJson;
import io.gitcortex.integration.ScratchRepository;
import io.gitcortex.model.ErrorSeverity;
import io.gitcortex.model.Secret;
import io.gitcortex.model.TaskId;
import io.gitcortex.model.TerminalId;
import io.gitcortex.model.WorkflowId;
import io.gitcortex.store.SecretPlace;
import io.gitcortex.store.SecretRow;
import io.gitcortex.workflow.DecisionMode;
import io.gitcortex.workflow.ModelConfig;
import io.gitcortex.workflow.OrchestratorConfig;
import io.gitcortex.workflow.TaskPlan;
import io.gitcortex.workflow.TerminalPlan;
import io.gitcortex.workflow.WorkflowOutcome;
import io.gitcortex.workflow.WorkflowPlan;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An API key that a host gives is there for whoever goes on with the workflow, and nowhere else. */
final class StoredKeyTest {
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final String CHAT = "/v1/chat/completions";

    private final WireMockServer model = new WireMockServer(wireMockConfig().dynamicPort());

    @TempDir
    private Path directory;

    private ScratchRepository repository;

    @BeforeEach
    void prepare() {
        model.start();
        repository = ScratchRepository.in(directory);
    }

    @AfterEach
    void stopTheModel() {
        model.stop();
    }

    @Test
    void whoGoesOnWithoutTheKeyUsesTheStoredOne() throws Exception {
        WorkflowId id = startAndLeave("sk-stored");

        model.resetRequests();
        model.stubFor(post(urlEqualTo(CHAT)).willReturn(givesUp()));
        try (GitCortex second = open(Keys.writing(Keys.ONE), null)) {
            assertThat(second.resume(id).await(LIMIT))
                    .isEqualTo(new WorkflowOutcome.Failed("enough", ErrorSeverity.MAJOR));
        }

        model.verify(postRequestedFor(urlEqualTo(CHAT)).withHeader("Authorization", equalTo("Bearer sk-stored")));
    }

    @Test
    void whoGoesOnWithAnotherKeyUsesAndStoresThatOne() throws Exception {
        WorkflowId id = startAndLeave("sk-stored");

        model.resetRequests();
        model.stubFor(post(urlEqualTo(CHAT)).willReturn(givesUp()));
        try (GitCortex second = open(Keys.writing(Keys.ONE), "sk-newer")) {
            second.resume(id).await(LIMIT);
        }

        model.verify(postRequestedFor(urlEqualTo(CHAT)).withHeader("Authorization", equalTo("Bearer sk-newer")));
        assertThat(Keys.plain(repository.directory(), Keys.ONE, SecretPlace.ofWorkflow(id)))
                .isEqualTo("sk-newer");
    }

    @Test
    void whoCannotReadTheStoredKeyIsToldWhichKeyIsMissingAndTakesNothingOver() throws Exception {
        WorkflowId id = startAndLeave("sk-stored");

        try (GitCortex second = open(Keys.environment(Map.of()), null)) {
            assertThatExceptionOfType(GitCortexException.class)
                    .isThrownBy(() -> second.resume(id))
                    .withMessageContaining("Encryption key not found. Please set GITCORTEX_ENCRYPTION_KEY")
                    .withMessageContaining(id.value());
        }
        try (GitCortex third = open(Keys.writing(Keys.TWO), null)) {
            assertThatExceptionOfType(GitCortexException.class)
                    .isThrownBy(() -> third.resume(id))
                    .withMessageContaining("GITCORTEX_DECRYPTION_KEYS");
        }
        model.stubFor(post(urlEqualTo(CHAT)).willReturn(givesUp()));
        try (GitCortex last = open(Keys.writing(Keys.ONE), null)) {
            assertThat(last.resume(id).await(LIMIT)).isInstanceOf(WorkflowOutcome.Failed.class);
        }
    }

    @Test
    void aKeyThatCannotBeEncryptedIsRefusedAndNothingIsStarted() {
        for (Map<String, String> environment : List.of(
                Keys.environment(Map.of()), Keys.environment(Map.of("GITCORTEX_ENCRYPTION_KEY", "too short")))) {
            try (GitCortex cortex = open(environment, "sk-stored")) {
                assertThatExceptionOfType(GitCortexException.class)
                        .isThrownBy(() -> cortex.start(repository.waitingPlan()))
                        .withMessageMatching("Encryption key not found\\. Please set GITCORTEX_ENCRYPTION_KEY.*"
                                + "|Invalid encryption key length\\. Must be exactly 32 bytes"
                                + " \\(64 hex chars or 32 ASCII chars\\)\\.");
                assertThat(cortex.workflows()).isEmpty();
            }
        }
    }

    @Test
    void aWorkflowWithoutAnApiKeyNeedsNoEncryptionKeyAndStoresNone() throws Exception {
        Map<String, String> environment = Keys.environment(Map.of("OPENAI_API_KEY", "sk-of-the-environment"));
        try (GitCortex cortex = open(environment, null)) {
            WorkflowRun run = cortex.start(repository.waitingPlan());
            run.cancel("enough");
            run.await(LIMIT);
        }
        assertThat(Keys.rows(repository.directory())).isEmpty();
    }

    @Test
    void aTerminalsKeyIsGivenToThatTerminalAlone() throws Exception {
        Secret key = Secret.of("sk-terminal");
        Files.createFile(directory.resolve("go"));
        WorkflowId id;
        try (GitCortex first = open(Keys.writing(Keys.ONE), null)) {
            WorkflowRun run = first.start(tellingPlan(key));
            id = run.id();
            assertThat(run.await(LIMIT)).isInstanceOf(WorkflowOutcome.Completed.class);
            assertThat(first.events(id, 0, 1_000))
                    .extracting(JournalEntryJson::write)
                    .noneMatch(json -> json.contains("sk-terminal") || json.contains("gc1."));
        }

        assertThat(repository.git("show", "main:one.txt")).isEqualTo("GITCORTEX_API_KEY=sk-terminal");
        assertThat(repository.git("show", "main:two.txt")).isEqualTo("none");
        assertThat(Keys.rows(repository.directory()))
                .extracting(SecretRow::place)
                .containsExactly(SecretPlace.ofTerminal(id, TerminalId.of("one")));
    }

    @Test
    void aTerminalsKeyIsThereForWhoeverGoesOn() throws Exception {
        WorkflowId id;
        try (GitCortex first = open(Keys.writing(Keys.ONE), null)) {
            id = first.start(tellingPlan(Secret.of("sk-terminal"))).id();
        }
        Files.createFile(directory.resolve("go"));
        try (GitCortex second = open(Keys.writing(Keys.ONE), null)) {
            assertThat(second.resume(id).await(LIMIT)).isInstanceOf(WorkflowOutcome.Completed.class);
        }

        assertThat(repository.git("show", "main:one.txt")).isEqualTo("GITCORTEX_API_KEY=sk-terminal");
    }

    @Test
    void aKeyForTheErrorTerminalIsRefused() {
        TerminalPlan withKey = telling("error", Secret.of("sk-error"));
        WorkflowPlan plan =
                repository.waitingPlan().toBuilder().errorTerminal(withKey).build();

        try (GitCortex cortex = open(Keys.writing(Keys.ONE), null)) {
            assertThatExceptionOfType(GitCortexException.class)
                    .isThrownBy(() -> cortex.start(plan))
                    .withMessageContaining("passEnv");
            assertThat(cortex.workflows()).isEmpty();
        }
    }

    private WorkflowPlan tellingPlan(Secret key) {
        TaskPlan task = TaskPlan.builder("Tell")
                .id(TaskId.of("tell"))
                .terminals(List.of(telling("one", key), telling("two", null)))
                .build();
        return WorkflowPlan.builder("telling", "Tell what is in the environment")
                .mode(DecisionMode.RULES)
                .tasks(List.of(task))
                .build();
    }

    /** Tells what it sees when the file {@code go} is there. */
    private TerminalPlan telling(String id, @Nullable Secret key) {
        String script = "while [ ! -e '" + directory.resolve("go") + "' ]; do sleep 0.1; done;"
                + " { env | grep API_KEY || echo none; } > " + id + ".txt; git add -A;"
                + " line=$(grep -m 1 -E 'gitcortex-report.? completed ' \"$GITCORTEX_INSTRUCTION_FILE\");"
                + " eval \"${line%% completed *} completed -m Told\"";
        return TerminalPlan.builder("coder")
                .id(TerminalId.of(id))
                .cli("shell")
                .command(List.of("sh", "-c", script))
                .apiKey(key)
                .build();
    }

    /** Starts a workflow whose model does not answer, and closes everything. */
    private WorkflowId startAndLeave(String key) throws InterruptedException {
        model.stubFor(post(urlEqualTo(CHAT)).willReturn(aResponse().withStatus(503)));
        try (GitCortex first = open(Keys.writing(Keys.ONE), key)) {
            return first.start(repository.waitingPlan()).id();
        }
    }

    private GitCortex open(Map<String, String> environment, @Nullable String key) {
        ModelConfig config = ModelConfig.builder()
                .baseUrl(model.baseUrl() + "/v1")
                .model("scripted")
                .apiKey(key == null ? null : Secret.of(key))
                .build();
        return GitCortex.builder()
                .repository(repository.directory())
                .config(OrchestratorConfig.builder()
                        .model(config)
                        .mode(DecisionMode.MODEL)
                        .build())
                .environment(environment)
                .build();
    }

    private static com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder givesUp() {
        return aResponse().withHeader("Content-Type", "application/json").withBody("""
                        {"choices":[{"message":{"role":"assistant","content":
                        "[{\\"type\\":\\"complete_workflow\\",\\"success\\":false,\\"reason\\":\\"enough\\"}]"},
                        "finish_reason":"stop"}]}
                        """);
    }
}
