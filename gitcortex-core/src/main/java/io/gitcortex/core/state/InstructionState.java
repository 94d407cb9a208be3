package io.gitcortex.core.state;

import io.gitcortex.workflow.Instruction;
import io.gitcortex.workflow.InstructionStatus;

/**
 * An instruction that has no outcome yet.
 *
 * @param number its place among the workflow's instructions
 * @param decision which decision it is part of
 * @param instruction what is to be done
 * @param status ready or sending
 */
public record InstructionState(long number, long decision, Instruction instruction, InstructionStatus status) {}
