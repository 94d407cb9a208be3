package io.gitcortex.core.decide;

import io.gitcortex.workflow.OrchestratorConfig;
import io.gitcortex.workflow.WorkflowPlan;

/**
 * The limits that hold for one workflow: the plan's own, else the host's.
 *
 * @param parallelTasks tasks under way at once
 * @param reviewRounds rejections of one piece of work before somebody is asked
 */
public record Limits(int parallelTasks, int reviewRounds) {
    /** The limits of a plan under a configuration. */
    public static Limits of(WorkflowPlan plan, OrchestratorConfig config) {
        return new Limits(
                plan.limits().parallelTasks().orElse(config.maxParallelTasks()),
                plan.limits().reviewRounds().orElse(config.maxReviewRounds()));
    }
}
