package io.gitcortex.core.decide;

import io.gitcortex.model.TaskId;
import io.gitcortex.workflow.Question.Choice;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something the rules do not decide: for a model, where there is one, else for a person.
 *
 * @param scope the task that waits, or null if the whole workflow does
 * @param text what is asked
 * @param choices what can be answered
 * @param defaultChoice the key of the choice that undoes nothing
 */
public record Ask(@Nullable TaskId scope, String text, List<Choice> choices, String defaultChoice) {
    /** Copies the list. */
    public Ask {
        choices = List.copyOf(choices);
    }
}
