package io.gitcortex.store;

import io.gitcortex.model.QuestionId;
import io.gitcortex.workflow.QuestionStatus;
import java.time.Instant;
import java.util.Objects;

/**
 * A question to a person.
 *
 * <p>Immutable.
 *
 * @param questionId its id
 * @param status where it stands
 * @param deadline when its default is taken
 * @param json the question
 */
public record QuestionRow(QuestionId questionId, QuestionStatus status, Instant deadline, String json) {
    public QuestionRow {
        Objects.requireNonNull(questionId, "questionId");
        Objects.requireNonNull(status, "status");
        Objects.requireNonNull(deadline, "deadline");
        Objects.requireNonNull(json, "json");
    }
}
