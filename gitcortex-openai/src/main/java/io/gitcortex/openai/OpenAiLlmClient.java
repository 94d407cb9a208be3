package io.gitcortex.openai;

import io.gitcortex.llm.LlmClient;
import io.gitcortex.llm.LlmRequest;
import io.gitcortex.llm.LlmResponse;
import io.gitcortex.model.Secret;
import java.net.http.HttpClient;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A model behind an endpoint that is compatible with OpenAI's chat completions: OpenAI itself, a gateway, or a local server.
 *
 * <pre>{@code
 * try (LlmClient model = OpenAiLlmClient.builder().apiKey(key).model("gpt-4.1").build()) {
 *     LlmResponse reply = model.complete(request);
 * }
 * }</pre>
 *
 * <p>It posts to {@code {base}/chat/completions}, waits for the whole reply (8 MiB at most), follows no redirect and never
 * asks twice, with one exception: an endpoint that refuses a JSON schema (status 400, with a word on
 * {@code response_format}) is asked once more without, within the same timeout, and is not sent a schema again for the
 * life of this client.
 *
 * <p>Status 429, and 408, 409 and 5xx with a {@code Retry-After}, become
 * {@link io.gitcortex.llm.LlmRateLimitedException}; 408, 409, 5xx, failures to connect, silence, and answers that are not
 * what the API promises {@link io.gitcortex.llm.LlmUnavailableException}; every other status
 * {@link io.gitcortex.llm.LlmRejectedException}.
 *
 * <p>Thread-safe. Whoever built it closes it.
 */
public final class OpenAiLlmClient implements LlmClient {
    private static final Logger LOG = LoggerFactory.getLogger(OpenAiLlmClient.class);

    private final Endpoint endpoint;
    private final String model;
    private final @Nullable Secret key;
    private final Clock clock;
    private final HttpCalls calls;
    private volatile boolean refusesSchemas;

    private OpenAiLlmClient(Builder builder, String model) {
        this.model = model;
        this.key = builder.apiKey == null ? null : builder.apiKey.use(Secret::of);
        this.endpoint = Endpoint.of(builder.baseUrl, key);
        this.clock = builder.clock;
        this.calls = new HttpCalls(endpoint, builder.httpClient);
    }

    /**
     * Starts a client of OpenAI's own endpoint, without a key.
     *
     * @return a builder
     */
    public static Builder builder() {
        return new Builder();
    }

    @Override
    public LlmResponse complete(LlmRequest request) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException("Interrupted before the model was asked");
        }
        calls.requireOpen();
        Deadline deadline = Deadline.in(request.timeout());
        boolean withSchema = request.schema().isPresent() && !refusesSchemas;
        Answer answer = ask(request, withSchema, deadline);
        if (withSchema && !answer.isSuccess() && refusal(answer, request).concernsResponseFormat()) {
            refusesSchemas = true;
            LOG.info(
                    "The model endpoint {} takes no JSON schema: model {} is asked for JSON in words only",
                    endpoint,
                    model);
            answer = ask(request, false, deadline);
        }
        if (!answer.isSuccess()) {
            throw refusal(answer, request).toException(clock);
        }
        return new ChatReply(endpoint).read(answer, request);
    }

    @Override
    public void close() {
        calls.close();
        if (key != null) {
            key.close();
        }
    }

    /** The endpoint and the model: never the key. */
    @Override
    public String toString() {
        return "OpenAiLlmClient[" + endpoint + ", " + model + "]";
    }

    private Answer ask(LlmRequest request, boolean withSchema, Deadline deadline) throws InterruptedException {
        byte[] body = new ChatRequest(model).write(request, withSchema);
        long start = System.nanoTime();
        Answer answer = calls.send(endpoint.request(body), deadline);
        LOG.debug(
                "The model endpoint {} answered {} for model {} after {} ms",
                endpoint,
                answer.status(),
                model,
                (System.nanoTime() - start) / 1_000_000);
        return answer;
    }

    private Refusal refusal(Answer answer, LlmRequest request) {
        return Refusal.of(endpoint, answer, request);
    }

    /** Collects the parts of an {@link OpenAiLlmClient}. Not thread-safe. */
    public static final class Builder {
        static final String OFFICIAL_BASE_URL = "https://api.openai.com/v1";

        private String baseUrl = OFFICIAL_BASE_URL;
        private @Nullable Secret apiKey;
        private @Nullable String model;
        private Clock clock = Clock.systemUTC();
        private @Nullable HttpClient httpClient;

        private Builder() {}

        /**
         * Where the API is. Used as given: {@code /v1} is neither added nor taken away, slashes at its end are.
         *
         * @param url an http or https URL without user, query and fragment; the default is OpenAI's own
         * @return this builder
         */
        public Builder baseUrl(String url) {
            this.baseUrl = url;
            return this;
        }

        /**
         * The key, sent as a bearer token with each request, and nowhere else. A local endpoint may need none.
         *
         * @param key copied by {@link #build()}; stays the caller's to close
         * @return this builder
         */
        public Builder apiKey(Secret key) {
            this.apiKey = key;
            return this;
        }

        /**
         * The model to ask.
         *
         * @param name its name, as the endpoint knows it
         * @return this builder
         */
        public Builder model(String name) {
            this.model = name;
            return this;
        }

        /**
         * The clock by which a {@code Retry-After} that is a date is read.
         *
         * @param source the default is the system's
         * @return this builder
         */
        public Builder clock(Clock source) {
            this.clock = source;
            return this;
        }

        /**
         * The HTTP client to use, where a proxy or certificates of one's own are needed.
         *
         * @param client one that follows no redirects; stays the caller's
         * @return this builder
         */
        public Builder httpClient(HttpClient client) {
            this.httpClient = client;
            return this;
        }

        /**
         * The client. It neither connects nor starts a thread before it is first asked.
         *
         * @return a new client, which the caller closes
         * @throws IllegalArgumentException if no model is named, the base URL or the key cannot be used, or the HTTP client
         *     follows redirects; the message holds neither URL nor key
         */
        public OpenAiLlmClient build() {
            if (model == null || model.isBlank()) {
                throw new IllegalArgumentException(
                        "No model is named: call model(...) with a name that the endpoint knows");
            }
            if (httpClient != null && httpClient.followRedirects() != HttpClient.Redirect.NEVER) {
                throw new IllegalArgumentException(
                        "The HTTP client follows redirects, and the key would go along: build it with Redirect.NEVER");
            }
            return new OpenAiLlmClient(this, model);
        }
    }
}
