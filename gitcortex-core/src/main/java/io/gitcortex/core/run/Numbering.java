package io.gitcortex.core.run;

import io.gitcortex.core.state.WorkflowState;
import io.gitcortex.workflow.Instruction;
import io.gitcortex.workflow.NumberedInstruction;
import java.util.ArrayList;
import java.util.List;

/** Gives decided instructions their numbers. */
final class Numbering {
    private Numbering() {}

    static List<NumberedInstruction> after(WorkflowState state, List<Instruction> instructions) {
        List<NumberedInstruction> numbered = new ArrayList<>();
        for (Instruction instruction : instructions) {
            long number = state.counters().instructions() + numbered.size() + 1;
            numbered.add(new NumberedInstruction(number, instruction));
        }
        return numbered;
    }
}
