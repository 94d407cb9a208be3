package io.gitcortex.core.file;

import io.gitcortex.workflow.WorkflowPlan;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A plan that has been looked at, and what was found. Immutable.
 *
 * @param plan the plan with every id filled in; of use only without problems; null where there is nothing like a plan
 * @param problems what keeps it from being used, in the order of the lines
 */
public record CheckedPlan(@Nullable WorkflowPlan plan, List<PlanProblem> problems) {
    public CheckedPlan {
        problems = List.copyOf(problems);
        if (plan == null && problems.isEmpty()) {
            throw new IllegalArgumentException("Without a plan there is a problem");
        }
    }

    /** The plan, if it can be used; else the exception made of all problems is thrown. */
    public <X extends RuntimeException> WorkflowPlan orThrow(Function<List<PlanProblem>, X> refusal) {
        if (plan == null || !problems.isEmpty()) {
            throw refusal.apply(problems);
        }
        return plan;
    }
}
