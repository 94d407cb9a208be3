package io.gitcortex.core.decide;

import io.gitcortex.workflow.Instruction;
import java.util.ArrayList;
import java.util.List;

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

    /** Whether there is nothing to do and nothing to ask. */
    public boolean isEmpty() {
        return instructions.isEmpty() && asks.isEmpty();
    }
}
