package io.gitcortex.core.llm;

import static io.gitcortex.core.llm.LlmTestData.REQUEST;
import static io.gitcortex.core.llm.LlmTestData.down;
import static io.gitcortex.core.llm.LlmTestData.limited;
import static io.gitcortex.core.llm.LlmTestData.rejected;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gitcortex.llm.LlmException;
import io.gitcortex.llm.LlmUnavailableException;
import io.gitcortex.testkit.llm.ScriptedLlmClient;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class CircuitBreakerLlmClientTest {
    private static final Duration ALMOST = CircuitBreakerLlmClient.OPEN_FOR.minusMillis(1);

    private final VirtualTime time = new VirtualTime();
    private final ScriptedLlmClient model = ScriptedLlmClient.create();
    private final CircuitBreakerLlmClient client = new CircuitBreakerLlmClient(model, time);

    @Test
    void after_three_failures_in_a_row_the_endpoint_is_left_alone_for_a_while() {
        failThreeTimes();

        time.pass(ALMOST);
        assertThatThrownBy(() -> client.complete(REQUEST))
                .isInstanceOf(LlmUnavailableException.class)
                .hasMessageContaining("3 times in a row")
                .hasMessageContaining("in 1 ms");
        assertThat(model.requests()).hasSize(3);
    }

    @Test
    void one_call_tries_and_an_answer_closes_the_circuit() throws Exception {
        failThreeTimes();
        model.thenAnswer("back").thenThrow(down()).thenThrow(down()).thenAnswer("still closed");

        time.pass(CircuitBreakerLlmClient.OPEN_FOR);

        assertThat(client.complete(REQUEST).text()).isEqualTo("back");
        fail(down());
        fail(down());
        assertThat(client.complete(REQUEST).text()).isEqualTo("still closed");
    }

    @Test
    void one_call_tries_and_a_failure_opens_the_circuit_again() {
        failThreeTimes();
        model.thenThrow(down());

        time.pass(CircuitBreakerLlmClient.OPEN_FOR);
        fail(down());
        time.pass(ALMOST);

        assertThatThrownBy(() -> client.complete(REQUEST)).hasMessageContaining("4 times in a row");
        assertThat(model.requests()).hasSize(4);
    }

    @Test
    void while_one_call_tries_no_other_does() throws Exception {
        failThreeTimes();
        time.pass(CircuitBreakerLlmClient.OPEN_FOR);
        model.then(request -> {
            assertThatThrownBy(() -> client.complete(REQUEST))
                    .hasMessageContaining("when the call that tries it has ended");
            throw rejected();
        });

        fail(rejected());

        model.thenAnswer("ok");
        assertThat(client.complete(REQUEST).text()).isEqualTo("ok");
    }

    @Test
    void a_call_that_tries_and_is_interrupted_leaves_it_to_the_next() throws Exception {
        failThreeTimes();
        time.pass(CircuitBreakerLlmClient.OPEN_FOR);
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> client.complete(REQUEST)).isInstanceOf(InterruptedException.class);

        model.thenAnswer("ok");

        assertThat(client.complete(REQUEST).text()).isEqualTo("ok");
    }

    @Test
    void an_endpoint_that_refuses_or_asks_for_patience_has_not_failed() throws Exception {
        for (LlmException trouble :
                new LlmException[] {rejected(), limited(1), down(), down(), rejected(), down(), down()}) {
            model.thenThrow(trouble);
            fail(trouble);
        }
        model.thenAnswer("ok");

        assertThat(client.complete(REQUEST).text()).isEqualTo("ok");
    }

    private void failThreeTimes() {
        for (int i = 0; i < CircuitBreakerLlmClient.FAILURES_TO_OPEN; i++) {
            model.thenThrow(down());
            fail(down());
        }
    }

    private void fail(LlmException expected) {
        assertThatThrownBy(() -> client.complete(REQUEST)).hasMessage(expected.getMessage());
    }
}
