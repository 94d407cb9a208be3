package io.gitcortex.core.json;

import static io.gitcortex.core.json.Property.first;
import static io.gitcortex.core.json.Property.optional;
import static io.gitcortex.core.json.Property.required;

import io.gitcortex.model.TaskId;
import io.gitcortex.model.TerminalId;
import io.gitcortex.model.WorkflowId;
import io.gitcortex.workflow.TaskStatus;
import io.gitcortex.workflow.TerminalStatus;
import io.gitcortex.workflow.Workflow;
import io.gitcortex.workflow.WorkflowStatus;
import io.gitcortex.workflow.WorkflowTask;
import io.gitcortex.workflow.WorkflowTerminal;
import java.util.List;

/** Snapshots of workflows, tasks and terminals. Their keys are a promise to hosts. */
final class WorkflowCodecs {
    static final Codec<WorkflowTerminal> TERMINAL = new ObjectCodec<>(
            values -> WorkflowTerminal.builder(
                    values.get("terminalId", TerminalId.class),
                    values.get("role", String.class),
                    values.get("cli", String.class)),
            WorkflowTerminal.Builder::build,
            List.of(
                    first("terminalId", Scalar.TERMINAL_ID, WorkflowTerminal::terminalId),
                    optional("taskId", Scalar.TASK_ID, WorkflowTerminal::taskId, WorkflowTerminal.Builder::taskId),
                    first("role", Scalar.TEXT, WorkflowTerminal::role),
                    first("cli", Scalar.TEXT, WorkflowTerminal::cli),
                    optional("model", Scalar.TEXT, WorkflowTerminal::model, WorkflowTerminal.Builder::model),
                    optional(
                            "ptySessionId",
                            Scalar.SESSION_ID,
                            WorkflowTerminal::ptySessionId,
                            WorkflowTerminal.Builder::ptySessionId),
                    required(
                            "status",
                            new EnumCodec<>(TerminalStatus.class, Spelling.CAMEL),
                            WorkflowTerminal::status,
                            WorkflowTerminal.Builder::status),
                    required(
                            "orderIndex",
                            Scalar.INT,
                            WorkflowTerminal::orderIndex,
                            WorkflowTerminal.Builder::orderIndex),
                    required(
                            "createdAt",
                            Scalar.INSTANT,
                            WorkflowTerminal::createdAt,
                            WorkflowTerminal.Builder::createdAt),
                    required(
                            "updatedAt",
                            Scalar.INSTANT,
                            WorkflowTerminal::updatedAt,
                            WorkflowTerminal.Builder::updatedAt)));

    static final Codec<WorkflowTask> TASK = new ObjectCodec<>(
            values -> WorkflowTask.builder(
                    values.get("taskId", TaskId.class),
                    values.get("workflowId", WorkflowId.class),
                    values.get("name", String.class)),
            WorkflowTask.Builder::build,
            List.of(
                    first("taskId", Scalar.TASK_ID, WorkflowTask::taskId),
                    first("workflowId", Scalar.WORKFLOW_ID, WorkflowTask::workflowId),
                    first("name", Scalar.TEXT, WorkflowTask::name),
                    required("description", Scalar.TEXT, WorkflowTask::description, WorkflowTask.Builder::description),
                    optional("branch", Scalar.TEXT, WorkflowTask::branch, WorkflowTask.Builder::branch),
                    required(
                            "status",
                            new EnumCodec<>(TaskStatus.class, Spelling.CAMEL),
                            WorkflowTask::status,
                            WorkflowTask.Builder::status),
                    required("orderIndex", Scalar.INT, WorkflowTask::orderIndex, WorkflowTask.Builder::orderIndex),
                    required("createdAt", Scalar.INSTANT, WorkflowTask::createdAt, WorkflowTask.Builder::createdAt),
                    required("updatedAt", Scalar.INSTANT, WorkflowTask::updatedAt, WorkflowTask.Builder::updatedAt),
                    required(
                            "terminals",
                            new ListCodec<>(TERMINAL),
                            WorkflowTask::terminals,
                            WorkflowTask.Builder::terminals)));

    static final Codec<Workflow> WORKFLOW = new ObjectCodec<>(
            values -> Workflow.builder(
                    values.get("workflowId", WorkflowId.class),
                    values.get("name", String.class),
                    values.get("goal", String.class)),
            Workflow.Builder::build,
            List.of(
                    first("workflowId", Scalar.WORKFLOW_ID, Workflow::workflowId),
                    optional("cliTypeId", Scalar.TEXT, Workflow::cliTypeId, Workflow.Builder::cliTypeId),
                    first("name", Scalar.TEXT, Workflow::name),
                    first("goal", Scalar.TEXT, Workflow::goal),
                    required(
                            "status",
                            new EnumCodec<>(WorkflowStatus.class, Spelling.CAMEL),
                            Workflow::status,
                            Workflow.Builder::status),
                    required("orderIndex", Scalar.INT, Workflow::orderIndex, Workflow.Builder::orderIndex),
                    required("createdAt", Scalar.INSTANT, Workflow::createdAt, Workflow.Builder::createdAt),
                    required("updatedAt", Scalar.INSTANT, Workflow::updatedAt, Workflow.Builder::updatedAt),
                    required("tasks", new ListCodec<>(TASK), Workflow::tasks, Workflow.Builder::tasks)));

    private WorkflowCodecs() {}
}
