package io.gitcortex.integration.crash;

import io.gitcortex.model.TerminalId;
import io.gitcortex.workflow.CommitEvent.ReviewPassed;
import io.gitcortex.workflow.CommitEvent.ReviewRejected;
import io.gitcortex.workflow.CommitEvent.TerminalCompleted;
import io.gitcortex.workflow.CommitEvent.TerminalFailed;
import io.gitcortex.workflow.DecisionEvent.InstructionDone;
import io.gitcortex.workflow.DecisionEvent.InstructionFailed;
import io.gitcortex.workflow.DecisionEvent.InstructionStarted;
import io.gitcortex.workflow.JournalEntry;
import io.gitcortex.workflow.TaskEvent.TaskCreated;
import io.gitcortex.workflow.TaskEvent.TaskMerged;
import io.gitcortex.workflow.TaskEvent.TaskStarted;
import io.gitcortex.workflow.TerminalEvent.RoundFailed;
import io.gitcortex.workflow.TerminalEvent.RoundOpened;
import io.gitcortex.workflow.TerminalEvent.TerminalCreated;
import io.gitcortex.workflow.WorkflowEvent;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Finds effects that have come about twice: what may happen once for an instruction, a task, a terminal or a round. */
final class EffectCheck {
    private final Set<Object> once = new HashSet<>();
    private final Set<TerminalId> open = new HashSet<>();
    private final List<String> repeated = new ArrayList<>();

    List<String> repeated(List<JournalEntry> journal) {
        journal.forEach(this::take);
        return repeated;
    }

    private void take(JournalEntry entry) {
        WorkflowEvent event = entry.event();
        Optional<Object> key = key(event);
        if (key.isPresent() && !once.add(key.get())) {
            repeated.add(entry.toString());
        }
        if (event instanceof RoundOpened round && !open.add(round.terminalId())) {
            repeated.add("a second round beside the first: " + entry);
        }
        Optional<TerminalId> settled = settled(event);
        if (settled.isPresent() && !open.remove(settled.get())) {
            repeated.add("settled twice: " + entry);
        }
    }

    private record Key(String effect, Object of) {}

    private static Optional<Object> key(WorkflowEvent event) {
        if (event instanceof InstructionStarted started) {
            return Optional.of(new Key("started", started.instruction()));
        }
        if (event instanceof InstructionDone done) {
            return Optional.of(new Key("outcome", done.instruction()));
        }
        if (event instanceof InstructionFailed failed) {
            return Optional.of(new Key("outcome", failed.instruction()));
        }
        if (event instanceof RoundOpened round && round.instruction() > 0) {
            return Optional.of(new Key("round", round.instruction()));
        }
        if (event instanceof TaskStarted started) {
            return Optional.of(new Key("branch", started.taskId()));
        }
        if (event instanceof TaskMerged merged) {
            return Optional.of(new Key("merge", merged.taskId()));
        }
        if (event instanceof TaskCreated created) {
            return Optional.of(new Key("task", created.taskId()));
        }
        return event instanceof TerminalCreated created
                ? Optional.of(new Key("terminal", created.terminalId()))
                : Optional.empty();
    }

    /** The terminal whose round an event settles. */
    private static Optional<TerminalId> settled(WorkflowEvent event) {
        if (event instanceof TerminalCompleted completed) {
            return Optional.of(completed.terminalId());
        }
        if (event instanceof TerminalFailed failed) {
            return Optional.of(failed.terminalId());
        }
        if (event instanceof ReviewPassed passed) {
            return Optional.of(passed.reviewer());
        }
        if (event instanceof ReviewRejected rejected) {
            return Optional.of(rejected.reviewer());
        }
        return event instanceof RoundFailed failed ? Optional.of(failed.terminalId()) : Optional.empty();
    }
}
