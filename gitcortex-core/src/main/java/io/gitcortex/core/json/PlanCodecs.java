package io.gitcortex.core.json;

import static io.gitcortex.core.json.Property.defaulted;
import static io.gitcortex.core.json.Property.first;
import static io.gitcortex.core.json.Property.optional;

import io.gitcortex.workflow.DecisionMode;
import io.gitcortex.workflow.Login;
import io.gitcortex.workflow.TaskPlan;
import io.gitcortex.workflow.TerminalPlan;
import io.gitcortex.workflow.WorkflowLimits;
import io.gitcortex.workflow.WorkflowPlan;
import java.util.List;
import java.util.Map;

/** Plans. Where the workflow file has a key for something, it has the same name here. */
final class PlanCodecs {
    private static final Codec<List<String>> TEXTS = new ListCodec<>(Scalar.TEXT);

    private static final Codec<WorkflowLimits> LIMITS = new RecordCodec<>(
            WorkflowLimits.class,
            new Codecs(Spelling.CAMEL),
            Map.of(
                    "maxParallelTasks", "parallelTasks",
                    "maxReviewRounds", "reviewRounds",
                    "stallWait", "stallTimeout",
                    "verifyWait", "verifyTimeout"));

    static final Codec<TerminalPlan> TERMINAL = new ObjectCodec<>(
            values -> TerminalPlan.builder(values.get("role", String.class)),
            TerminalPlan.Builder::build,
            List.of(
                    optional("id", Scalar.TERMINAL_ID, TerminalPlan::id, TerminalPlan.Builder::id),
                    first("role", Scalar.TEXT, TerminalPlan::role),
                    optional("cli", Scalar.TEXT, TerminalPlan::cli, TerminalPlan.Builder::cli),
                    optional("model", Scalar.TEXT, TerminalPlan::model, TerminalPlan.Builder::model),
                    defaulted("command", TEXTS, TerminalPlan::command, TerminalPlan.Builder::command),
                    defaulted("passEnv", TEXTS, TerminalPlan::passEnv, TerminalPlan.Builder::passEnv),
                    defaulted(
                            "login",
                            new EnumCodec<>(Login.class, Spelling.CAMEL),
                            TerminalPlan::login,
                            TerminalPlan.Builder::login)));

    static final Codec<TaskPlan> TASK = new ObjectCodec<>(
            values -> TaskPlan.builder(values.get("name", String.class)),
            TaskPlan.Builder::build,
            List.of(
                    optional("id", Scalar.TASK_ID, TaskPlan::id, TaskPlan.Builder::id),
                    first("name", Scalar.TEXT, TaskPlan::name),
                    defaulted("description", Scalar.TEXT, TaskPlan::description, TaskPlan.Builder::description),
                    defaulted(
                            "dependsOn",
                            new ListCodec<>(Scalar.TASK_ID),
                            TaskPlan::dependsOn,
                            TaskPlan.Builder::dependsOn),
                    defaulted("setup", TEXTS, TaskPlan::setup, TaskPlan.Builder::setup),
                    defaulted("cleanup", TEXTS, TaskPlan::cleanup, TaskPlan.Builder::cleanup),
                    defaulted(
                            "terminals", new ListCodec<>(TERMINAL), TaskPlan::terminals, TaskPlan.Builder::terminals)));

    static final Codec<WorkflowPlan> WORKFLOW = new ObjectCodec<>(
            values -> WorkflowPlan.builder(values.get("name", String.class), values.get("goal", String.class)),
            WorkflowPlan.Builder::build,
            List.of(
                    first("name", Scalar.TEXT, WorkflowPlan::name),
                    first("goal", Scalar.TEXT, WorkflowPlan::goal),
                    optional("base", Scalar.TEXT, WorkflowPlan::base, WorkflowPlan.Builder::base),
                    optional("cli", Scalar.TEXT, WorkflowPlan::cli, WorkflowPlan.Builder::cli),
                    optional(
                            "mode",
                            new EnumCodec<>(DecisionMode.class, Spelling.CAMEL),
                            WorkflowPlan::mode,
                            WorkflowPlan.Builder::mode),
                    defaulted("sign", Scalar.BOOLEAN, WorkflowPlan::sign, WorkflowPlan.Builder::sign),
                    defaulted("limits", LIMITS, WorkflowPlan::limits, WorkflowPlan.Builder::limits),
                    defaulted("verify", TEXTS, WorkflowPlan::verify, WorkflowPlan.Builder::verify),
                    optional(
                            "errorTerminal",
                            TERMINAL,
                            WorkflowPlan::errorTerminal,
                            WorkflowPlan.Builder::errorTerminal),
                    optional(
                            "baseDirectory",
                            Scalar.PATH,
                            WorkflowPlan::baseDirectory,
                            WorkflowPlan.Builder::baseDirectory),
                    defaulted("tasks", new ListCodec<>(TASK), WorkflowPlan::tasks, WorkflowPlan.Builder::tasks)));

    private PlanCodecs() {}
}
