package io.gitcortex.core.state;

import io.gitcortex.model.ReviewIssue;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a terminal's rounds have led to.
 *
 * @param newestOrNull the newest round, or null before the first
 * @param failures the rounds in a row that ended without a good result
 * @param rejections verdicts against this terminal's work
 * @param issues what the newest verdict asks for; empty after a good one
 * @param judgedRound for a reviewer: the newest round of its subject that it has judged; 0 for none
 * @param handoffOrNull the newest good result, or null
 */
public record RoundHistory(
        @Nullable Round newestOrNull,
        Failures failures,
        int rejections,
        List<ReviewIssue> issues,
        int judgedRound,
        @Nullable Handoff handoffOrNull) {
    static final RoundHistory NONE = new RoundHistory(null, Failures.NONE, 0, List.of(), 0, null);

    /**
     * Rounds in a row that ended without a good result.
     *
     * @param count how many
     * @param newest why the newest one did, or null if there is none
     */
    public record Failures(int count, @Nullable String newest) {
        static final Failures NONE = new Failures(0, null);
    }

    /** Copies the list. */
    public RoundHistory {
        issues = List.copyOf(issues);
    }

    /** The newest round. */
    public Optional<Round> newest() {
        return Optional.ofNullable(newestOrNull);
    }

    /** The round that waits for a result. */
    public Optional<Round> open() {
        return newest().filter(Round::isOpen);
    }

    /** The newest good result. */
    public Optional<Handoff> handoff() {
        return Optional.ofNullable(handoffOrNull);
    }

    /** How many rounds there have been. */
    public int count() {
        return newestOrNull == null ? 0 : newestOrNull.number();
    }

    RoundHistory opened(Round round) {
        return new RoundHistory(round, failures, rejections, issues, judgedRound, handoffOrNull);
    }

    RoundHistory succeeded(@Nullable Handoff result) {
        return new RoundHistory(
                settled(), Failures.NONE, rejections, List.of(), judgedRound, result == null ? handoffOrNull : result);
    }

    RoundHistory judged(int subjectRound) {
        return new RoundHistory(settled(), Failures.NONE, rejections, issues, subjectRound, handoffOrNull);
    }

    RoundHistory failed(String reason) {
        Failures more = new Failures(failures.count() + 1, reason);
        return new RoundHistory(settled(), more, rejections, issues, judgedRound, handoffOrNull);
    }

    RoundHistory rejected(List<ReviewIssue> found) {
        return new RoundHistory(newestOrNull, failures, rejections + 1, found, judgedRound, handoffOrNull);
    }

    RoundHistory passed() {
        return new RoundHistory(newestOrNull, failures, rejections, List.of(), judgedRound, handoffOrNull);
    }

    private @Nullable Round settled() {
        return newestOrNull == null ? null : newestOrNull.settle();
    }
}
