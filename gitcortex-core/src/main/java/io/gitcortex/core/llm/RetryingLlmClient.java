package io.gitcortex.core.llm;

import io.gitcortex.llm.LlmClient;
import io.gitcortex.llm.LlmRequest;
import io.gitcortex.llm.LlmResponse;
import io.gitcortex.llm.LlmUnavailableException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks again after a failure that may pass, while there are attempts and time left. What will never be taken is not asked
 * twice.
 */
final class RetryingLlmClient implements LlmClient {
    private static final Logger LOG = LoggerFactory.getLogger(RetryingLlmClient.class);

    private final LlmClient client;
    private final int attempts;
    private final Backoff backoff;
    private final MonotonicTime time;
    private volatile boolean closed;

    /** @param attempts in all, the first one counted */
    RetryingLlmClient(LlmClient client, int attempts, Backoff backoff, MonotonicTime time) {
        this.client = client;
        this.attempts = attempts;
        this.backoff = backoff;
        this.time = time;
    }

    @Override
    public LlmResponse complete(LlmRequest request) throws InterruptedException {
        TimeBox box = new TimeBox(time, request);
        for (int failures = 1; failures < attempts; failures++) {
            try {
                return client.complete(box.remainder());
            } catch (LlmUnavailableException e) {
                Duration wait = backoff.after(failures);
                if (closed || wait.compareTo(box.left()) >= 0) {
                    throw e;
                }
                LOG.info(
                        "{} failed ({}), attempt {} of {}; the next follows after {} ms",
                        client,
                        e.getClass().getSimpleName(),
                        failures,
                        attempts,
                        wait.toMillis());
                time.sleep(wait);
            }
        }
        return client.complete(box.remainder());
    }

    @Override
    public void close() {
        closed = true;
        client.close();
    }

    @Override
    public String toString() {
        return client.toString();
    }
}
