package io.gitcortex.integration.seats;

import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.tomakehurst.wiremock.WireMockServer;
import io.gitcortex.core.GitCortex;
import io.gitcortex.integration.FreshJvm;
import io.gitcortex.integration.LiveSessions;
import io.gitcortex.integration.ScratchRepository;
import io.gitcortex.workflow.JournalEntry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The runner, when a model has given its workflow up and the error terminal looks into it. */
final class RunnerErrorTerminalTest {
    private static final String RUNNER = "io.gitcortex.examples.runner.Runner";

    private final WireMockServer model = new WireMockServer(wireMockConfig().dynamicPort());
    private final List<Process> runners = new ArrayList<>();

    @TempDir
    private Path directory;

    private ScratchRepository repository;
    private Path output;

    @BeforeEach
    void start() throws Exception {
        repository = ScratchRepository.in(directory);
        output = directory.resolve("output");
        model.start();
        String answer = "[{\"type\":\"fail_workflow\",\"error\":\"No way to do it\",\"severity\":\"critical\"}]";
        model.stubFor(post(urlEqualTo("/v1/chat/completions"))
                .willReturn(okJson(new ObjectMapper()
                        .writeValueAsString(Map.of(
                                "choices",
                                List.of(Map.of(
                                        "message",
                                        Map.of("role", "assistant", "content", answer),
                                        "finish_reason",
                                        "stop")),
                                "usage",
                                Map.of("prompt_tokens", 1, "completion_tokens", 1))))));
    }

    @AfterEach
    void stop() {
        runners.forEach(Process::destroyForcibly);
        model.stop();
    }

    private Process runner(String... arguments) throws IOException {
        List<String> command = FreshJvm.running(RUNNER, List.of(arguments));
        command.addAll(List.of("--repo", repository.directory().toString()));
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment()
                .putAll(Map.of(
                        "OPENAI_BASE_URL",
                        model.baseUrl() + "/v1",
                        "OPENAI_MODEL",
                        "scripted",
                        "OPENAI_API_KEY",
                        "sk"));
        Process process = builder.start();
        runners.add(process);
        process.getOutputStream().close();
        return process;
    }

    private Process failingRunner() throws IOException {
        Path file = Files.writeString(directory.resolve("workflow.yaml"), """
                name: hopeless
                goal: Nothing
                mode: model
                errorTerminal: {cli: shell, command: [sh, on-error.sh, "{instruction_file}"]}
                tasks:
                  - {id: one, name: One, terminals: [{id: coder, role: coder, cli: shell, command: [sh, -c, "sleep 600"]}]}
                """);
        Files.writeString(directory.resolve("on-error.sh"), """
                cd "$(dirname "$0")"
                cp "$1" told
                until [ -e go ]; do sleep 0.05; done
                echo done > finished
                """);
        Process process = runner("run", file.toString());
        Awaitility.await("the runner waits")
                .atMost(Seats.LIMIT)
                .failFast(() -> !process.isAlive())
                .until(() -> Files.exists(directory.resolve("told"))
                        && Files.readString(output).contains("Ctrl-C ends the wait"));
        return process;
    }

    private static int exitCode(Process process) throws InterruptedException {
        assertThat(process.waitFor(Seats.LIMIT.toSeconds(), TimeUnit.SECONDS))
                .as("ended")
                .isTrue();
        return process.exitValue();
    }

    private void assertNothingIsLeft() throws IOException {
        try (GitCortex cortex = GitCortex.open(repository.directory())) {
            List<JournalEntry> journal = cortex.events(cortex.workflows().get(0).workflowId(), 0, 1_000);
            assertThat(LiveSessions.of(journal)).isEmpty();
        }
    }

    @Test
    void waits_for_the_error_terminal_and_says_so() throws Exception {
        Process runner = failingRunner();
        assertThat(Files.readString(directory.resolve("told")))
                .startsWith("[ERROR] Workflow failed: No way to do it\n\nSeverity: Critical\n");

        Files.createFile(directory.resolve("go"));

        assertThat(exitCode(runner)).isEqualTo(1);
        assertThat(directory.resolve("finished")).exists();
        assertThat(Files.readString(output)).contains("Waiting for error, which looks into the failure");
        assertNothingIsLeft();
    }

    @Test
    void an_interruption_ends_the_wait_and_the_error_terminal() throws Exception {
        Process runner = failingRunner();

        // Ends it as Ctrl-C does; SIGINT is ignored where a shell runs the tests in the background.
        new ProcessBuilder("kill", "-TERM", Long.toString(runner.pid())).start().waitFor();

        assertThat(exitCode(runner)).isNotZero();
        assertThat(directory.resolve("finished")).doesNotExist();
        assertThat(Files.readString(output))
                .contains("Interrupted: ending the sessions")
                .doesNotContain("Go on with it");
        assertNothingIsLeft();
    }

    @Test
    void resume_ends_what_a_killed_runner_has_left_of_a_failed_workflow() throws Exception {
        failingRunner().destroyForcibly().waitFor();
        String workflow;
        try (GitCortex cortex = GitCortex.open(repository.directory())) {
            workflow = cortex.workflows().get(0).workflowId().value();
        }

        assertThat(exitCode(runner("resume", workflow))).isEqualTo(1);

        assertThat(Files.readString(output)).contains("has ended already", "What was left of ");
        assertNothingIsLeft();
    }
}
