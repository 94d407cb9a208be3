package io.gitcortex.core.state;

import io.gitcortex.core.state.WorkflowState.Draft;
import io.gitcortex.model.TerminalId;
import io.gitcortex.workflow.CommitEvent;
import io.gitcortex.workflow.CommitEvent.ReviewPassed;
import io.gitcortex.workflow.CommitEvent.ReviewRejected;
import io.gitcortex.workflow.CommitEvent.TerminalCompleted;
import io.gitcortex.workflow.CommitEvent.TerminalFailed;
import io.gitcortex.workflow.TerminalStatus;
import java.time.Instant;
import java.util.function.UnaryOperator;

/** What a reported result changes. Every other commit changes nothing. */
final class CommitFold {
    private CommitFold() {}

    static Draft apply(Draft draft, CommitEvent event, Instant at) {
        if (event instanceof TerminalCompleted completed) {
            Handoff handoff = new Handoff(completed.commit(), completed.filesChanged(), completed.notes());
            return settle(
                    draft,
                    completed.terminalId(),
                    terminal -> terminal.moved(
                            TerminalStatus.COMPLETED, terminal.rounds().succeeded(handoff), at));
        }
        if (event instanceof TerminalFailed failed) {
            return settle(
                    draft,
                    failed.terminalId(),
                    terminal -> terminal.moved(
                            TerminalStatus.FAILED, terminal.rounds().failed(failed.error()), at));
        }
        if (event instanceof ReviewPassed passed) {
            return verdict(
                    draft,
                    new Verdict(passed.reviewer(), passed.reviewed(), at),
                    reviewed -> reviewed.moved(
                            TerminalStatus.REVIEW_PASSED, reviewed.rounds().passed(), at));
        }
        if (event instanceof ReviewRejected rejected) {
            return verdict(
                    draft,
                    new Verdict(rejected.reviewer(), rejected.reviewed(), at),
                    reviewed -> reviewed.moved(
                            TerminalStatus.REVIEW_REJECTED, reviewed.rounds().rejected(rejected.issues()), at));
        }
        return draft;
    }

    private record Verdict(TerminalId reviewer, TerminalId reviewed, Instant at) {}

    private static Draft verdict(Draft draft, Verdict verdict, UnaryOperator<TerminalState> change) {
        int judged = draft.terminal(verdict.reviewed())
                .map(terminal -> terminal.rounds().count())
                .orElse(0);
        boolean asked = draft.terminal(verdict.reviewer())
                .flatMap(terminal -> terminal.rounds().open())
                .isPresent();
        return asked
                ? draft.change(verdict.reviewed(), change)
                        .change(
                                verdict.reviewer(),
                                reviewer -> reviewer.moved(
                                        TerminalStatus.COMPLETED,
                                        reviewer.rounds().judged(judged),
                                        verdict.at()))
                : draft;
    }

    private static Draft settle(Draft draft, TerminalId terminalId, UnaryOperator<TerminalState> change) {
        return draft.change(
                terminalId, terminal -> terminal.rounds().open().isPresent() ? change.apply(terminal) : terminal);
    }
}
