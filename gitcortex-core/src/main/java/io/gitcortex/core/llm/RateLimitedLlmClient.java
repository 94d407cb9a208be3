package io.gitcortex.core.llm;

import io.gitcortex.llm.LlmClient;
import io.gitcortex.llm.LlmRateLimitedException;
import io.gitcortex.llm.LlmRequest;
import io.gitcortex.llm.LlmResponse;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Waits as long as an endpoint has asked for, 60 seconds at most, before it is asked again, by whichever thread. Who has less
 * time than that is told so at once.
 */
final class RateLimitedLlmClient implements LlmClient {
    static final Duration LONGEST_WAIT = Duration.ofSeconds(60);
    private static final Logger LOG = LoggerFactory.getLogger(RateLimitedLlmClient.class);

    private final LlmClient client;
    private final MonotonicTime time;
    private final Object lock = new Object();
    private Duration notBefore = Duration.ZERO;

    RateLimitedLlmClient(LlmClient client, MonotonicTime time) {
        this.client = client;
        this.time = time;
    }

    @Override
    public LlmResponse complete(LlmRequest request) throws InterruptedException {
        TimeBox box = new TimeBox(time, request);
        awaitTurn(box);
        try {
            return client.complete(box.remainder());
        } catch (LlmRateLimitedException e) {
            e.retryAfter().ifPresent(this::holdBack);
            throw e;
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

    private void awaitTurn(TimeBox box) throws InterruptedException {
        // More than once, since another thread may have been told to wait in the meantime.
        for (Duration wait = untilTurn(); wait.compareTo(Duration.ZERO) > 0; wait = untilTurn()) {
            if (wait.compareTo(box.left()) >= 0) {
                throw new LlmRateLimitedException(
                        client + " has asked to wait for another " + wait.toMillis()
                                + " ms, longer than this request can",
                        wait);
            }
            LOG.debug("{} is not asked for {} ms, as it wished", client, wait.toMillis());
            time.sleep(wait);
        }
    }

    private Duration untilTurn() {
        synchronized (lock) {
            return notBefore.minus(time.now());
        }
    }

    private void holdBack(Duration retryAfter) {
        Duration wait = retryAfter.compareTo(LONGEST_WAIT) < 0 ? retryAfter : LONGEST_WAIT;
        synchronized (lock) {
            Duration until = time.now().plus(wait);
            notBefore = until.compareTo(notBefore) > 0 ? until : notBefore;
        }
    }
}
