package io.gitcortex.core.json;

import io.gitcortex.workflow.Question;

/**
 * Questions to and from JSON: an object with keys in camelCase. The instructions of its choices have the form of
 * {@link InstructionJson}.
 *
 * <p>Thread-safe.
 */
public final class QuestionJson {
    private static final Codec<Question> CODEC = EventCodec.ours().record(Question.class);

    private QuestionJson() {}

    /**
     * Writes a question.
     *
     * @param question what is asked
     * @return one line of JSON
     */
    public static String write(Question question) {
        return CODEC.print(question);
    }

    /**
     * Reads a question. What {@link #write} has written gives an equal question again. Unknown keys are ignored.
     *
     * @param json one JSON object
     * @return the question
     * @throws JsonFormatException if something is missing or wrong; the message lists it
     */
    public static Question read(String json) {
        return CODEC.parse("The question", json);
    }
}
