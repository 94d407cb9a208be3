package io.gitcortex.core.llm;

import io.gitcortex.llm.LlmClient;
import io.gitcortex.llm.LlmException;
import io.gitcortex.llm.LlmRequest;
import io.gitcortex.llm.LlmResponse;
import io.gitcortex.llm.LlmUnavailableException;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the first client, and where it fails the next. Each gets an equal share of the time that is left, or one that hangs
 * would leave nothing for the others. A refusal makes room for the next client too: its key, model or limits are others.
 */
final class FailoverLlmClient implements LlmClient {
    private static final Logger LOG = LoggerFactory.getLogger(FailoverLlmClient.class);

    private final List<LlmClient> clients;
    private final MonotonicTime time;

    FailoverLlmClient(List<LlmClient> clients, MonotonicTime time) {
        this.clients = List.copyOf(clients);
        this.time = time;
    }

    @Override
    public LlmResponse complete(LlmRequest request) throws InterruptedException {
        TimeBox box = new TimeBox(time, request);
        List<LlmException> failures = new ArrayList<>();
        for (int i = 0; i < clients.size(); i++) {
            try {
                return clients.get(i).complete(box.share(clients.size() - i));
            } catch (LlmException e) {
                failures.add(e);
                if (i + 1 < clients.size()) {
                    LOG.warn("{} gave no answer ({}): {} is asked", clients.get(i), name(e), clients.get(i + 1));
                }
            }
        }
        throw worthiest(failures);
    }

    @Override
    public void close() {
        clients.forEach(LlmClient::close);
    }

    @Override
    public String toString() {
        return clients.toString();
    }

    /** One that may pass, if there is one, since the caller can then try again; the others go along. */
    private static LlmException worthiest(List<LlmException> failures) {
        LlmException worthiest = failures.stream()
                .filter(LlmUnavailableException.class::isInstance)
                .findFirst()
                .orElse(failures.get(0));
        failures.stream().filter(failure -> failure != worthiest).forEach(worthiest::addSuppressed);
        return worthiest;
    }

    private static String name(LlmException failure) {
        return failure.getClass().getSimpleName();
    }
}
