package io.gitcortex.core;

import io.gitcortex.core.file.PlanCompletion;
import io.gitcortex.core.file.PlanProblem;
import io.gitcortex.workflow.WorkflowPlan;
import java.util.Set;

/** A host's plan made fit to be started: it may come without ids, and be wrong in every way that a file may be. */
final class CompletePlan {
    private CompletePlan() {}

    /**
     * The plan with every id filled in; a complete one comes back equal.
     *
     * @param knownClis the dialects that terminals may use
     * @throws InvalidPlanException if it cannot be carried out
     */
    static WorkflowPlan of(WorkflowPlan plan, Set<String> knownClis) {
        return PlanCompletion.complete(plan, knownClis)
                .orThrow(problems -> new InvalidPlanException(
                        plan.name(), problems.stream().map(CompletePlan::told).toList()));
    }

    private static String told(PlanProblem problem) {
        return problem.path() + ": " + problem.message();
    }
}
