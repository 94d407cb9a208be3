package io.gitcortex.integration.secret;

import io.gitcortex.core.GitCortex;
import io.gitcortex.core.WorkflowRun;
import io.gitcortex.core.json.JournalEntryJson;
import io.gitcortex.core.json.PlanJson;
import io.gitcortex.core.json.WorkflowJson;
import io.gitcortex.integration.ScratchRepository;
import io.gitcortex.llm.LlmException;
import io.gitcortex.llm.LlmMessage;
import io.gitcortex.llm.LlmRequest;
import io.gitcortex.model.Secret;
import io.gitcortex.model.TaskId;
import io.gitcortex.model.TerminalId;
import io.gitcortex.openai.OpenAiLlmClient;
import io.gitcortex.spi.PluginConfig;
import io.gitcortex.workflow.DecisionMode;
import io.gitcortex.workflow.JournalEntry;
import io.gitcortex.workflow.ModelConfig;
import io.gitcortex.workflow.OrchestratorConfig;
import io.gitcortex.workflow.TaskPlan;
import io.gitcortex.workflow.TerminalPlan;
import io.gitcortex.workflow.WorkflowPlan;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A host with API keys in its configuration, in a process of its own, so that its log can be had at the finest level. What it can
 * see goes into files: a directory {@code seen}, beside the repository.
 */
final class CanaryHost {
    /** The host's key for the model. */
    static final String CANARY = "sk-CANARY-4f9c2b7e81d05a36";

    /** A key for one terminal: its process sees it, and nobody else. */
    static final String SEAT_CANARY = "sk-CANARY-seat-93ad10c7f2";

    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final String DUMP = "env > \"$0\"; env; echo told > $GITCORTEX_TERMINAL_ID.txt;"
            + " line=$(grep -m 1 -E 'gitcortex-report.? completed ' \"$GITCORTEX_INSTRUCTION_FILE\");"
            + " eval \"${line%% completed *} completed -m Told\"";

    private final Path seen;
    private final ScratchRepository repository;
    private final OrchestratorConfig config;

    private CanaryHost(Path directory, String modelUrl) throws IOException {
        this.seen = Files.createDirectories(directory.resolve("seen"));
        this.repository = ScratchRepository.in(directory);
        ModelConfig model = ModelConfig.builder()
                .baseUrl(modelUrl)
                .model("scripted")
                .apiKey(Secret.of(CANARY))
                .maxRetries(2)
                .retryDelay(Duration.ofMillis(1))
                .build();
        this.config = OrchestratorConfig.builder()
                .model(model)
                .mode(DecisionMode.MODEL)
                .build();
    }

    public static void main(String[] arguments) throws Exception {
        CanaryHost host = new CanaryHost(Path.of(arguments[0]), arguments[1]);
        host.refusedForWantOfAnEncryptionKey();
        host.refusedByTheEndpoint();
        host.run();
    }

    private void refusedForWantOfAnEncryptionKey() throws InterruptedException, IOException {
        try (GitCortex cortex = open(Map.of())) {
            cortex.start(plan());
            throw new AssertionError("A key was taken that cannot be encrypted");
        } catch (io.gitcortex.GitCortexException e) {
            write("refusal", trace(e));
        }
    }

    private void refusedByTheEndpoint() throws InterruptedException, IOException {
        Secret key = config.model().apiKey().orElseThrow();
        try (OpenAiLlmClient client = OpenAiLlmClient.builder()
                .baseUrl(config.model().baseUrl().orElseThrow() + "/refusing")
                .model("scripted")
                .apiKey(key)
                .build()) {
            client.complete(LlmRequest.of(List.of(LlmMessage.user("What is my key?")), LIMIT));
            throw new AssertionError("The endpoint refuses everything");
        } catch (LlmException e) {
            write("thrown", trace(e));
        }
    }

    private void run() throws Exception {
        WorkflowPlan plan = plan();
        write(
                "plan",
                PlanJson.write(plan) + plan + plan.tasks() + plan.tasks().get(0).terminals());
        write("config", config + " " + config.model() + " " + config.model().apiKey() + " " + pluginConfig());
        try (GitCortex cortex = open(Map.of("GITCORTEX_ENCRYPTION_KEY", Keys.ONE))) {
            WorkflowRun run = cortex.start(plan);
            write("refused", String.valueOf(run.await(LIMIT))); // The endpoint has said 401: a person is asked.
            run.unpause();
            write("outcome", String.valueOf(run.await(LIMIT)));
            write("workflow", WorkflowJson.write(cortex.workflow(run.id()).orElseThrow()) + cortex.workflows());
            List<JournalEntry> journal = cortex.events(run.id(), 0, 10_000);
            write("events", journal.stream().map(JournalEntryJson::write).collect(Collectors.joining("\n")) + journal);
            write("rotation", String.valueOf(cortex.rotateKeys()));
            // While it is open: closing takes the log away.
            for (String file : List.of("gitcortex.db", "gitcortex.db-wal")) {
                Files.copy(Keys.database(repository.directory()).resolveSibling(file), seen.resolve(file));
            }
        }
    }

    private WorkflowPlan plan() {
        TaskPlan task = TaskPlan.builder("Tell")
                .id(TaskId.of("tell"))
                .terminals(List.of(
                        terminal("without"),
                        terminal("with").toBuilder()
                                .apiKey(Secret.of(SEAT_CANARY))
                                .build()))
                .build();
        return WorkflowPlan.builder("telling", "Tell what is in the environment")
                .verify(List.of("sh", "-c", "env > " + seen.resolve("env-verify")))
                .tasks(List.of(task))
                .build();
    }

    private TerminalPlan terminal(String id) {
        return TerminalPlan.builder("coder")
                .id(TerminalId.of(id))
                .cli("shell")
                .command(List.of("sh", "-c", DUMP, seen.resolve("env-" + id).toString()))
                .build();
    }

    private PluginConfig pluginConfig() {
        return PluginConfig.builder(seen)
                .secret("api_key", config.model().apiKey().orElseThrow())
                .build();
    }

    private GitCortex open(Map<String, String> keys) {
        return GitCortex.builder()
                .repository(repository.directory())
                .config(config)
                .environment(Keys.environment(keys))
                .build();
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(seen.resolve(name), text);
    }

    private static String trace(Exception e) {
        StringWriter text = new StringWriter();
        e.printStackTrace(new PrintWriter(text));
        return text.toString();
    }
}
