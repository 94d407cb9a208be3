package io.gitcortex.store;

import io.gitcortex.model.InstructionId;
import io.gitcortex.workflow.InstructionStatus;
import java.util.Objects;

/**
 * An instruction, with the id that proves who was asked.
 *
 * <p>Immutable.
 *
 * @param number its place among the workflow's instructions, counted from 1
 * @param instructionId its unguessable id, unique within the store
 * @param type the name of the kind of instruction, for queries
 * @param status where it stands
 * @param json the instruction
 */
public record InstructionRow(
        long number, InstructionId instructionId, String type, InstructionStatus status, String json) {
    public InstructionRow {
        Objects.requireNonNull(instructionId, "instructionId");
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(status, "status");
        Objects.requireNonNull(json, "json");
        if (number < 1) {
            throw new IllegalArgumentException("Instructions are counted from 1, not " + number);
        }
    }
}
