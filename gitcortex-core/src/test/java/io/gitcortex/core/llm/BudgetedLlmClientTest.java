package io.gitcortex.core.llm;

import static io.gitcortex.core.llm.LlmTestData.REQUEST;
import static io.gitcortex.core.llm.LlmTestData.down;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gitcortex.llm.LlmRejectedException;
import io.gitcortex.llm.LlmResponse;
import io.gitcortex.model.TokenUsage;
import io.gitcortex.testkit.llm.ScriptedLlmClient;
import org.junit.jupiter.api.Test;

class BudgetedLlmClientTest {
    private final ScriptedLlmClient model = ScriptedLlmClient.create();

    @Test
    void what_the_endpoint_says_is_charged() throws Exception {
        TokenBudget budget = TokenBudget.of(10_000, 500);
        model.thenAnswer(new LlmResponse("ok", new TokenUsage(70, 30), false));

        new BudgetedLlmClient(model, budget).complete(REQUEST);

        assertThat(budget.used()).isEqualTo(600);
    }

    @Test
    void where_the_endpoint_says_nothing_an_estimate_is_charged() throws Exception {
        TokenBudget budget = TokenBudget.of(10_000, 0);
        model.thenAnswer("x".repeat(300));

        new BudgetedLlmClient(model, budget).complete(REQUEST);

        assertThat(budget.used()).isBetween(100L, 150L);
    }

    @Test
    void a_failure_is_charged_nothing_and_keeps_nothing_set_aside() throws Exception {
        TokenBudget budget = TokenBudget.of(1100, 0);
        BudgetedLlmClient client = new BudgetedLlmClient(model, budget);
        model.thenThrow(down()).thenAnswer(new LlmResponse("ok", new TokenUsage(1, 1), false));

        assertThatThrownBy(() -> client.complete(REQUEST)).hasMessage("down");

        assertThat(budget.used()).isZero();
        assertThat(client.complete(REQUEST).text()).isEqualTo("ok");
    }

    @Test
    void a_used_up_budget_rejects_without_a_request() {
        TokenBudget budget = TokenBudget.of(1100, 1000);

        assertThatThrownBy(() -> new BudgetedLlmClient(model, budget).complete(REQUEST))
                .isInstanceOfSatisfying(
                        LlmRejectedException.class, e -> assertThat(e.status()).isZero())
                .hasMessageContaining("1100 tokens")
                .hasMessageContaining("raise the budget");
        assertThat(model.requests()).isEmpty();
    }

    @Test
    void calls_side_by_side_do_not_overdraw_together() throws Exception {
        TokenBudget budget = TokenBudget.of(1500, 0);
        BudgetedLlmClient client = new BudgetedLlmClient(model, budget);
        model.then(request -> {
            assertThatThrownBy(() -> client.complete(REQUEST))
                    .isInstanceOf(LlmRejectedException.class)
                    .hasMessageContaining("under way");
            return new LlmResponse("ok", new TokenUsage(1, 1), false);
        });

        client.complete(REQUEST);

        assertThat(budget.used()).isEqualTo(2);
    }
}
