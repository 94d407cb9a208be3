package io.gitcortex.core.file;

import io.gitcortex.model.TaskId;
import io.gitcortex.model.TerminalId;
import io.gitcortex.workflow.TaskPlan;
import io.gitcortex.workflow.TerminalPlan;
import io.gitcortex.workflow.WorkflowPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Fills in what a plan leaves to us, ids and CLIs, and checks the whole. */
public final class PlanCompletion {
    private static final int ROLE_LENGTH = GeneratedIds.TERMINAL_LENGTH - GeneratedIds.TASK_LENGTH - 1;

    private final WorkflowPlan plan;
    private final GeneratedIds taskIds;
    private final GeneratedIds terminalIds;

    private PlanCompletion(WorkflowPlan plan) {
        this.plan = plan;
        this.taskIds = new GeneratedIds(
                plan.tasks().stream()
                        .flatMap(task -> task.id().stream())
                        .map(TaskId::value)
                        .toList(),
                GeneratedIds.TASK_LENGTH);
        this.terminalIds = new GeneratedIds(
                terminals(plan)
                        .flatMap(terminal -> terminal.id().stream())
                        .map(TerminalId::value)
                        .toList(),
                GeneratedIds.TERMINAL_LENGTH);
    }

    /**
     * The plan with every id filled in, and every terminal's CLI where the plan names one; and all that is wrong with it.
     * Complete plans come back as they are.
     *
     * @param plan what is asked for
     * @param knownClis the dialects that there are
     */
    public static CheckedPlan complete(WorkflowPlan plan, Set<String> knownClis) {
        return complete(plan, knownClis, new Problems());
    }

    /** The same, for a plan that some problems are known of already. */
    static CheckedPlan complete(WorkflowPlan plan, Set<String> knownClis, Problems problems) {
        WorkflowPlan completed = new PlanCompletion(plan).completed();
        PlanCheck.check(completed, knownClis, problems);
        return new CheckedPlan(completed, problems.inOrder());
    }

    private static Stream<TerminalPlan> terminals(WorkflowPlan plan) {
        return Stream.concat(
                plan.errorTerminal().stream(), plan.tasks().stream().flatMap(task -> task.terminals().stream()));
    }

    private WorkflowPlan completed() {
        TerminalPlan errorTerminal = plan.errorTerminal()
                .map(terminal -> completed(terminal, terminal.id().orElse(TerminalId.of(PlanReader.ERROR_SEAT))))
                .orElse(null);
        List<TaskPlan> tasks = new ArrayList<>();
        plan.tasks().forEach(task -> tasks.add(completed(task)));
        return plan.toBuilder().errorTerminal(errorTerminal).tasks(tasks).build();
    }

    private TaskPlan completed(TaskPlan task) {
        TaskId id = task.id()
                .orElseGet(() ->
                        TaskId.of(taskIds.next(GeneratedIds.slug(task.name(), GeneratedIds.TASK_LENGTH, "task"))));
        List<TerminalPlan> terminals = task.terminals().stream()
                .map(terminal -> completed(
                        terminal, terminal.id().orElseGet(() -> TerminalId.of(terminalIds.next(seat(id, terminal))))))
                .toList();
        return task.toBuilder().id(id).terminals(terminals).build();
    }

    /** What a terminal without an id is to be called. A given id may be of any form here: it is checked later. */
    private static String seat(TaskId task, TerminalPlan terminal) {
        return GeneratedIds.slug(task.value(), GeneratedIds.TASK_LENGTH, "task")
                + "-"
                + GeneratedIds.slug(terminal.role(), ROLE_LENGTH, "terminal");
    }

    private TerminalPlan completed(TerminalPlan terminal, TerminalId id) {
        @Nullable String cli = terminal.cli().or(plan::cli).orElse(null);
        return terminal.toBuilder().id(id).cli(cli).build();
    }
}
