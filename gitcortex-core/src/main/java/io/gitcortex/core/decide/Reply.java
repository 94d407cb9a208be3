package io.gitcortex.core.decide;

import io.gitcortex.workflow.Instruction;
import java.util.List;

/**
 * What could be made of a model's answer.
 *
 * @param instructions what it wants done, in its order; not checked against any state yet
 * @param problems what could not be understood, in words that a model can act on
 */
public record Reply(List<Instruction> instructions, List<String> problems) {
    /** Copies the lists. */
    public Reply {
        instructions = List.copyOf(instructions);
        problems = List.copyOf(problems);
    }
}
