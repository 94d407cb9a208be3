package io.gitcortex.core.state;

import io.gitcortex.core.state.WorkflowState.Draft;
import io.gitcortex.model.CommitStatus;
import io.gitcortex.model.TerminalId;
import io.gitcortex.workflow.CommitEvent;
import io.gitcortex.workflow.CommitEvent.ResultRewritten;
import io.gitcortex.workflow.CommitEvent.ResultSuperseded;
import io.gitcortex.workflow.CommitEvent.ReviewPassed;
import io.gitcortex.workflow.CommitEvent.ReviewRejected;
import io.gitcortex.workflow.CommitEvent.TerminalCompleted;
import io.gitcortex.workflow.CommitEvent.TerminalFailed;
import io.gitcortex.workflow.ReportedCommit;
import io.gitcortex.workflow.TerminalStatus;
import java.time.Instant;
import java.util.function.UnaryOperator;

/** What a reported result changes. Every other commit changes nothing. */
final class CommitFold {
    private CommitFold() {}

    static Draft apply(Draft draft, CommitEvent event, Instant at) {
        if (event instanceof TerminalCompleted completed) {
            Handoff handoff = new Handoff(completed.commit(), completed.filesChanged(), completed.notes());
            Report report = new Report(completed.commit(), CommitStatus.COMPLETED, at);
            return settle(
                    draft,
                    completed.terminalId(),
                    report,
                    terminal -> terminal.moved(
                            TerminalStatus.COMPLETED, terminal.rounds().succeeded(handoff), at));
        }
        if (event instanceof TerminalFailed failed) {
            Report report = new Report(failed.commit(), CommitStatus.FAILED, at);
            return settle(
                    draft,
                    failed.terminalId(),
                    report,
                    terminal -> terminal.moved(
                            TerminalStatus.FAILED, terminal.rounds().failed(failed.error()), at));
        }
        if (event instanceof ReviewPassed passed) {
            Report report = new Report(passed.commit(), CommitStatus.REVIEW_PASS, at);
            return verdict(
                    draft,
                    new Verdict(passed.reviewer(), passed.reviewed(), report),
                    reviewed -> reviewed.moved(
                            TerminalStatus.REVIEW_PASSED, reviewed.rounds().passed(), at));
        }
        if (event instanceof ReviewRejected rejected) {
            Report report = new Report(rejected.commit(), CommitStatus.REVIEW_REJECT, at);
            return verdict(
                    draft,
                    new Verdict(rejected.reviewer(), rejected.reviewed(), report),
                    reviewed -> reviewed.moved(
                            TerminalStatus.REVIEW_REJECTED, reviewed.rounds().rejected(rejected.issues()), at));
        }
        return repeat(draft, event, at);
    }

    private static Draft repeat(Draft draft, CommitEvent event, Instant at) {
        if (event instanceof ResultRewritten rewritten) {
            Handoff now = new Handoff(rewritten.commit(), rewritten.filesChanged(), rewritten.notes());
            return draft.change(
                    rewritten.terminalId(),
                    terminal -> terminal.withRounds(terminal.rounds().rewritten(rewritten.replaced(), now), at));
        }
        if (event instanceof ResultSuperseded again) {
            return draft.change(
                    again.terminalId(),
                    terminal -> terminal.withRounds(
                            terminal.rounds()
                                    .repeated(again.status(), again.commit().hash()),
                            at));
        }
        return draft;
    }

    /** A commit that settles a round, and what it reports. */
    private record Report(ReportedCommit commit, CommitStatus status, Instant at) {}

    private record Verdict(TerminalId reviewer, TerminalId reviewed, Report report) {}

    private static Draft verdict(Draft draft, Verdict verdict, UnaryOperator<TerminalState> change) {
        int judged = draft.terminal(verdict.reviewed())
                .map(terminal -> terminal.rounds().count())
                .orElse(0);
        boolean asked = draft.terminal(verdict.reviewer())
                .flatMap(terminal -> terminal.rounds().open())
                .isPresent();
        return asked
                ? settle(
                        draft.change(verdict.reviewed(), change),
                        verdict.reviewer(),
                        verdict.report(),
                        reviewer -> reviewer.moved(
                                TerminalStatus.COMPLETED,
                                reviewer.rounds().judged(judged),
                                verdict.report().at()))
                : draft;
    }

    private static Draft settle(
            Draft draft, TerminalId terminalId, Report report, UnaryOperator<TerminalState> change) {
        long sequence = draft.counters().sequence();
        return draft.change(terminalId, terminal -> {
            if (terminal.rounds().open().isEmpty()) {
                return terminal;
            }
            TerminalState settled = change.apply(terminal);
            return settled.withRounds(
                    settled.rounds().reported(report.commit(), report.status(), sequence), report.at());
        });
    }
}
