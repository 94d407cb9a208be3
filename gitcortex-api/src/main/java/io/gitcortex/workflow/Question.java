package io.gitcortex.workflow;

import io.gitcortex.model.QuestionId;
import io.gitcortex.model.TaskId;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Something a person must answer. Only its scope waits; everything else goes on.
 *
 * <p>Immutable.
 *
 * @param id its name
 * @param scope the task that waits, or null if the whole workflow does
 * @param text what is asked, in a sentence or two
 * @param choices what can be answered; not empty
 * @param deadline when the default is taken
 * @param defaultChoice the key of the choice that is taken at the deadline
 */
public record Question(
        QuestionId id,
        @Nullable TaskId scope,
        String text,
        List<Choice> choices,
        Instant deadline,
        String defaultChoice) {
    public Question {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(text, "text");
        Objects.requireNonNull(deadline, "deadline");
        choices = List.copyOf(choices);
        if (choices.stream().noneMatch(choice -> choice.key().equals(defaultChoice))) {
            throw new IllegalArgumentException(
                    "The default '" + defaultChoice + "' of question " + id + " is none of its choices");
        }
    }

    /**
     * The choice that an answer names.
     *
     * @param answer what a person has typed; white space around it and the case of its letters do not count
     * @return the choice with that key, or empty if the answer is in words of the person's own
     */
    public Optional<Choice> choice(String answer) {
        return choices.stream()
                .filter(choice -> choice.key().equalsIgnoreCase(answer.strip()))
                .findFirst();
    }

    /**
     * One of the answers to a question, with what follows from it.
     *
     * <p>Immutable.
     *
     * @param key what a person types
     * @param meaning what it means, in a few words
     * @param instructions what is done when it is chosen
     */
    public record Choice(String key, String meaning, List<Instruction> instructions) {
        public Choice {
            Objects.requireNonNull(meaning, "meaning");
            instructions = List.copyOf(instructions);
            if (key.isBlank()) {
                throw new IllegalArgumentException("The key of a choice must not be blank");
            }
        }
    }
}
