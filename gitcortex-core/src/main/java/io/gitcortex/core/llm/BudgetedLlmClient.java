package io.gitcortex.core.llm;

import io.gitcortex.llm.LlmClient;
import io.gitcortex.llm.LlmRequest;
import io.gitcortex.llm.LlmResponse;

/** Asks only while there is budget left. */
final class BudgetedLlmClient implements LlmClient {
    private final LlmClient client;
    private final TokenBudget budget;

    BudgetedLlmClient(LlmClient client, TokenBudget budget) {
        this.client = client;
        this.budget = budget;
    }

    @Override
    public LlmResponse complete(LlmRequest request) throws InterruptedException {
        long reservation = budget.reserve(request);
        try {
            LlmResponse response = client.complete(request);
            budget.charge(request, response);
            return response;
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
