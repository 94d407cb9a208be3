package io.gitcortex.core.json;

import io.gitcortex.workflow.Workflow;
import io.gitcortex.workflow.WorkflowTask;
import io.gitcortex.workflow.WorkflowTerminal;

/**
 * Workflows, their tasks and terminals to and from JSON: objects with keys in camelCase, ids as strings, instants as in
 * ISO 8601, statuses in lower snake_case. Every key is always written; a value that is missing is {@code null}.
 *
 * <ul>
 *   <li>workflow: {@code workflowId, cliTypeId, name, goal, status, orderIndex, createdAt, updatedAt, tasks}
 *   <li>task: {@code taskId, workflowId, name, description, branch, status, orderIndex, createdAt, updatedAt, terminals}
 *   <li>terminal: {@code terminalId, taskId, role, cli, model, ptySessionId, status, orderIndex, createdAt, updatedAt}
 * </ul>
 *
 * <p>What was written gives an equal value when it is read. Unknown keys are ignored.
 *
 * <p>Thread-safe.
 */
public final class WorkflowJson {
    private WorkflowJson() {}

    /**
     * Writes a workflow with its tasks and terminals.
     *
     * @param workflow a snapshot
     * @return one line of JSON
     */
    public static String write(Workflow workflow) {
        return WorkflowCodecs.WORKFLOW.print(workflow);
    }

    /**
     * Writes a task with its terminals.
     *
     * @param task a snapshot
     * @return one line of JSON
     */
    public static String write(WorkflowTask task) {
        return WorkflowCodecs.TASK.print(task);
    }

    /**
     * Writes a terminal.
     *
     * @param terminal a snapshot
     * @return one line of JSON
     */
    public static String write(WorkflowTerminal terminal) {
        return WorkflowCodecs.TERMINAL.print(terminal);
    }

    /**
     * Reads a workflow with its tasks and terminals.
     *
     * @param json one JSON object
     * @return the snapshot
     * @throws JsonFormatException if something is missing or wrong; the message lists it
     */
    public static Workflow readWorkflow(String json) {
        return WorkflowCodecs.WORKFLOW.parse("The workflow", json);
    }

    /**
     * Reads a task with its terminals.
     *
     * @param json one JSON object
     * @return the snapshot
     * @throws JsonFormatException if something is missing or wrong; the message lists it
     */
    public static WorkflowTask readTask(String json) {
        return WorkflowCodecs.TASK.parse("The task", json);
    }

    /**
     * Reads a terminal.
     *
     * @param json one JSON object
     * @return the snapshot
     * @throws JsonFormatException if something is missing or wrong; the message lists it
     */
    public static WorkflowTerminal readTerminal(String json) {
        return WorkflowCodecs.TERMINAL.parse("The terminal", json);
    }
}
