package io.gitcortex.openai;

import io.gitcortex.llm.LlmException;
import io.gitcortex.llm.LlmRateLimitedException;
import io.gitcortex.llm.LlmRejectedException;
import io.gitcortex.llm.LlmRequest;
import io.gitcortex.llm.LlmUnavailableException;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** An answer that is none, with what may be shown of it. */
final class Refusal {
    private final Endpoint endpoint;
    private final Answer answer;
    private final String said;

    private Refusal(Endpoint endpoint, Answer answer, String said) {
        this.endpoint = endpoint;
        this.answer = answer;
        this.said = said;
    }

    static Refusal of(Endpoint endpoint, Answer answer, LlmRequest request) {
        return new Refusal(endpoint, answer, endpoint.redaction().apply(ErrorText.of(answer), request));
    }

    /** Whether the endpoint takes everything but the schema of the reply. */
    boolean concernsResponseFormat() {
        return answer.status() == 400 && (said.contains("response_format") || said.contains("json_schema"));
    }

    /** The refusal as what the caller can do about it. */
    LlmException toException(Clock clock) {
        Duration retryAfter = retryAfter(clock);
        if (answer.status() == 429) {
            return new LlmRateLimitedException(sentence("wait before asking again"), retryAfter);
        }
        if (isPassing()) {
            String message = sentence("ask again later");
            return retryAfter == null
                    ? new LlmUnavailableException(message, null)
                    : new LlmRateLimitedException(message, retryAfter);
        }
        return new LlmRejectedException(sentence(wayOut()), answer.status(), null);
    }

    private boolean isPassing() {
        return answer.status() == 408 || answer.status() == 409 || answer.status() >= 500;
    }

    private @Nullable Duration retryAfter(Clock clock) {
        String header = answer.headers().firstValue("Retry-After").orElse(null);
        return header == null ? null : new RetryAfter(clock).parse(header);
    }

    private String sentence(String wayOut) {
        return "The model endpoint " + endpoint + " answered " + answer.status() + (said.isEmpty() ? "" : ": " + said)
                + " (" + wayOut + ")";
    }

    private String wayOut() {
        if (answer.status() < 400) {
            return "redirects are not followed, since the key would go along: set the base URL to the final address";
        }
        return switch (answer.status()) {
            case 401, 403 -> "check the API key, and what it may do";
            case 404, 405 -> "check the base URL, which is used as given, and the name of the model";
            case 413 -> "the request is too large: shorten the history or the prompt";
            default -> "the request will not be taken as it is: change the model, or what is asked";
        };
    }
}
