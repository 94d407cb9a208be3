package io.gitcortex.openai;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.stubbing.Scenario.STARTED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import io.gitcortex.core.llm.LlmStack;
import io.gitcortex.core.llm.LlmSurroundings;
import io.gitcortex.core.llm.MonotonicTime;
import io.gitcortex.llm.LlmClient;
import io.gitcortex.llm.LlmRejectedException;
import io.gitcortex.llm.LlmUnavailableException;
import io.gitcortex.workflow.ModelConfig;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
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
        assertThat(waits.get(0)).isBetween(Duration.ofMillis(8), Duration.ofMillis(12));
        assertThat(waits.get(1)).isBetween(Duration.ofMillis(16), Duration.ofMillis(24));
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

    @Test
    void an_endpoint_that_asks_for_a_second_gets_it() throws Exception {
        answerInTurn(aResponse().withStatus(429).withHeader("Retry-After", "1"), saying("ok"));

        stack().complete(REQUEST);

        assertThat(requests()).hasSize(2);
        assertThat(waits).hasSize(2);
        assertThat(waits.get(0).plus(waits.get(1))).isGreaterThan(Duration.ofMillis(900));
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
        ModelConfig config =
                ModelConfig.builder().retryDelay(Duration.ofMillis(10)).build();
        return LlmStack.build(
                List.of(client), config, new LlmSurroundings(new WatchedTime(), new SplittableRandom(1), null));
    }

    /** Real time, whose waits are written down. */
    private final class WatchedTime implements MonotonicTime {
        private final MonotonicTime system = MonotonicTime.system();

        @Override
        public Duration now() {
            return system.now();
        }

        @Override
        public void sleep(Duration duration) throws InterruptedException {
            waits.add(duration);
            system.sleep(duration);
        }
    }
}
