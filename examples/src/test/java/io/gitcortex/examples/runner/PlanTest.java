package io.gitcortex.examples.runner;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import io.gitcortex.core.WorkflowFile;
import io.gitcortex.workflow.WorkflowPlan;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A plan from a model, by way of a file, to a workflow that has run. */
class PlanTest {
    private static final String GOAL = "Say hello";
    private static final String PLAN = "{\"name\": \"greeting\", \"tasks\": [{\"id\": \"hello\", \"name\": \"Hello\","
            + " \"description\": \"Write hello.txt\", \"terminals\": [{\"role\": \"coder\", \"cli\": \"shell\"}]}]}";

    @TempDir
    private Path directory;

    private final AtomicInteger asked = new AtomicInteger();
    private HttpServer model;
    private ScratchRepository repository;

    @BeforeEach
    void startTheModel() throws Exception {
        repository = ScratchRepository.create(directory.toRealPath().resolve("own"));
        String body = new ObjectMapper()
                .writeValueAsString(Map.of("choices", List.of(Map.of("message", Map.of("content", PLAN)))));
        model = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        model.createContext("/v1/chat/completions", exchange -> {
            asked.incrementAndGet();
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        model.start();
    }

    @AfterEach
    void stopTheModel() {
        model.stop(0);
    }

    @Test
    void a_plan_is_written_to_a_file_that_run_reads_and_carries_out() throws Exception {
        Path file = directory.resolve("plan").resolve("hello.yaml");
        Files.createDirectories(file.getParent().resolve("agents"));
        Files.writeString(file.getParent().resolve("agents").resolve("coder.sh"), """
                echo hello > hello.txt
                report=$(sed -n 's/^ *\\([^ ]*gitcortex-report\\) completed .*/\\1/p' "$GITCORTEX_INSTRUCTION_FILE")
                "$report" completed -m 'Say hello'
                """);

        String output = plan(ExitCode.COMPLETED, "-o", file.toString());

        assertThat(output).contains("The plan \"greeting\" is in " + file + ": 1 task.", "agents/coder.sh", " run ");
        WorkflowPlan plan = WorkflowFile.read(file);
        assertThat(plan.goal()).isEqualTo(GOAL);
        assertThat(WorkflowFile.format(plan)).isEqualTo(Files.readString(file));
        Screen screen = new Screen();
        assertThat(screen.run(
                        "run", file.toString(), "--repo", repository.directory().toString()))
                .as(screen.out() + screen.err())
                .isEqualTo(ExitCode.COMPLETED);
        assertThat(repository.git("show", "main:hello.txt")).isEqualTo("hello");
    }

    @Test
    void a_file_that_exists_is_left_as_it_is_and_no_model_is_asked() throws Exception {
        Path file = Files.writeString(directory.resolve("mine.yaml"), "mine");

        assertThat(plan(ExitCode.USAGE, "-o", file.toString())).contains("exists already");

        assertThat(file).hasContent("mine");
        assertThat(asked).hasValue(0);
    }

    @Test
    void without_a_file_the_plan_is_printed_and_templates_of_ones_own_are_used() throws Exception {
        Path prompts = Files.createDirectories(directory.resolve("prompts"));
        assertThat(plan(ExitCode.COMPLETED, "--prompts", prompts.toString()))
                .contains("name: greeting\ngoal: Say hello\n");

        Files.writeString(prompts.resolve("plan.hbs"), "{{nothing}}");
        assertThat(plan(ExitCode.FAILED, "--prompts", prompts.toString()))
                .contains("The prompt template 'plan' cannot be used: it names 'nothing'");
        assertThat(asked).hasValue(1);
    }

    private String plan(int exitCode, String... more) throws Exception {
        String[] arguments = new String[more.length + 4];
        System.arraycopy(
                new String[] {"plan", GOAL, "--repo", repository.directory().toString()}, 0, arguments, 0, 4);
        System.arraycopy(more, 0, arguments, 4, more.length);
        Map<String, String> environment = Map.of(
                "OPENAI_MODEL",
                "scripted",
                "OPENAI_BASE_URL",
                "http://127.0.0.1:" + model.getAddress().getPort() + "/v1",
                "OPENAI_API_KEY",
                "");
        try (RunnerProcess runner = RunnerProcess.start(directory, environment, arguments)) {
            assertThat(runner.exitCode()).as(runner.output()).isEqualTo(exitCode);
            return runner.output();
        }
    }
}
