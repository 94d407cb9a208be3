package io.gitcortex.integration.clis;

import io.gitcortex.model.TaskId;
import io.gitcortex.model.TerminalId;
import io.gitcortex.workflow.DecisionMode;
import io.gitcortex.workflow.TaskPlan;
import io.gitcortex.workflow.TerminalPlan;
import io.gitcortex.workflow.WorkflowPlan;
import java.util.List;

/**
 * A CLI that has a place in a {@link CliWorkshop}.
 *
 * @param cli which
 * @param settings what leads it to its model
 */
record CliSeat(Cli cli, CliHome settings) {
    /** A terminal of this CLI, with the login of the person. */
    TerminalPlan terminal(String role) {
        return builder(role).build();
    }

    /** The same, to be given more. */
    TerminalPlan.Builder builder(String role) {
        return TerminalPlan.builder(role)
                .id(TerminalId.of(role))
                .cli(cli.dialect())
                .model(settings.modelName().orElse(null))
                .passEnv(List.copyOf(settings.variables().keySet()));
    }

    /** A workflow of one task that is described like this, with these terminals. */
    static WorkflowPlan plan(String description, TerminalPlan... terminals) {
        TaskPlan task = TaskPlan.builder("Say hello")
                .id(TaskId.of("hello"))
                .description(description)
                .terminals(List.of(terminals))
                .build();
        return WorkflowPlan.builder("hello", "Say hello")
                .mode(DecisionMode.RULES)
                .tasks(List.of(task))
                .build();
    }
}
