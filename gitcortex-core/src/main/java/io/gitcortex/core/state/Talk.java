package io.gitcortex.core.state;

import io.gitcortex.model.QuestionId;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How the talk with a terminal's CLI stands.
 *
 * @param conversationOrNull what the CLI calls its conversation, or null if there is none to go on with
 * @param parking whether its newest round waits for what its account allows
 * @param stalled whether its newest round neither goes on nor ends
 * @param questionOrNull what a person was asked last because of its session, or null
 */
public record Talk(
        @Nullable String conversationOrNull,
        Parking parking,
        boolean stalled,
        @Nullable QuestionId questionOrNull) {
    static final Talk NONE = new Talk(null, Parking.NONE, false, null);

    /**
     * Waiting for what an account allows.
     *
     * @param untilOrNull when the round goes on, or null if it does not wait
     * @param times how often it has waited
     */
    public record Parking(@Nullable Instant untilOrNull, int times) {
        static final Parking NONE = new Parking(null, 0);
    }

    /** What the CLI calls its conversation. */
    public Optional<String> conversation() {
        return Optional.ofNullable(conversationOrNull);
    }

    /** When its newest round goes on; empty if it does not wait. */
    public Optional<Instant> parkedUntil() {
        return Optional.ofNullable(parking.untilOrNull());
    }

    /** What a person was asked last because of its session; perhaps answered since. */
    public Optional<QuestionId> question() {
        return Optional.ofNullable(questionOrNull);
    }

    Talk inNewRound() {
        return new Talk(conversationOrNull, Parking.NONE, false, null);
    }

    /** A new session owes nothing to what the last one did, but how often the round has waited. */
    Talk inNewSession() {
        return new Talk(conversationOrNull, new Parking(null, parking.times()), false, null);
    }

    Talk with(@Nullable String conversation) {
        return new Talk(conversation, parking, stalled, questionOrNull);
    }

    Talk parked(Instant until) {
        return new Talk(conversationOrNull, new Parking(until, parking.times() + 1), stalled, questionOrNull);
    }

    Talk stalled(boolean now) {
        return new Talk(conversationOrNull, parking, now, questionOrNull);
    }

    Talk waitsFor(QuestionId question) {
        return new Talk(conversationOrNull, parking, stalled, question);
    }
}
