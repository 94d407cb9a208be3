package io.gitcortex.openai;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;
import static com.github.tomakehurst.wiremock.stubbing.Scenario.STARTED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import io.gitcortex.core.llm.LlmStack;
import io.gitcortex.core.llm.LlmSurroundings;
import io.gitcortex.core.llm.MonotonicTime;
import io.gitcortex.llm.LlmClient;
import io.gitcortex.llm.LlmRejectedException;
import io.gitcortex.llm.LlmRequest;
import io.gitcortex.llm.LlmUnavailableException;
import io.gitcortex.workflow.ModelConfig;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Retries as an endpoint sees them. */
class LlmStackOverHttpTest extends WireMockTest {
    private final List<Duration> waits = new ArrayList<>();

    @Test
    void two_500s_and_a_200_are_an_answer_after_exactly_three_requests_with_growing_waits() throws Exception {
        answerInTurn(aResponse().withStatus(500), aResponse().withStatus(500), saying("at last"));

        assertThat(stack().complete(REQUEST).text()).isEqualTo("at last");

        assertThat(requests()).hasSize(3);
        assertThat(waits).hasSize(2);
        assertThat(waits.get(0)).isBetween(Duration.ofMillis(800), Duration.ofMillis(1200));
        assertThat(waits.get(1)).isBetween(Duration.ofMillis(1600), Duration.ofMillis(2400));
    }

    @Test
    void three_500s_are_an_error_after_exactly_three_requests() {
        answerInTurn(
                aResponse().withStatus(500),
                aResponse().withStatus(500),
                aResponse().withStatus(500),
                saying("too late"));

        assertThatThrownBy(() -> stack().complete(REQUEST))
                .isInstanceOf(LlmUnavailableException.class)
                .hasMessageContaining("answered 500");

        assertThat(requests()).hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 404, 422})
    void what_is_refused_is_asked_once(int status) {
        answer(aResponse().withStatus(status));

        assertThatThrownBy(() -> stack().complete(REQUEST)).isInstanceOf(LlmRejectedException.class);

        assertThat(requests()).hasSize(1);
        assertThat(waits).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 409, 429, 502, 503})
    void what_may_pass_is_asked_again(int status) throws Exception {
        answerInTurn(aResponse().withStatus(status), saying("ok"));

        assertThat(stack().complete(REQUEST).text()).isEqualTo("ok");

        assertThat(requests()).hasSize(2);
    }

    /** The header is read at noon of 2 January 2026. */
    @ParameterizedTest
    @CsvSource({
        "'7',PT7S",
        "'Fri, 02 Jan 2026 12:00:30 GMT',PT30S",
        "'-5',PT0S",
        "'Fri, 02 Jan 2026 11:00:00 GMT',PT0S",
        "'86400',PT60S",
        "'Fri, 31 Dec 2100 12:00:00 GMT',PT60S",
        "'99999999999999999999999',PT60S",
        "'soon',PT0S"
    })
    void an_endpoint_that_asks_for_time_gets_it_up_to_a_minute(String retryAfter, Duration wait) throws Exception {
        answerInTurn(aResponse().withStatus(429).withHeader("Retry-After", retryAfter), saying("ok"));

        assertThat(stack().complete(LlmRequest.of(REQUEST.messages(), Duration.ofMinutes(5)))
                        .text())
                .isEqualTo("ok");

        assertThat(requests()).hasSize(2);
        Duration waited = waits.stream().reduce(Duration.ZERO, Duration::plus);
        Duration ownPause = Duration.ofMillis(1200);
        assertThat(waited).isBetween(wait.isZero() ? Duration.ofMillis(800) : wait, wait.isZero() ? ownPause : wait);
    }

    @ParameterizedTest
    @CsvSource({"'',/chat/completions", "/v1,/v1/chat/completions", "/v1/,/v1/chat/completions"})
    void retries_go_to_the_base_url_as_given(String path, String expected) throws Exception {
        answerInTurn(aResponse().withStatus(500), saying("ok"));

        try (OpenAiLlmClient given = client(path)) {
            assertThat(stack(given).complete(REQUEST).text()).isEqualTo("ok");
        }

        assertThat(requests()).extracting(LoggedRequest::getUrl).containsExactly(expected, expected);
    }

    @Test
    void the_next_client_is_asked_where_the_first_gives_no_answer() throws Exception {
        endpoint.stubFor(
                any(urlPathMatching("/first/.*")).willReturn(aResponse().withStatus(500)));
        endpoint.stubFor(any(urlPathMatching("/second/.*")).willReturn(saying("from the second")));

        try (OpenAiLlmClient first = client("/first");
                OpenAiLlmClient second = client("/second")) {
            assertThat(stack(first, second).complete(REQUEST).text()).isEqualTo("from the second");
        }

        assertThat(requests()).hasSize(4);
    }

    private void answerInTurn(ResponseDefinitionBuilder... responses) {
        String state = STARTED;
        for (int i = 0; i < responses.length; i++) {
            endpoint.stubFor(any(anyUrl())
                    .inScenario("in turn")
                    .whenScenarioStateIs(state)
                    .willReturn(responses[i])
                    .willSetStateTo("after " + i));
            state = "after " + i;
        }
    }

    private LlmClient stack() {
        return stack(client);
    }

    private LlmClient stack(LlmClient... clients) {
        return LlmStack.build(
                List.of(clients),
                ModelConfig.builder().build(),
                new LlmSurroundings(new VirtualTime(), new SplittableRandom(1)));
    }

    /** Time that passes when somebody waits, at once; the waits are written down. */
    private final class VirtualTime implements MonotonicTime {
        private Duration now = Duration.ZERO;

        @Override
        public Duration now() {
            return now;
        }

        @Override
        public void sleep(Duration duration) {
            waits.add(duration);
            now = now.plus(duration);
        }
    }
}
