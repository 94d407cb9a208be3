package io.gitcortex.integration.secret;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import io.gitcortex.integration.modules.ChildJvm;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An API key goes to the model's endpoint, and is to be found nowhere else: not in any file, log, JSON, message or process. */
final class CanaryTest {
    private static final String CHAT = "/v1/chat/completions";
    private static final ObjectMapper JSON = new ObjectMapper();

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
    void aKeyIsNowhereButInTheRequestsItIsFor() throws Exception {
        // An endpoint that quotes the key wherever it can when it refuses.
        answers(
                echo(500),
                answer("[{\"type\":\"start_task\",\"task_id\":\"tell\"}]"),
                echo(401),
                answer("[{\"type\":\"start_terminal\",\"terminal_id\":\"with\",\"instruction\":\"Tell\"}]"),
                answer("[{\"type\":\"complete_task\",\"task_id\":\"tell\"},"
                        + "{\"type\":\"merge_branch\",\"task_id\":\"tell\"}]"),
                answer("[{\"type\":\"complete_workflow\",\"success\":true,\"reason\":\"told\"}]"));

        model.stubFor(post(urlEqualTo("/v1/refusing/chat/completions")).willReturn(echo(401)));

        ChildJvm host = ChildJvm.run(directory, command());
        Files.writeString(directory.resolve("seen/stdout"), host.output());
        Files.writeString(directory.resolve("seen/log"), host.errors());

        assertThat(host.exitCode()).as(host.errors()).isZero();
        assertTheSearchLooksAtEverything();
        model.verify(
                postRequestedFor(urlEqualTo(CHAT)).withHeader("Authorization", equalTo("Bearer " + CanaryHost.CANARY)));
        assertThat(holders(CanaryHost.CANARY)).isEmpty();
        assertThat(holders(Keys.ONE)).as("the encryption key").isEmpty();
        assertThat(holders(CanaryHost.SEAT_CANARY))
                .as("the terminal's own process, and what it prints")
                .allMatch(file -> file.endsWith("seen/env-with") || isLogOfASession(file))
                .anyMatch(file -> file.endsWith("seen/env-with"));
        assertThat(holders(List.of("gc1.".getBytes(StandardCharsets.UTF_8))))
                .as("encrypted keys are in the database alone")
                .allMatch(file -> file.getFileName().toString().startsWith("gitcortex.db"))
                .isNotEmpty();
    }

    /** That there is something in each place, and that a key would be found in it. */
    private void assertTheSearchLooksAtEverything() throws IOException {
        List<String> places = List.of(
                "seen/log",
                "seen/refusal",
                "seen/refused",
                "seen/thrown",
                "seen/plan",
                "seen/config",
                "seen/workflow",
                "seen/events",
                "seen/gitcortex.db",
                "seen/gitcortex.db-wal",
                "seen/env-without",
                "seen/env-with",
                "seen/env-verify",
                "repository/.git/gitcortex/gitcortex.db");
        for (String place : places) {
            assertThat(directory.resolve(place)).as(place).isNotEmptyFile();
        }
        assertThat(Files.readString(directory.resolve("seen/log")))
                .as("the finest level")
                .contains("DEBUG", "INFO");
        assertThat(Files.readString(directory.resolve("seen/events"))).contains("answered 401", "told");
        assertThat(Files.readString(directory.resolve("seen/thrown"))).contains("Incorrect API key provided");
        assertThat(Files.readString(directory.resolve("seen/env-without"))).contains("GITCORTEX_TERMINAL_ID=without");
        assertThat(files().filter(CanaryTest::isLogOfASession)).hasSizeGreaterThanOrEqualTo(2);

        Path planted = Files.writeString(directory.resolve("seen/planted"), "x" + CanaryHost.CANARY + "\n");
        assertThat(holders(CanaryHost.CANARY)).as("a planted key is found").containsExactly(planted);
        for (byte[] form : forms(CanaryHost.CANARY)) {
            Files.write(planted, form);
            assertThat(holders(CanaryHost.CANARY)).containsExactly(planted);
        }
        Files.delete(planted);
    }

    private static boolean isLogOfASession(Path file) {
        return file.toString().contains(".git/gitcortex/logs/");
    }

    private List<Path> holders(String key) {
        return holders(forms(key));
    }

    private List<Path> holders(List<byte[]> texts) {
        List<String> forms = texts.stream()
                .map(form -> new String(form, StandardCharsets.ISO_8859_1))
                .toList();
        return files().filter(file -> {
                    String content = read(file);
                    return forms.stream().anyMatch(content::contains);
                })
                .toList();
    }

    /** A text as it is, and in the forms that hide it from whoever only looks. */
    private static List<byte[]> forms(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return List.of(
                bytes,
                text.getBytes(StandardCharsets.UTF_16LE),
                Base64.getEncoder()
                        .withoutPadding()
                        .encodeToString(bytes)
                        .substring(0, 24)
                        .getBytes(StandardCharsets.UTF_8),
                HexFormat.of().formatHex(bytes).getBytes(StandardCharsets.UTF_8));
    }

    /** What lies in the whole directory, repository and worktrees included; but for git's own compressed objects. */
    private Stream<Path> files() {
        try (Stream<Path> all = Files.walk(directory)) {
            return all
                    .filter(Files::isRegularFile)
                    .filter(file -> !file.toString().contains("/.git/objects/"))
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<String> command() {
        List<String> command = new ArrayList<>(List.of(
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=trace",
                "-Djdk.httpclient.HttpClient.log=errors,requests,content",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                CanaryHost.class.getName()));
        command.addAll(List.of(directory.toString(), model.baseUrl() + "/v1"));
        return command;
    }

    /** One answer after another. */
    private void answers(ResponseDefinitionBuilder... answers) {
        for (int i = 0; i < answers.length; i++) {
            model.stubFor(post(urlEqualTo(CHAT))
                    .inScenario("talk")
                    .whenScenarioStateIs(i == 0 ? Scenario.STARTED : "turn " + i)
                    .willReturn(answers[i])
                    .willSetStateTo("turn " + (i + 1)));
        }
    }

    private static ResponseDefinitionBuilder echo(int status) throws JsonProcessingException {
        String body = JSON.writeValueAsString(
                Map.of("error", Map.of("message", "Incorrect API key provided: " + CanaryHost.CANARY)));
        return aResponse()
                .withStatus(status)
                .withStatusMessage("No " + CanaryHost.CANARY)
                .withHeader("X-Key", CanaryHost.CANARY)
                .withBody(body);
    }

    private static ResponseDefinitionBuilder answer(String text) throws JsonProcessingException {
        String body = JSON.writeValueAsString(Map.of(
                "choices",
                List.of(Map.of("message", Map.of("role", "assistant", "content", text), "finish_reason", "stop"))));
        return aResponse().withHeader("Content-Type", "application/json").withBody(body);
    }
}
