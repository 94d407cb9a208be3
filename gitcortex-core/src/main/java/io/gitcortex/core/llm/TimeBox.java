package io.gitcortex.core.llm;

import io.gitcortex.llm.LlmRequest;
import io.gitcortex.llm.LlmUnavailableException;
import java.time.Duration;

/** What is left of a request's timeout, which covers everything that is done about it: attempts, waits, other endpoints. */
final class TimeBox {
    private final MonotonicTime time;
    private final LlmRequest request;
    private final Duration start;

    TimeBox(MonotonicTime time, LlmRequest request) {
        this.time = time;
        this.request = request;
        this.start = time.now();
    }

    /** Zero or less when it is over. */
    Duration left() {
        return request.timeout().minus(time.now().minus(start));
    }

    /**
     * The request, with what is left as its timeout.
     *
     * @throws LlmUnavailableException if nothing is left
     */
    LlmRequest remainder() {
        return share(1);
    }

    /**
     * The request, with an equal share of what is left as its timeout.
     *
     * @throws LlmUnavailableException if nothing is left
     */
    LlmRequest share(int parts) {
        Duration share = left().dividedBy(parts);
        if (share.isNegative() || share.isZero()) {
            throw new LlmUnavailableException(
                    "The model was given " + request.timeout().toMillis()
                            + " ms in all, and they are over: ask again later",
                    null);
        }
        return new LlmRequest(request.messages(), share, request.jsonSchema());
    }
}
