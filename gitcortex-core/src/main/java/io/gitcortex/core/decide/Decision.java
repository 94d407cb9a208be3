package io.gitcortex.core.decide;

import io.gitcortex.core.state.WorkflowState;
import io.gitcortex.model.TaskId;
import io.gitcortex.workflow.Instruction;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What is to be done, and what must be asked.
 *
 * @param instructions what is to be done, in this order
 * @param asks what the rules do not decide
 */
public record Decision(List<Instruction> instructions, List<Ask> asks) {
    static final Decision NOTHING = new Decision(List.of(), List.of());

    /** Copies the lists. */
    public Decision {
        instructions = List.copyOf(instructions);
        asks = List.copyOf(asks);
    }

    static Decision to(Instruction instruction) {
        return new Decision(List.of(instruction), List.of());
    }

    static Decision ask(Ask ask) {
        return new Decision(List.of(), List.of(ask));
    }

    Decision and(Decision other) {
        List<Instruction> both = new ArrayList<>(instructions);
        both.addAll(other.instructions);
        List<Ask> all = new ArrayList<>(asks);
        all.addAll(other.asks);
        return new Decision(both, all);
    }

    /** What is left where nothing is to be said about some tasks for now. */
    public Decision without(WorkflowState state, Predicate<TaskId> waiting) {
        return new Decision(
                instructions.stream()
                        .filter(instruction ->
                                Targets.task(state, instruction).filter(waiting).isEmpty())
                        .toList(),
                asks.stream()
                        .filter(ask ->
                                Optional.ofNullable(ask.scope()).filter(waiting).isEmpty())
                        .toList());
    }

    /** Whether there is nothing to do and nothing to ask. */
    public boolean isEmpty() {
        return instructions.isEmpty() && asks.isEmpty();
    }
}
