package io.gitcortex.core.llm;

import static io.gitcortex.core.llm.LlmTestData.REQUEST;
import static io.gitcortex.core.llm.LlmTestData.down;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gitcortex.llm.LlmResponse;
import io.gitcortex.model.TokenUsage;
import io.gitcortex.testkit.llm.ScriptedLlmClient;
import io.gitcortex.workflow.ModelBudget;
import io.gitcortex.workflow.ModelPrices;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

class BudgetedLlmClientTest {
    private final ScriptedLlmClient model = ScriptedLlmClient.create();

    @Test
    void what_the_endpoint_says_is_charged() throws Exception {
        TokenBudget budget = budget(10_000, 500);
        model.thenAnswer(new LlmResponse("ok", new TokenUsage(70, 30), false));

        new BudgetedLlmClient(model, budget).complete(REQUEST);

        assertThat(budget.used().totalTokens()).isEqualTo(600);
    }

    @Test
    void where_the_endpoint_says_nothing_an_estimate_is_charged() throws Exception {
        TokenBudget budget = budget(10_000, 0);
        model.thenAnswer("x".repeat(300));

        new BudgetedLlmClient(model, budget).complete(REQUEST);

        assertThat(budget.used().totalTokens()).isBetween(100L, 150L);
    }

    @Test
    void a_failure_is_charged_nothing_and_keeps_nothing_set_aside() throws Exception {
        TokenBudget budget = budget(1100, 0);
        BudgetedLlmClient client = new BudgetedLlmClient(model, budget);
        model.thenThrow(down()).thenAnswer(new LlmResponse("ok", new TokenUsage(1, 1), false));

        assertThatThrownBy(() -> client.complete(REQUEST)).hasMessage("down");

        assertThat(budget.used().totalTokens()).isZero();
        assertThat(client.complete(REQUEST).text()).isEqualTo("ok");
    }

    @Test
    void a_used_up_budget_rejects_without_a_request() {
        TokenBudget budget = budget(1100, 1000);

        assertThatThrownBy(() -> new BudgetedLlmClient(model, budget).complete(REQUEST))
                .isInstanceOf(LlmBudgetException.class)
                .hasMessageContaining("1100 tokens")
                .hasMessageContaining("1000 used")
                .hasMessageContaining("raise the budget");
        assertThat(model.requests()).isEmpty();
    }

    @Test
    void calls_side_by_side_do_not_overdraw_together() throws Exception {
        TokenBudget budget = budget(1500, 0);
        BudgetedLlmClient client = new BudgetedLlmClient(model, budget);
        model.then(request -> {
            assertThatThrownBy(() -> client.complete(REQUEST))
                    .isInstanceOf(LlmBudgetException.class)
                    .hasMessageContaining("under way");
            return new LlmResponse("ok", new TokenUsage(1, 1), false);
        });

        client.complete(REQUEST);

        assertThat(budget.used().totalTokens()).isEqualTo(2);
    }

    @Test
    void an_answer_says_what_it_used_also_where_the_endpoint_does_not() throws Exception {
        BudgetedLlmClient client = new BudgetedLlmClient(model, TokenBudget.of(ModelBudget.NONE, TokenUsage.NONE));
        model.thenAnswer(new LlmResponse("ok", new TokenUsage(70, 30), false)).thenAnswer("x".repeat(300));

        assertThat(client.complete(REQUEST).usage()).isEqualTo(new TokenUsage(70, 30));
        assertThat(client.complete(REQUEST).usage().outputTokens()).isEqualTo(100);
    }

    @Test
    void money_is_counted_to_the_last_digit_by_the_prices_of_the_host() throws Exception {
        ModelPrices prices = new ModelPrices(new BigDecimal("2.50"), new BigDecimal("10"));
        ModelBudget limit = ModelBudget.ofMoney(new BigDecimal("0.025"), prices);
        TokenBudget budget = TokenBudget.of(limit, new TokenUsage(4_000, 0));
        BudgetedLlmClient client = new BudgetedLlmClient(model, budget);
        model.thenAnswer(new LlmResponse("ok", new TokenUsage(100, 970), false));

        client.complete(REQUEST);

        assertThat(prices.of(budget.used())).isEqualByComparingTo("0.01995");
        assertThatThrownBy(() -> client.complete(REQUEST))
                .isInstanceOf(LlmBudgetException.class)
                .hasMessageContaining("budget of 0.025")
                .hasMessageContaining("0.01995 spent");
        assertThat(model.requests()).hasSize(1);
    }

    private static TokenBudget budget(long limit, long used) {
        return TokenBudget.of(ModelBudget.ofTokens(limit), new TokenUsage(used, 0));
    }
}
