package io.gitcortex.core.json;

import io.gitcortex.workflow.Instruction;

/**
 * Instructions to and from JSON: an object whose key {@code type} says which one it is, with keys in snake_case.
 *
 * <p>Instructions have this one form everywhere, also inside events and questions.
 *
 * <p>Thread-safe.
 */
public final class InstructionJson {
    private InstructionJson() {}

    /**
     * Writes an instruction.
     *
     * @param instruction what is to be done
     * @return one line of JSON
     */
    public static String write(Instruction instruction) {
        return InstructionCodec.INSTANCE.print(instruction);
    }

    /**
     * Reads one instruction as a model, a person or a host writes it. Keys and the type may be in snake_case or in camelCase;
     * lists that may be empty may be left out, and so may the line of an issue; {@code summary} is read for the
     * {@code reason} of {@code complete_workflow}. Everything else must be there, and be of the right kind.
     *
     * @param json one JSON object
     * @return the instruction; not checked against any workflow
     * @throws JsonFormatException if it is no JSON object, of no known type, or lacks something; the message lists every
     *     field that is missing or wrong
     */
    public static Instruction read(String json) {
        return InstructionCodec.INSTANCE.parse("The instruction", json);
    }
}
