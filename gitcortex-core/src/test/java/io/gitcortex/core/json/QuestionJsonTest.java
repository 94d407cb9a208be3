package io.gitcortex.core.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gitcortex.model.QuestionId;
import io.gitcortex.model.TaskId;
import io.gitcortex.workflow.Instruction.FailTask;
import io.gitcortex.workflow.Question;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

final class QuestionJsonTest {
    @Test
    void everyQuestionComesBackAsItWasWritten() {
        SampleValues samples = new SampleValues(11);
        for (int i = 0; i < 200; i++) {
            Question question = samples.question();

            assertThat(QuestionJson.read(QuestionJson.write(question))).isEqualTo(question);
        }
    }

    @Test
    void aChoiceKeepsItsInstructionsInTheirOwnForm() {
        Question question = new Question(
                QuestionId.of("q-1"),
                null,
                "Go on?",
                List.of(new Question.Choice("no", "give up", List.of(new FailTask(TaskId.of("t"), "asked to")))),
                Instant.EPOCH,
                "no");

        assertThat(QuestionJson.write(question))
                .isEqualTo(
                        "{\"id\":\"q-1\",\"scope\":null,\"text\":\"Go on?\",\"choices\":[{\"key\":\"no\","
                                + "\"meaning\":\"give up\",\"instructions\":[{\"type\":\"fail_task\",\"task_id\":\"t\","
                                + "\"reason\":\"asked to\"}]}],\"deadline\":\"1970-01-01T00:00:00Z\",\"defaultChoice\":\"no\"}");
    }

    @Test
    void aFaultDeepInsideIsFoundByItsPath() {
        String json = "{\"id\":\"q\",\"text\":\"t\",\"choices\":[{\"key\":\"k\",\"meaning\":\"m\",\"instructions\":"
                + "[{\"type\":\"merge_branch\"}]}],\"deadline\":\"tomorrow\",\"defaultChoice\":\"k\"}";

        assertThatThrownBy(() -> QuestionJson.read(json))
                .isInstanceOfSatisfying(
                        JsonFormatException.class,
                        e -> assertThat(e.problems())
                                .containsExactly(
                                        "The question: choices[0].instructions[0].task_id is missing; it must be a task's id",
                                        "The question: deadline must be an instant such as 2026-01-31T12:00:00Z,"
                                                + " not 'tomorrow'"));
    }
}
