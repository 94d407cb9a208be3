package io.gitcortex.core.run;

import io.gitcortex.core.decide.Targets;
import io.gitcortex.core.git.CommitReader;
import io.gitcortex.core.state.Result;
import io.gitcortex.core.state.Round;
import io.gitcortex.core.state.TerminalState;
import io.gitcortex.core.state.WorkflowState;
import io.gitcortex.model.CommitStatus;
import io.gitcortex.model.TaskId;
import io.gitcortex.model.TokenUsage;
import io.gitcortex.workflow.DecisionEvent.DecisionMade;
import io.gitcortex.workflow.DecisionSource;
import io.gitcortex.workflow.Instruction.StartTerminal;
import io.gitcortex.workflow.JournalEntry;
import io.gitcortex.workflow.QuestionEvent.QuestionAsked;
import io.gitcortex.workflow.TaskStatus;
import io.gitcortex.workflow.TerminalEvent.ResultWithdrawn;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Notices that the commit which reported a terminal's newest work as done is no longer on its branch, and that none has taken
 * its place. Where nobody has gone on from it, the work is given out again; else a person is asked. Runs on the loop.
 *
 * <p>Verdicts and failures need no commit to stand on: they hold, whatever becomes of theirs. So does work that the same
 * terminal has followed up by more.
 */
final class Withdrawals {
    /** Whoever takes a commit back to make it anew is done by then; what has been seen on the branch is not given up sooner. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private static final int PAGE = 500;

    private final Journal journal;
    private final CommitReader reader;
    private final PastEvents past;
    private final Questions questions;
    /** By task, the tip that was last seen to hold everything it should. */
    private final Map<TaskId, String> whole = new HashMap<>();
    /** Since when a commit has been missing. */
    private final Map<String, Instant> missing = new HashMap<>();

    Withdrawals(Journal journal, Rooms.Base base, Questions questions) {
        this.journal = journal;
        this.reader = base.reader();
        this.past = new PastEvents(base.store());
        this.questions = questions;
    }

    /**
     * Looks at a branch that has just been read.
     *
     * @param before the newest event before that: what was recorded since and is missing already has never been seen there
     */
    void look(TaskId taskId, String tip, long before) {
        if (tip.equals(whole.get(taskId)) || isOver(taskId)) {
            return;
        }
        boolean complete = true;
        for (TerminalState terminal : journal.state().terminals(taskId)) {
            Optional<Result> lost = work(terminal).filter(result -> !reader.isAncestor(result.commit(), tip));
            if (lost.isPresent()) {
                complete &= miss(taskId, terminal, lost.get(), before);
            }
        }
        if (complete) {
            whole.put(taskId, tip);
        } else {
            whole.remove(taskId);
        }
    }

    private boolean isOver(TaskId taskId) {
        WorkflowState state = journal.state();
        return state.status().isFinal()
                || state.task(taskId).filter(task -> !task.status().isFinal()).isEmpty();
    }

    /** What the terminal's newest round has led to, if that is work done. */
    private static Optional<Result> work(TerminalState terminal) {
        List<Result> results = terminal.rounds().results();
        return results.isEmpty()
                ? Optional.empty()
                : Optional.of(results.get(results.size() - 1))
                        .filter(result -> result.status() == CommitStatus.COMPLETED)
                        .filter(result -> result.round() == terminal.rounds().count());
    }

    /** True if it has been dealt with; false if it may come back. */
    private boolean miss(TaskId taskId, TerminalState terminal, Result lost, long before) {
        Instant since = missing.computeIfAbsent(lost.commit(), hash -> journal.now());
        boolean seen = lost.sequence() <= before;
        if (seen && journal.now().isBefore(since.plus(PATIENCE))) {
            return false;
        }
        missing.remove(lost.commit());
        withdraw(taskId, terminal, lost);
        return true;
    }

    private void withdraw(TaskId taskId, TerminalState terminal, Result lost) {
        WorkflowState state = journal.state();
        boolean actedOn = hasBeenActedOn(taskId, lost);
        Batch batch = Batch.of(new ResultWithdrawn(state.id(), terminal.id(), lost.round(), lost.commit(), actedOn));
        StartTerminal again = new StartTerminal(terminal.id(), words(terminal, lost));
        if (!actedOn) {
            batch.add(new DecisionMade(
                    state.id(),
                    state.counters().decisions() + 1,
                    state.counters().decidedThrough(),
                    DecisionSource.PLAYBOOK,
                    Numbering.after(state, List.of(again)),
                    TokenUsage.NONE));
        } else {
            batch.add(new QuestionAsked(state.id(), questions.aboutLostWork(taskId, lost.commit(), again)));
        }
        journal.append(batch);
    }

    private static String words(TerminalState terminal, Result lost) {
        String told = "The commit " + lost.commit() + ", which reported this work as done, is no longer on the branch."
                + " Look at what is there, do what is missing, and report again.";
        return terminal.rounds()
                .newest()
                .map(Round::asked)
                .filter(asked -> !asked.isBlank())
                .map(asked -> told + "\n\n" + asked)
                .orElse(told);
    }

    private boolean hasBeenActedOn(TaskId taskId, Result lost) {
        WorkflowState state = journal.state();
        boolean running = state.task(taskId)
                .filter(task -> task.status() == TaskStatus.RUNNING)
                .isPresent();
        if (!running) {
            return true;
        }
        long after = lost.sequence();
        List<JournalEntry> page = past.after(state.id(), after, PAGE);
        while (!page.isEmpty()) {
            if (page.stream().anyMatch(entry -> decidesAbout(state, taskId, entry))) {
                return true;
            }
            after = page.get(page.size() - 1).sequence();
            page = past.after(state.id(), after, PAGE);
        }
        return false;
    }

    private static boolean decidesAbout(WorkflowState state, TaskId taskId, JournalEntry entry) {
        return entry.event() instanceof DecisionMade made
                && made.instructions().stream()
                        .anyMatch(numbered -> Targets.task(state, numbered.instruction())
                                .filter(taskId::equals)
                                .isPresent());
    }
}
