package io.gitcortex.core.run;

import io.gitcortex.core.decide.Targets;
import io.gitcortex.core.state.InstructionState;
import io.gitcortex.core.state.SessionState;
import io.gitcortex.core.state.TaskState;
import io.gitcortex.core.state.WorkflowState;
import io.gitcortex.model.SessionId;
import io.gitcortex.model.TaskId;
import io.gitcortex.workflow.Instruction.CompleteWorkflow;
import io.gitcortex.workflow.Instruction.StartTask;
import io.gitcortex.workflow.InstructionStatus;
import java.util.Optional;
import java.util.Set;

/** Whether anything in a workflow can still happen by itself. */
final class Movement {
    private Movement() {}

    /**
     * Whether no round, no session and no question is open, no instruction but such as wait for a place, and no news is newer
     * than {@code through}.
     */
    static boolean nothingMoves(WorkflowState state, long through) {
        return state.openInstructions().stream().allMatch(open -> waitsForPlace(state, open))
                && state.openQuestions().isEmpty()
                && state.counters().newest() <= through
                && isQuiet(state);
    }

    /** It waits, or what was decided before it does, until another task ends; which none does where nobody works. */
    private static boolean waitsForPlace(WorkflowState state, InstructionState open) {
        boolean first = open.instruction() instanceof StartTask start
                && state.tasks().stream()
                        .anyMatch(task -> !task.id().equals(start.taskId()) && takesPlace(state, task));
        return open.status() == InstructionStatus.READY && (first || waitsBehind(state, open));
    }

    private static boolean waitsBehind(WorkflowState state, InstructionState open) {
        Optional<TaskId> task = Targets.task(state, open.instruction());
        return state.openInstructions().stream()
                .filter(earlier -> earlier.number() < open.number())
                .anyMatch(earlier -> open.instruction() instanceof CompleteWorkflow
                        ? earlier.decision() == open.decision()
                        : task.isPresent()
                                && Targets.task(state, earlier.instruction()).equals(task));
    }

    private static boolean takesPlace(WorkflowState state, TaskState task) {
        return task.branch().isPresent() && !task.status().isFinal() && !state.waitsForPerson(task.id());
    }

    /** Whether nobody works: no round and no session is open. */
    static boolean isQuiet(WorkflowState state) {
        return isQuiet(state, Set.of());
    }

    /** The same, but for the terminals of sessions that a person must first do something about. */
    static boolean isQuiet(WorkflowState state, Set<SessionId> stuck) {
        return state.terminals().stream()
                .filter(terminal -> terminal.session()
                        .map(SessionState::id)
                        .filter(stuck::contains)
                        .isEmpty())
                .noneMatch(terminal -> terminal.session().isPresent()
                        || terminal.rounds().open().isPresent());
    }
}
