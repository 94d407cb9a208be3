package io.gitcortex.core.llm;

import io.gitcortex.llm.LlmClient;
import io.gitcortex.llm.LlmRequest;
import io.gitcortex.llm.LlmResponse;
import java.time.Duration;

/** Gives a single request less time than the caller has in all, so that there is time left for another one. */
final class TimeLimitedLlmClient implements LlmClient {
    private final LlmClient client;
    private final Duration longest;

    TimeLimitedLlmClient(LlmClient client, Duration longest) {
        this.client = client;
        this.longest = longest;
    }

    @Override
    public LlmResponse complete(LlmRequest request) throws InterruptedException {
        return client.complete(
                request.timeout().compareTo(longest) <= 0
                        ? request
                        : new LlmRequest(request.messages(), longest, request.jsonSchema()));
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
