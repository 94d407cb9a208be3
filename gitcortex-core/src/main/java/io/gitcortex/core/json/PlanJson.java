package io.gitcortex.core.json;

import io.gitcortex.workflow.WorkflowPlan;

/**
 * Plans to and from JSON: an object with the keys of the workflow file, and with {@code baseDirectory}; durations as in
 * ISO 8601. This is the plan as it stands, not checked as a workflow file is: see {@code WorkflowFile} for that.
 *
 * <p>Thread-safe.
 */
public final class PlanJson {
    private PlanJson() {}

    /**
     * Writes a plan.
     *
     * @param plan what is asked for
     * @return one line of JSON
     */
    public static String write(WorkflowPlan plan) {
        return PlanCodecs.WORKFLOW.print(plan);
    }

    /**
     * Reads a plan. What {@link #write} has written gives an equal plan again. Only {@code name} and {@code goal}, a task's
     * {@code name} and a terminal's {@code role} must be there. Unknown keys are ignored.
     *
     * @param json one JSON object
     * @return the plan, with ids only where the text has them
     * @throws JsonFormatException if something is missing or wrong; the message lists it
     */
    public static WorkflowPlan read(String json) {
        return PlanCodecs.WORKFLOW.parse("The plan", json);
    }
}
