package io.gitcortex.integration.simulation;

import io.gitcortex.model.TaskId;
import io.gitcortex.model.TerminalId;
import io.gitcortex.workflow.DecisionMode;
import io.gitcortex.workflow.TaskPlan;
import io.gitcortex.workflow.TerminalPlan;
import io.gitcortex.workflow.WorkflowLimits;
import io.gitcortex.workflow.WorkflowPlan;
import java.util.ArrayList;
import java.util.List;

/** What workflows are asked for. */
final class Plans {
    private static final List<DecisionMode> MODES =
            List.of(DecisionMode.RULES, DecisionMode.RULES_FIRST, DecisionMode.RULES_FIRST, DecisionMode.MODEL);

    private Plans() {}

    /**
     * A plan and who decides.
     *
     * @param asksModel whether there is a model
     */
    record Settings(WorkflowPlan plan, DecisionMode mode, boolean asksModel) {}

    static Settings next(Chance chance) {
        DecisionMode mode = chance.of(MODES);
        WorkflowPlan.Builder plan = WorkflowPlan.builder("simulated", "Whatever comes")
                .base("main")
                .mode(mode)
                .limits(new WorkflowLimits(1 + chance.below(3), 1 + chance.below(2), null, null))
                .tasks(tasks(chance));
        if (chance.oneIn(2)) {
            plan.verify(List.of("verify"));
        }
        if (chance.oneIn(4)) {
            plan.errorTerminal(terminal("error", "error"));
        }
        boolean asksModel = mode == DecisionMode.MODEL || (mode == DecisionMode.RULES_FIRST && chance.oneIn(2));
        return new Settings(plan.build(), mode, asksModel);
    }

    private static List<TaskPlan> tasks(Chance chance) {
        List<TaskPlan> tasks = new ArrayList<>();
        for (int i = 1 + chance.below(3); i > 0; i--) {
            String name = "t" + tasks.size();
            List<TaskId> dependsOn = new ArrayList<>();
            tasks.forEach(earlier -> {
                if (chance.oneIn(4)) {
                    dependsOn.add(earlier.id().orElseThrow());
                }
            });
            TaskPlan.Builder task = TaskPlan.builder(name)
                    .id(TaskId.of(name))
                    .description("Do " + name)
                    .dependsOn(dependsOn)
                    .terminals(terminals(chance, name));
            if (chance.oneIn(4)) {
                task.setup(List.of("setup"));
            }
            tasks.add(task.build());
        }
        return tasks;
    }

    private static List<TerminalPlan> terminals(Chance chance, String task) {
        List<TerminalPlan> terminals = new ArrayList<>();
        terminals.add(terminal(task + "-coder", "coder"));
        if (chance.oneIn(2)) {
            terminals.add(terminal(task + "-reviewer", TerminalPlan.REVIEWER));
        }
        if (chance.oneIn(4)) {
            terminals.add(terminal(task + "-writer", "writer"));
        }
        return terminals;
    }

    private static TerminalPlan terminal(String id, String role) {
        return TerminalPlan.builder(role)
                .id(TerminalId.of(id))
                .cli("shell")
                .command(List.of("sh", "work.sh"))
                .build();
    }
}
