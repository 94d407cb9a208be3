package io.gitcortex.llm;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The endpoint asks to wait. The same request may succeed after {@link #retryAfter()}. */
public final class LlmRateLimitedException extends LlmUnavailableException {
    private static final long serialVersionUID = 1L;

    private final @Nullable Duration retryAfter;

    /**
     * @param message what failed, without keys or prompts
     * @param retryAfter how long the endpoint asks to wait, or null where it does not say
     */
    public LlmRateLimitedException(String message, @Nullable Duration retryAfter) {
        super(message, null);
        this.retryAfter = retryAfter;
    }

    /**
     * How long the endpoint asks to wait.
     *
     * @return never negative; empty where it does not say
     */
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }
}
