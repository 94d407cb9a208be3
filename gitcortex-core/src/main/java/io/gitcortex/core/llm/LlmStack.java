package io.gitcortex.core.llm;

import io.gitcortex.llm.LlmClient;
import io.gitcortex.workflow.ModelConfig;
import java.util.List;

/**
 * Puts together what a decision asks a model through. From outside in: the workflow's budget, fail-over, and for
 * each endpoint a circuit breaker, retry, rate limit and time limit.
 *
 * <p>The timeout of a request to the stack is the time for everything ({@code decisionTimeout}, or what is left of it); each
 * request to an endpoint gets {@code llmTimeout} of it at most.
 */
public final class LlmStack {
    private LlmStack() {}

    /**
     * One client in front of others.
     *
     * @param clients the endpoints, the preferred one first; at least one
     * @param config attempts, delay and time limit
     * @param surroundings time and randomness
     * @return a client that is as thread-safe as those given. Closing it closes them; who does not own them leaves it open,
     *     since it holds nothing else
     * @throws IllegalArgumentException if there is no client
     */
    public static LlmClient build(List<LlmClient> clients, ModelConfig config, LlmSurroundings surroundings) {
        if (clients.isEmpty()) {
            throw new IllegalArgumentException("A stack needs at least one client of a model");
        }
        // One for all endpoints: it also keeps threads apart that share the generator.
        Backoff backoff = new Backoff(config.retryDelay(), surroundings.random());
        List<LlmClient> guarded = clients.stream()
                .map(client -> guarded(client, config, backoff, surroundings.time()))
                .toList();
        return guarded.size() == 1 ? guarded.get(0) : new FailoverLlmClient(guarded, surroundings.time());
    }

    /**
     * A client that asks only while there is budget left, and says of every answer what it used: an estimate where the
     * endpoint does not say.
     *
     * @param client asks
     * @param budget what may be used, and has been
     * @return a client in front of the given one; who does not own that leaves it open, since it holds nothing else
     */
    public static LlmClient within(LlmClient client, TokenBudget budget) {
        return new BudgetedLlmClient(client, budget);
    }

    private static LlmClient guarded(LlmClient endpoint, ModelConfig config, Backoff backoff, MonotonicTime time) {
        LlmClient limited = new RateLimitedLlmClient(new TimeLimitedLlmClient(endpoint, config.llmTimeout()), time);
        return new CircuitBreakerLlmClient(new RetryingLlmClient(limited, config.maxRetries(), backoff, time), time);
    }
}
