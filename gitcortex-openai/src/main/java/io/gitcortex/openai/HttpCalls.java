package io.gitcortex.openai;

import io.gitcortex.llm.LlmUnavailableException;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.net.ProtocolException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends requests and waits for answers, with an end to every wait: the deadline, an interrupt, or {@link #close()}. Thread-safe.
 *
 * <p>The JDK's own timeout of a request ends with the headers of the answer (until JDK 26); ours covers the body too.
 */
final class HttpCalls implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(HttpCalls.class);
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(30);

    private final Endpoint endpoint;
    private final boolean ownsClient;
    private final Object lock = new Object();
    private @Nullable HttpClient client;
    private final Set<Call> underWay = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    HttpCalls(Endpoint endpoint, @Nullable HttpClient given) {
        this.endpoint = endpoint;
        this.client = given;
        this.ownsClient = given == null;
    }

    /**
     * The answer to a request, whatever its status.
     *
     * @throws LlmUnavailableException if there is none in time, or this is closed meanwhile
     * @throws IllegalStateException if this is closed
     */
    Answer send(HttpRequest request, Deadline deadline) throws InterruptedException {
        Call call = new Call(client().sendAsync(request, BoundedBody::new));
        underWay.add(call);
        try {
            if (closed) {
                throw closedMeanwhile();
            }
            return call.answer(deadline);
        } catch (TimeoutException e) {
            throw new LlmUnavailableException(
                    "The model endpoint " + endpoint + " did not answer within the request's timeout: ask again later",
                    null);
        } catch (CancellationException e) {
            throw closedMeanwhile();
        } catch (ExecutionException e) {
            throw failure(e.getCause());
        } finally {
            call.giveUp();
            underWay.remove(call);
        }
    }

    void requireOpen() {
        if (closed) {
            throw new IllegalStateException("The client of the model endpoint " + endpoint + " has been closed");
        }
    }

    @Override
    public void close() {
        HttpClient ended;
        synchronized (lock) {
            closed = true;
            ended = client;
            client = null;
        }
        underWay.forEach(Call::giveUp);
        if (ended != null && ownsClient) {
            shutDown(ended);
        }
    }

    /** Made when first needed: a client that nobody asks costs no thread, and no look at the trust store. */
    private HttpClient client() {
        synchronized (lock) {
            requireOpen();
            if (client == null) {
                client = HttpClient.newBuilder()
                        .followRedirects(HttpClient.Redirect.NEVER)
                        .connectTimeout(CONNECT_TIMEOUT)
                        .build();
            }
            return client;
        }
    }

    private LlmUnavailableException closedMeanwhile() {
        return new LlmUnavailableException(
                "The client of the model endpoint " + endpoint + " was closed while it was asked", null);
    }

    private LlmUnavailableException failure(@Nullable Throwable cause) {
        if (closed) {
            return closedMeanwhile();
        }
        if (cause instanceof Error error) {
            throw error;
        }
        String kind = cause == null ? "unknown" : cause.getClass().getSimpleName();
        return new LlmUnavailableException(
                "The model endpoint " + endpoint + " could not be asked (" + kind
                        + "): check that it runs and can be reached",
                quotesTheEndpoint(cause) ? null : cause);
    }

    /** A peer that does not speak HTTP is quoted at length in the JDK's message. */
    private static boolean quotesTheEndpoint(@Nullable Throwable failure) {
        for (Throwable t = failure; t != null; t = t.getCause()) {
            if (t instanceof ProtocolException || !(t instanceof IOException)) {
                return true;
            }
        }
        return false;
    }

    /** From JDK 21 on a client can be told to end; before, its one thread ends when the garbage collector finds it. */
    private static void shutDown(HttpClient client) {
        try {
            MethodHandles.publicLookup()
                    .findVirtual(HttpClient.class, "shutdownNow", MethodType.methodType(void.class))
                    .invoke(client);
        } catch (NoSuchMethodException e) {
            LOG.trace("This JDK has no way to end an HTTP client");
        } catch (Throwable e) {
            LOG.warn("An HTTP client could not be ended ({}); its thread ends later", e.toString());
        }
    }

    /** A request that has been sent; one is equal to itself only. */
    private static final class Call {
        private final CompletableFuture<HttpResponse<Answer>> response;

        Call(CompletableFuture<HttpResponse<Answer>> response) {
            this.response = response;
        }

        Answer answer(Deadline deadline) throws InterruptedException, ExecutionException, TimeoutException {
            return response.get(deadline.remainingNanos(), TimeUnit.NANOSECONDS).body();
        }

        /** Closes the connection of a call that is not over; does nothing else. */
        void giveUp() {
            response.cancel(true);
        }
    }
}
