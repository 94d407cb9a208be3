package io.gitcortex.core.llm;

import static io.gitcortex.core.llm.LlmTestData.REQUEST;
import static io.gitcortex.core.llm.LlmTestData.down;
import static io.gitcortex.core.llm.LlmTestData.limited;
import static io.gitcortex.core.llm.LlmTestData.rejected;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gitcortex.llm.LlmClient;
import io.gitcortex.llm.LlmRequest;
import io.gitcortex.llm.LlmUnavailableException;
import io.gitcortex.model.TokenUsage;
import io.gitcortex.testkit.llm.ScriptedLlmClient;
import io.gitcortex.workflow.ModelBudget;
import io.gitcortex.workflow.ModelConfig;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class LlmStackTest {
    private final VirtualTime time = new VirtualTime();
    private final ScriptedLlmClient model = ScriptedLlmClient.create();
    private final ScriptedLlmClient spare = ScriptedLlmClient.create();

    @Test
    void by_default_three_failures_are_an_error_after_exactly_three_requests() {
        model.thenThrow(down()).thenThrow(down()).thenThrow(down()).thenAnswer("too late");

        assertThatThrownBy(() -> stack(List.of(model)).complete(REQUEST)).isInstanceOf(LlmUnavailableException.class);

        assertThat(model.requests()).hasSize(3);
    }

    @Test
    void a_wait_that_was_asked_for_makes_up_what_the_retry_would_not_wait() throws Exception {
        model.thenThrow(limited(20)).thenAnswer("ok");

        assertThat(stack(List.of(model)).complete(REQUEST).text()).isEqualTo("ok");

        assertThat(time.waits()).hasSize(2);
        assertThat(time.waits().get(0).plus(time.waits().get(1))).isEqualTo(Duration.ofSeconds(20));
    }

    @Test
    void a_single_request_gets_no_more_than_its_own_timeout_and_a_wait_does_not_count() throws Exception {
        model.thenThrow(limited(45)).thenAnswer("ok");
        LlmClient client = LlmStack.build(
                List.of(model),
                ModelConfig.builder().llmTimeout(Duration.ofSeconds(30)).build(),
                surroundings());

        client.complete(REQUEST);

        assertThat(model.requests()).extracting(LlmRequest::timeout).containsOnly(Duration.ofSeconds(30));
    }

    @Test
    void the_spare_is_asked_after_all_attempts_and_the_open_circuit_saves_them_next_time() throws Exception {
        LlmClient client = stack(List.of(model, spare));
        for (int i = 0; i < 12; i++) {
            model.thenThrow(down());
        }
        for (int i = 0; i < 4; i++) {
            spare.thenAnswer("spare");
            assertThat(client.complete(REQUEST).text()).isEqualTo("spare");
        }

        assertThat(model.requests()).hasSize(9);
    }

    @Test
    void what_the_first_rejects_is_asked_once_there_and_then_of_the_spare() throws Exception {
        model.thenThrow(rejected());
        spare.thenAnswer("spare");

        assertThat(stack(List.of(model, spare)).complete(REQUEST).text()).isEqualTo("spare");

        assertThat(model.requests()).hasSize(1);
    }

    @Test
    void the_budget_is_asked_first() {
        LlmClient client = LlmStack.within(
                stack(List.of(model, spare)), TokenBudget.of(ModelBudget.ofTokens(10), TokenUsage.NONE));

        assertThatThrownBy(() -> client.complete(REQUEST)).hasMessageContaining("budget");
        assertThat(model.requests()).isEmpty();
        assertThat(spare.requests()).isEmpty();
    }

    @Test
    void everything_ends_within_the_timeout_of_the_request() {
        ScriptedLlmClient hanging = ScriptedLlmClient.answering(request -> {
            time.pass(request.timeout());
            throw down();
        });
        Duration start = time.now();

        assertThatThrownBy(() -> stack(List.of(hanging)).complete(REQUEST)).isInstanceOf(LlmUnavailableException.class);

        assertThat(time.now().minus(start)).isLessThanOrEqualTo(REQUEST.timeout());
        assertThat(hanging.requests()).hasSize(3);
    }

    @Test
    void a_stack_of_nothing_is_refused() {
        assertThatThrownBy(() -> stack(List.of())).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_stack_prints_its_endpoints_and_closes_them() {
        LlmClient client = stack(List.of(model, spare));

        assertThat(client.toString()).contains("ScriptedLlmClient");
        client.close();

        assertThatThrownBy(() -> client.complete(REQUEST)).isInstanceOf(IllegalStateException.class);
    }

    private LlmClient stack(List<LlmClient> clients) {
        return LlmStack.build(clients, ModelConfig.builder().build(), surroundings());
    }

    private LlmSurroundings surroundings() {
        return new LlmSurroundings(time, new SplittableRandom(1));
    }
}
