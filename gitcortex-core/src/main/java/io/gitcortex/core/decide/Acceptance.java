package io.gitcortex.core.decide;

import io.gitcortex.core.state.WorkflowState;
import io.gitcortex.workflow.DecisionSource;
import io.gitcortex.workflow.Instruction;
import io.gitcortex.workflow.Instruction.CreateTask;
import io.gitcortex.workflow.Instruction.CreateTerminal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Which of the instructions that are given together make sense, each on its own. What an earlier one prepares is accepted
 * too, and checked again when its turn comes.
 *
 * @param accepted those that make sense, in the order given
 * @param refused the others
 */
public record Acceptance(List<Instruction> accepted, List<Refusal> refused) {
    /**
     * An instruction that makes no sense.
     *
     * @param instruction what was wanted
     * @param reason why not, in a sentence
     */
    public record Refusal(Instruction instruction, String reason) {}

    /** Copies the lists. */
    public Acceptance {
        accepted = List.copyOf(accepted);
        refused = List.copyOf(refused);
    }

    /** Why the others were refused, for whoever knows what they were. */
    public List<String> refusals() {
        return refused.stream().map(Refusal::reason).toList();
    }

    /** Checks them in a state, for somebody. */
    public static Acceptance of(
            WorkflowState state, Set<String> knownClis, List<Instruction> wanted, DecisionSource source) {
        InstructionCheck check = new InstructionCheck(state, knownClis);
        List<Instruction> accepted = new ArrayList<>();
        List<Refusal> refused = new ArrayList<>();
        for (Instruction instruction : wanted) {
            Optional<String> reason = check.refusal(instruction, source)
                    .filter(why -> !Targets.isPreparedBy(state, instruction, accepted))
                    .or(() -> takenBy(accepted, instruction));
            reason.ifPresentOrElse(why -> refused.add(new Refusal(instruction, why)), () -> accepted.add(instruction));
        }
        return new Acceptance(accepted, refused);
    }

    private static Optional<String> takenBy(List<Instruction> earlier, Instruction instruction) {
        for (Instruction before : earlier) {
            boolean sameTask = before instanceof CreateTask first
                    && instruction instanceof CreateTask second
                    && first.taskId() != null
                    && Objects.equals(first.taskId(), second.taskId());
            boolean sameTerminal = before instanceof CreateTerminal first
                    && instruction instanceof CreateTerminal second
                    && first.terminalId() != null
                    && Objects.equals(first.terminalId(), second.terminalId());
            if (sameTask || sameTerminal) {
                return Optional.of("An earlier " + instruction.type() + " takes the same id; choose another");
            }
        }
        return Optional.empty();
    }
}
