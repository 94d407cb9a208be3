package io.gitcortex.workflow;

import java.util.Objects;

/**
 * An instruction that has been decided and stored.
 *
 * <p>Immutable.
 *
 * @param number its place among the workflow's instructions, counted from 1
 * @param instruction what is to be done
 */
public record NumberedInstruction(long number, Instruction instruction) {
    public NumberedInstruction {
        Objects.requireNonNull(instruction, "instruction");
        if (number < 1) {
            throw new IllegalArgumentException("Instructions are counted from 1, not " + number);
        }
    }
}
