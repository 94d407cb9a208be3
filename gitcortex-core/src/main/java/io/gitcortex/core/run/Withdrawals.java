package io.gitcortex.core.run;

import io.gitcortex.core.decide.Targets;
import io.gitcortex.core.git.CommitReader;
import io.gitcortex.core.state.Result;
import io.gitcortex.core.state.TerminalState;
import io.gitcortex.core.state.WorkflowState;
import io.gitcortex.model.CommitStatus;
import io.gitcortex.model.TaskId;
import io.gitcortex.model.TokenUsage;
import io.gitcortex.workflow.DecisionEvent.DecisionMade;
import io.gitcortex.workflow.DecisionEvent.InstructionFailed;
import io.gitcortex.workflow.DecisionEvent.InstructionStarted;
import io.gitcortex.workflow.DecisionSource;
import io.gitcortex.workflow.Instruction;
import io.gitcortex.workflow.Instruction.CompleteTask;
import io.gitcortex.workflow.Instruction.FixIssues;
import io.gitcortex.workflow.Instruction.MergeBranch;
import io.gitcortex.workflow.Instruction.ReviewCode;
import io.gitcortex.workflow.Instruction.StartTerminal;
import io.gitcortex.workflow.InstructionStatus;
import io.gitcortex.workflow.JournalEntry;
import io.gitcortex.workflow.QuestionEvent.QuestionAsked;
import io.gitcortex.workflow.TaskPlan;
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
 * its place. For some seconds everything else about the task waits: whoever takes a commit back to make it anew is done by then.
 * After that the work is given out again, once; where others have gone on from it, or it is not the first time, a person is
 * asked. Runs on the loop.
 *
 * <p>Verdicts and failures need no commit to stand on: they hold, whatever becomes of theirs. So does work that the same
 * terminal has followed up by more.
 */
final class Withdrawals {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    /** Where the branch cannot be looked at any more, because it is gone or damaged, others find out, and ask. */
    private static final Duration LONGEST_HOLD = Duration.ofSeconds(15);

    private static final int PAGE = 500;

    private final Journal journal;
    private final CommitReader reader;
    private final PastEvents past;
    private final Questions questions;
    /** By task, the tip that was last seen to hold everything it should. */
    private final Map<TaskId, String> whole = new HashMap<>();
    /** By task, since when which commits have been missing. */
    private final Map<TaskId, Map<String, Instant>> missing = new HashMap<>();

    Withdrawals(Journal journal, Rooms.Base base, Questions questions) {
        this.journal = journal;
        this.reader = base.reader();
        this.past = new PastEvents(base.store());
        this.questions = questions;
    }

    /** Whether work of a task is missing that may come back: nothing is to be built on it, or on its absence. */
    boolean isMissing(TaskId taskId) {
        return missing.getOrDefault(taskId, Map.of()).values().stream()
                .anyMatch(since -> isWithin(since, LONGEST_HOLD));
    }

    /** A clock that was set back holds nothing up. */
    private boolean isWithin(Instant since, Duration time) {
        Instant now = journal.now();
        return !now.isBefore(since) && now.isBefore(since.plus(time));
    }

    /**
     * Looks at a branch that has just been read.
     *
     * @param news whether anything was recorded
     */
    void look(TaskId taskId, String tip, boolean news) {
        if (!news && tip.equals(whole.get(taskId))) {
            return;
        }
        Map<String, Instant> before = missing.getOrDefault(taskId, Map.of());
        Map<String, Instant> now = new HashMap<>();
        if (!isOver(taskId)) {
            for (TerminalState terminal : journal.state().terminals(taskId)) {
                Optional<Result> lost = work(terminal).filter(result -> isGone(result, tip));
                lost.ifPresent(result ->
                        miss(taskId, terminal, result, before).ifPresent(since -> now.put(result.commit(), since)));
            }
        }
        if (now.isEmpty()) {
            missing.remove(taskId);
            whole.put(taskId, tip);
        } else {
            missing.put(taskId, now);
            whole.remove(taskId);
        }
    }

    private boolean isOver(TaskId taskId) {
        WorkflowState state = journal.state();
        return state.status().isFinal()
                || state.task(taskId).filter(task -> !task.status().isFinal()).isEmpty();
    }

    private boolean isGone(Result result, String tip) {
        return result.commits().stream().noneMatch(commit -> reader.isAncestor(commit, tip));
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

    /** Since when it has been missing, if it may come back; else it has been dealt with. */
    private Optional<Instant> miss(TaskId taskId, TerminalState terminal, Result lost, Map<String, Instant> before) {
        Instant since = before.getOrDefault(lost.commit(), journal.now());
        if (isWithin(since, PATIENCE)) {
            return Optional.of(since);
        }
        withdraw(taskId, terminal, lost);
        return Optional.empty();
    }

    private void withdraw(TaskId taskId, TerminalState terminal, Result lost) {
        WorkflowState state = journal.state();
        boolean asked = terminal.rounds().withdrawals() > 0 || hasBeenActedOn(taskId, lost);
        Batch batch = Batch.of(new ResultWithdrawn(state.id(), terminal.id(), lost.round(), lost.commit(), asked));
        state.openInstructions().stream()
                .filter(open -> open.status() == InstructionStatus.READY && opensRound(open.instruction()))
                .filter(open -> isAbout(taskId, open.instruction()))
                .forEach(open -> batch.add(new InstructionFailed(
                        state.id(), open.number(), "the work that it goes on from is no longer on the branch")));
        StartTerminal again = new StartTerminal(terminal.id(), words(taskId, lost));
        if (asked) {
            batch.add(new QuestionAsked(
                    state.id(),
                    questions.aboutLostWork(
                            taskId, lost.commit(), again, terminal.rounds().withdrawals())));
        } else {
            batch.add(new DecisionMade(
                    state.id(),
                    state.counters().decisions() + 1,
                    state.counters().decidedThrough(),
                    DecisionSource.PLAYBOOK,
                    Numbering.after(state, List.of(again)),
                    TokenUsage.NONE));
        }
        journal.append(batch);
    }

    private static boolean opensRound(Instruction instruction) {
        return instruction instanceof StartTerminal
                || instruction instanceof FixIssues
                || instruction instanceof ReviewCode;
    }

    private String words(TaskId taskId, Result lost) {
        TaskPlan plan = journal.state().task(taskId).orElseThrow().plan();
        return "The commit " + lost.commit() + ", which reported this work as done, is no longer on the branch."
                + " Look at what is there, do what is missing, and report again.\n\n"
                + (plan.description().isBlank() ? plan.name() : plan.description());
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
            if (page.stream().anyMatch(entry -> beginsWork(taskId, entry))) {
                return true;
            }
            after = page.get(page.size() - 1).sequence();
            page = past.after(state.id(), after, PAGE);
        }
        return false;
    }

    private boolean beginsWork(TaskId taskId, JournalEntry entry) {
        return entry.event() instanceof InstructionStarted started
                && journal.ledger()
                        .issued(started.instruction())
                        .filter(issued -> opensRound(issued.instruction())
                                || issued.instruction() instanceof CompleteTask
                                || issued.instruction() instanceof MergeBranch)
                        .filter(issued -> isAbout(taskId, issued.instruction()))
                        .isPresent();
    }

    private boolean isAbout(TaskId taskId, Instruction instruction) {
        return Targets.task(journal.state(), instruction).filter(taskId::equals).isPresent();
    }
}
