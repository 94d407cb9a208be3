package io.gitcortex.openai;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import io.gitcortex.llm.LlmMessage;
import io.gitcortex.llm.LlmRequest;
import io.gitcortex.model.Secret;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;

/** A client and the endpoint that it speaks to. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
abstract class WireMockTest {
    static final String KEY = "sk-canary-4e2f8a6c0b9d7e5f";
    static final String CONTENT = "content canary: seven purple herons cross the river";
    static final Clock NOON = Clock.fixed(Instant.parse("2026-01-02T12:00:00Z"), ZoneOffset.UTC);
    static final LlmRequest REQUEST = LlmRequest.of(List.of(LlmMessage.user(CONTENT)), Duration.ofSeconds(30));

    final WireMockServer endpoint =
            new WireMockServer(wireMockConfig().dynamicPort().bindAddress("127.0.0.1"));
    final Secret key = Secret.of(KEY);
    OpenAiLlmClient client;

    @BeforeEach
    final void start() {
        endpoint.start();
        client = client("/v1");
    }

    @AfterEach
    final void stop() {
        client.close();
        key.close();
        endpoint.stop();
    }

    final OpenAiLlmClient client(String path) {
        return OpenAiLlmClient.builder()
                .baseUrl("http://127.0.0.1:" + endpoint.port() + path)
                .apiKey(key)
                .model("canary-model")
                .clock(NOON)
                .build();
    }

    final void answer(ResponseDefinitionBuilder response) {
        endpoint.stubFor(any(anyUrl()).willReturn(response));
    }

    static ResponseDefinitionBuilder saying(String text) {
        return json(200, "{\"choices\":[{\"message\":{\"role\":\"assistant\",\"content\":\"" + text + "\"}}]}");
    }

    static ResponseDefinitionBuilder json(int status, String body) {
        return aResponse()
                .withStatus(status)
                .withHeader("Content-Type", "application/json")
                .withBody(body);
    }

    final List<LoggedRequest> requests() {
        return endpoint.getAllServeEvents().stream()
                .map(event -> LoggedRequest.createFrom(event.getRequest()))
                .toList();
    }

    final Throwable failure() {
        return catchThrowable(() -> client.complete(REQUEST));
    }
}
