package io.gitcortex.core.state;

import io.gitcortex.workflow.Instruction;
import io.gitcortex.workflow.InstructionStatus;

/**
 * An instruction that has no outcome yet.
 *
 * @param number its place among the workflow's instructions
 * @param instruction what is to be done
 * @param status ready or sending
 */
public record InstructionState(long number, Instruction instruction, InstructionStatus status) {}
