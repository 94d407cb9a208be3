package io.gitcortex.core.llm;

import io.gitcortex.llm.LlmMessage;
import io.gitcortex.llm.LlmRateLimitedException;
import io.gitcortex.llm.LlmRejectedException;
import io.gitcortex.llm.LlmRequest;
import io.gitcortex.llm.LlmUnavailableException;
import java.time.Duration;
import java.util.List;

/** A request, and everything that can go wrong with it. */
final class LlmTestData {
    static final Duration TIMEOUT = Duration.ofMinutes(5);
    static final LlmRequest REQUEST = asking(TIMEOUT);

    private LlmTestData() {}

    static LlmRequest asking(Duration timeout) {
        return new LlmRequest(List.of(LlmMessage.user("What next?")), timeout, "{}");
    }

    static LlmUnavailableException down() {
        return new LlmUnavailableException("down", null);
    }

    static LlmRateLimitedException limited(long seconds) {
        return new LlmRateLimitedException("slow down", Duration.ofSeconds(seconds));
    }

    static LlmRejectedException rejected() {
        return new LlmRejectedException("no", 401, null);
    }
}
