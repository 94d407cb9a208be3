package io.gitcortex.testkit.llm;

import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How a {@link ModelPeer} treats whoever asks it.
 *
 * <p>Immutable.
 */
public sealed interface PeerReply {
    /**
     * It answers. Over HTTP: status 200.
     *
     * @param text what it says
     */
    record Text(String text) implements PeerReply {
        public Text {
            Objects.requireNonNull(text, "text");
        }
    }

    /** It answers with the text of the last message that it was sent, unchanged. Over HTTP: status 200. */
    record Echo() implements PeerReply {}

    /**
     * It asks to wait. Over HTTP: status 429.
     *
     * @param retryAfter how long to wait, in whole seconds, or null where it does not say
     */
    record RateLimited(@Nullable Duration retryAfter) implements PeerReply {}

    /**
     * It fails for now. Over HTTP: status 503.
     *
     * @param said what it says about that
     */
    record Failing(String said) implements PeerReply {
        public Failing {
            Objects.requireNonNull(said, "said");
        }
    }

    /**
     * It will never take the request. Over HTTP: status 400.
     *
     * @param said what it says about that
     */
    record Rejected(String said) implements PeerReply {
        public Rejected {
            Objects.requireNonNull(said, "said");
        }
    }

    /** It hangs up without an answer. */
    record HangUp() implements PeerReply {}

    /** It listens, and never answers. */
    record Silence() implements PeerReply {}
}
