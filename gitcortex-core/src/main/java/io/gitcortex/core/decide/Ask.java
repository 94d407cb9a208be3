package io.gitcortex.core.decide;

import io.gitcortex.model.TaskId;
import io.gitcortex.model.TerminalId;
import io.gitcortex.workflow.Question.Choice;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Something the rules do not decide: for a model, where there is one, else for a person.
 *
 * @param scope the task that waits, or null if the whole workflow does
 * @param text what is asked
 * @param choices what can be answered
 * @param defaultChoice the key of the choice that undoes nothing
 * @param terminalOrNull the terminal whose session it is about, and which reads an answer in other words; null for none
 */
public record Ask(
        @Nullable TaskId scope,
        String text,
        List<Choice> choices,
        String defaultChoice,
        @Nullable TerminalId terminalOrNull) {
    /** About no session. */
    public Ask(@Nullable TaskId scope, String text, List<Choice> choices, String defaultChoice) {
        this(scope, text, choices, defaultChoice, null);
    }

    /** Copies the list. */
    public Ask {
        choices = List.copyOf(choices);
    }

    /** The terminal whose session it is about. */
    public Optional<TerminalId> terminal() {
        return Optional.ofNullable(terminalOrNull);
    }
}
