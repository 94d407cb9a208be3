package io.gitcortex.core.llm;

import io.gitcortex.llm.LlmClient;
import io.gitcortex.llm.LlmRequest;
import io.gitcortex.llm.LlmResponse;
import io.gitcortex.model.TokenUsage;

/** Asks only while there is budget left, and says of every answer what it used. */
final class BudgetedLlmClient implements LlmClient {
    private final LlmClient client;
    private final TokenBudget budget;

    BudgetedLlmClient(LlmClient client, TokenBudget budget) {
        this.client = client;
        this.budget = budget;
    }

    @Override
    public LlmResponse complete(LlmRequest request) throws InterruptedException {
        TokenUsage reservation = budget.reserve(request);
        try {
            LlmResponse response = client.complete(request);
            return new LlmResponse(response.text(), budget.charge(request, response), response.truncated());
        } finally {
            budget.release(reservation);
        }
    }

    @Override
    public void close() {
        client.close();
    }

    @Override
    public String toString() {
        return client.toString();
    }
}
