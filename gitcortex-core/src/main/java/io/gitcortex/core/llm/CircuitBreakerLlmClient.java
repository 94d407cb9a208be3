package io.gitcortex.core.llm;

import io.gitcortex.llm.LlmClient;
import io.gitcortex.llm.LlmRateLimitedException;
import io.gitcortex.llm.LlmRejectedException;
import io.gitcortex.llm.LlmRequest;
import io.gitcortex.llm.LlmResponse;
import io.gitcortex.llm.LlmUnavailableException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Leaves an endpoint alone that has failed three calls in a row, each with all its attempts: for 30 seconds every call fails
 * at once, then a single one tries, and decides. An endpoint that answers, if only to refuse or to ask for patience, has not
 * failed.
 */
final class CircuitBreakerLlmClient implements LlmClient {
    static final int FAILURES_TO_OPEN = 3;
    static final Duration OPEN_FOR = Duration.ofSeconds(30);
    private static final Logger LOG = LoggerFactory.getLogger(CircuitBreakerLlmClient.class);

    private final LlmClient client;
    private final MonotonicTime time;
    private final Object lock = new Object();
    private int failures;
    private Duration closedUntil = Duration.ZERO;
    private boolean probing;

    CircuitBreakerLlmClient(LlmClient client, MonotonicTime time) {
        this.client = client;
        this.time = time;
    }

    @Override
    public LlmResponse complete(LlmRequest request) throws InterruptedException {
        boolean probe = admit();
        try {
            LlmResponse response = client.complete(request);
            answered();
            return response;
        } catch (LlmRejectedException | LlmRateLimitedException e) {
            answered();
            throw e;
        } catch (LlmUnavailableException e) {
            failed();
            throw e;
        } finally {
            // Also after an interrupt, which says nothing about the endpoint: the next caller may try.
            endProbe(probe);
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

    /** Whether this call is the one that decides. */
    private boolean admit() {
        synchronized (lock) {
            if (failures < FAILURES_TO_OPEN) {
                return false;
            }
            Duration wait = closedUntil.minus(time.now());
            if (probing || wait.compareTo(Duration.ZERO) > 0) {
                throw new LlmUnavailableException(
                        client + " has failed " + failures
                                + " times in a row and is not asked for now; it will be tried again "
                                + (probing ? "when the call that tries it has ended" : "in " + wait.toMillis() + " ms"),
                        null);
            }
            probing = true;
            return true;
        }
    }

    private void answered() {
        synchronized (lock) {
            if (failures >= FAILURES_TO_OPEN) {
                LOG.info("{} answers again", client);
            }
            failures = 0;
        }
    }

    private void failed() {
        synchronized (lock) {
            failures++;
            if (failures >= FAILURES_TO_OPEN) {
                closedUntil = time.now().plus(OPEN_FOR);
                LOG.warn("{} has failed {} times in a row: not asked for {} s", client, failures, OPEN_FOR.toSeconds());
            }
        }
    }

    private void endProbe(boolean probe) {
        if (probe) {
            synchronized (lock) {
                probing = false;
            }
        }
    }
}
