package io.gitcortex.core.state;

import io.gitcortex.model.CommitStatus;
import io.gitcortex.model.ReviewIssue;
import io.gitcortex.workflow.CommitSource;
import io.gitcortex.workflow.ReportedCommit;
import java.util.ArrayList;
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
 * @param results the reports that were found on the branch and settled rounds, oldest first
 * @param withdrawals how often work of this terminal was taken off the branch again
 */
public record RoundHistory(
        @Nullable Round newestOrNull,
        Failures failures,
        int rejections,
        List<ReviewIssue> issues,
        int judgedRound,
        @Nullable Handoff handoffOrNull,
        List<Result> results,
        int withdrawals) {
    static final RoundHistory NONE = new RoundHistory(null, Failures.NONE, 0, List.of(), 0, null, List.of(), 0);

    /**
     * Rounds in a row that ended without a good result.
     *
     * @param count how many
     * @param newest why the newest one did, or null if there is none
     */
    public record Failures(int count, @Nullable String newest) {
        static final Failures NONE = new Failures(0, null);
    }

    /** Copies the lists. */
    public RoundHistory {
        issues = List.copyOf(issues);
        results = List.copyOf(results);
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
        return new RoundHistory(round, failures, rejections, issues, judgedRound, handoffOrNull, results, withdrawals);
    }

    RoundHistory succeeded(@Nullable Handoff result) {
        return new RoundHistory(
                settled(),
                Failures.NONE,
                rejections,
                List.of(),
                judgedRound,
                result == null ? handoffOrNull : result,
                results,
                withdrawals);
    }

    RoundHistory judged(int subjectRound) {
        return new RoundHistory(
                settled(), Failures.NONE, rejections, issues, subjectRound, handoffOrNull, results, withdrawals);
    }

    RoundHistory failed(String reason) {
        Failures more = new Failures(failures.count() + 1, reason);
        return new RoundHistory(settled(), more, rejections, issues, judgedRound, handoffOrNull, results, withdrawals);
    }

    RoundHistory rejected(List<ReviewIssue> found) {
        return new RoundHistory(
                newestOrNull, failures, rejections + 1, found, judgedRound, handoffOrNull, results, withdrawals);
    }

    RoundHistory passed() {
        return new RoundHistory(
                newestOrNull, failures, rejections, List.of(), judgedRound, handoffOrNull, results, withdrawals);
    }

    /** With the report that has settled its newest round. */
    RoundHistory reported(ReportedCommit commit, CommitStatus status, long sequence) {
        if (newestOrNull == null || commit.source() != CommitSource.BRANCH) {
            return this; // What a host reports need not be on a branch that could be rewritten.
        }
        List<Result> more = new ArrayList<>(results);
        more.add(new Result(
                newestOrNull.number(), newestOrNull.instruction(), status, List.of(commit.hash()), sequence));
        return with(handoffOrNull, more, withdrawals);
    }

    /** With a rewritten commit in the place of the one that is gone. */
    RoundHistory rewritten(String replaced, Handoff now) {
        List<Result> after = results.stream()
                .map(result -> result.commit().equals(replaced)
                        ? result.alsoIn(now.commit().hash())
                        : result)
                .toList();
        boolean left =
                handoff().filter(own -> own.commit().hash().equals(replaced)).isPresent();
        return with(left ? now : handoffOrNull, after, withdrawals);
    }

    /** With one more commit that reports the newest result: where the first goes, this one still stands for it. */
    RoundHistory repeated(CommitStatus status, String commit) {
        if (results.isEmpty() || results.get(results.size() - 1).status() != status) {
            return this;
        }
        List<Result> after = new ArrayList<>(results);
        after.set(after.size() - 1, after.get(after.size() - 1).besides(commit));
        return with(handoffOrNull, after, withdrawals);
    }

    /** Without a report that is gone; and, where the work is given out again, without what it left. */
    RoundHistory withdrawn(String commit, boolean asked) {
        List<Result> rest = results.stream()
                .filter(result -> !result.commit().equals(commit))
                .toList();
        boolean left =
                handoff().filter(own -> own.commit().hash().equals(commit)).isPresent();
        return with(left && !asked ? null : handoffOrNull, rest, withdrawals + 1);
    }

    private RoundHistory with(@Nullable Handoff handoff, List<Result> reports, int taken) {
        return new RoundHistory(newestOrNull, failures, rejections, issues, judgedRound, handoff, reports, taken);
    }

    private @Nullable Round settled() {
        return newestOrNull == null ? null : newestOrNull.settle();
    }
}
