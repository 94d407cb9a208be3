package io.gitcortex.core.run;

import io.gitcortex.workflow.Question;
import java.util.Optional;

/**
 * Keeps secrets out of answers: what a person answers is written down, by whoever takes it and before. A CLI that asks for a secret is
 * told it in its terminal.
 */
public final class SecretAnswers {
    /** The choice of a person who has typed a secret into the terminal. */
    static final String TYPED = "typed";

    private SecretAnswers() {}

    /**
     * Why an answer may not even be written down; empty if it may. The reason does not hold the answer.
     *
     * @param question what is asked
     * @param answer what a person has said
     */
    public static Optional<String> refusal(Question question, String answer) {
        boolean secret =
                question.choices().stream().anyMatch(choice -> choice.key().equals(TYPED));
        return secret && question.choice(answer).isEmpty()
                ? Optional.of("What question " + question.id()
                        + " asks for is a secret, which must not go through the journal: type it into the terminal itself"
                        + " (attach), then answer '" + TYPED + "'")
                : Optional.empty();
    }
}
