package io.gitcortex.core.run;

import io.gitcortex.core.run.CommitJudge.Found;
import io.gitcortex.core.state.TaskState;
import io.gitcortex.core.state.TerminalState;
import io.gitcortex.core.state.WorkflowState;
import io.gitcortex.model.TerminalId;
import io.gitcortex.store.WorkflowStore;
import io.gitcortex.workflow.CommitEvent;
import io.gitcortex.workflow.CommitEvent.ReviewPassed;
import io.gitcortex.workflow.CommitEvent.ReviewRejected;
import io.gitcortex.workflow.CommitEvent.TerminalCompleted;
import io.gitcortex.workflow.CommitEvent.TerminalFailed;
import io.gitcortex.workflow.CommitSource;
import io.gitcortex.workflow.RoundKind;
import io.gitcortex.workflow.TerminalEvent.RoundOpened;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Takes the commits that a host with a watcher of its own brings. Runs on the loop. */
final class HostReports {
    private final Journal journal;
    private final WorkflowStore store;
    private final Complaints complaints;

    HostReports(Journal journal, WorkflowStore store, Complaints complaints) {
        this.journal = journal;
        this.store = store;
        this.complaints = complaints;
    }

    /** A commit is handled once, whoever brings it. */
    void take(String hash, String branch, String message) {
        WorkflowState state = journal.state();
        if (!store.recordedCommits(state.id(), List.of(hash)).isEmpty()) {
            return;
        }
        Found found = new Found(
                hash,
                branch,
                state.taskOfBranch(branch).map(TaskState::id).orElse(null),
                message,
                CommitSource.HOST,
                List::of);
        CommitEvent event = new CommitJudge(state, journal.ledger(), any -> false).judge(found);
        Batch batch = new Batch();
        missingRound(state, event).ifPresent(round -> {
            state.terminal(round.terminalId())
                    .flatMap(TerminalState::taskId)
                    .ifPresent(task -> Questions.withdraw(state, task, batch));
            batch.add(round);
        });
        journal.append(batch.add(event));
        complaints.about(event, message);
    }

    /** A result settles the terminal's open round; where there is none, it opens one and settles it. */
    private static Optional<RoundOpened> missingRound(WorkflowState state, CommitEvent event) {
        if (event instanceof TerminalCompleted completed) {
            return round(state, completed.terminalId(), null);
        }
        if (event instanceof TerminalFailed failed) {
            return round(state, failed.terminalId(), null);
        }
        if (event instanceof ReviewPassed passed) {
            return round(state, passed.reviewer(), passed.reviewed());
        }
        return event instanceof ReviewRejected rejected
                ? round(state, rejected.reviewer(), rejected.reviewed())
                : Optional.empty();
    }

    private static Optional<RoundOpened> round(
            WorkflowState state, TerminalId terminalId, @Nullable TerminalId subject) {
        TerminalState terminal = state.terminal(terminalId).orElseThrow();
        if (terminal.rounds().open().isPresent()) {
            return Optional.empty();
        }
        RoundKind kind = subject == null ? RoundKind.WORK : RoundKind.REVIEW;
        int number = terminal.rounds().count() + 1;
        return Optional.of(new RoundOpened(state.id(), terminalId, number, kind, subject, 0));
    }
}
