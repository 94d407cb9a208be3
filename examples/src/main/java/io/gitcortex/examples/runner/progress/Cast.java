package io.gitcortex.examples.runner.progress;

import io.gitcortex.model.TaskId;
import io.gitcortex.model.TerminalId;
import io.gitcortex.workflow.DecisionEvent.DecisionMade;
import io.gitcortex.workflow.LifecycleEvent.WorkflowCreated;
import io.gitcortex.workflow.RoundKind;
import io.gitcortex.workflow.TaskEvent.TaskCreated;
import io.gitcortex.workflow.TaskEvent.TaskMerged;
import io.gitcortex.workflow.TaskPlan;
import io.gitcortex.workflow.TerminalEvent.RoundOpened;
import io.gitcortex.workflow.TerminalEvent.TerminalCreated;
import io.gitcortex.workflow.TerminalPlan;
import io.gitcortex.workflow.WorkflowEvent;
import io.gitcortex.workflow.WorkflowPlan;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Who is who in a workflow, and what they have done: what its events have told so far. Not thread-safe. */
public final class Cast {
    private final Map<TerminalId, Seat> seats = new HashMap<>();
    private final Map<TerminalId, RoundOpened> rounds = new HashMap<>();
    private final Map<TaskId, String> merges = new HashMap<>();
    private final Map<Long, String> instructions = new HashMap<>();
    private @Nullable WorkflowPlan plan;

    private record Seat(@Nullable TaskId task, String role) {}

    /** Takes in an event; events come in order. */
    public void learn(WorkflowEvent event) {
        if (event instanceof WorkflowCreated created) {
            plan = created.plan();
            created.plan().tasks().forEach(this::add);
            created.plan().errorTerminal().ifPresent(seat -> add(null, seat));
        } else if (event instanceof TaskCreated created) {
            add(created.plan());
        } else if (event instanceof TerminalCreated created) {
            seats.put(
                    created.terminalId(),
                    new Seat(created.taskId(), created.plan().role()));
        } else if (event instanceof RoundOpened opened) {
            rounds.put(opened.terminalId(), opened);
        } else if (event instanceof TaskMerged merged) {
            merges.put(merged.taskId(), merged.mergeCommit());
        } else if (event instanceof DecisionMade made) {
            made.instructions()
                    .forEach(numbered -> instructions.put(numbered.number(), Wording.words(numbered.instruction())));
        }
    }

    private void add(TaskPlan task) {
        task.terminals().forEach(seat -> add(task.id().orElse(null), seat));
    }

    private void add(@Nullable TaskId task, TerminalPlan seat) {
        seat.id().ifPresent(id -> seats.put(id, new Seat(task, seat.role())));
    }

    /** The plan, or empty before the first event. */
    public Optional<WorkflowPlan> plan() {
        return Optional.ofNullable(plan);
    }

    /** How many rounds a terminal has had: pieces of work that were given to it. */
    public int rounds(TerminalId terminal) {
        RoundOpened newest = rounds.get(terminal);
        return newest == null ? 0 : newest.round();
    }

    /** The merge commit of a task, or empty if it has none. */
    public Optional<String> mergeCommit(TaskId task) {
        return Optional.ofNullable(merges.get(task));
    }

    /** The kind of what was decided under a number, in words; empty if nothing was. */
    Optional<String> instruction(long number) {
        return Optional.ofNullable(instructions.get(number));
    }

    /** The terminal with its role, for people. */
    public String name(TerminalId terminal) {
        Seat seat = seats.get(terminal);
        return seat == null || terminal.value().contains(seat.role())
                ? terminal.value()
                : terminal.value() + " (" + seat.role() + ")";
    }

    /** The task whose seat the terminal is; empty for one outside the tasks. */
    public Optional<TaskId> task(TerminalId terminal) {
        return Optional.ofNullable(seats.get(terminal)).map(Seat::task);
    }

    String taskName(TerminalId terminal) {
        return task(terminal).map(TaskId::value).orElse("");
    }

    /** What the terminal is at, for people: its newest round. */
    String work(TerminalId terminal) {
        RoundOpened round = rounds.get(terminal);
        if (round == null) {
            return "is at work";
        }
        String again = round.round() > 1 ? " again" : "";
        String number = round.round() > 1 ? " (round " + round.round() + ")" : "";
        TerminalId subject = round.subject();
        if (round.kind() == RoundKind.REVIEW && subject != null) {
            return "reviews" + again + " what " + name(subject) + " did" + number;
        }
        return "is at work" + again + number;
    }
}
