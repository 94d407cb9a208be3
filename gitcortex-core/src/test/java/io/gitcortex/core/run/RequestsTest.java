package io.gitcortex.core.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.gitcortex.core.state.Story;
import io.gitcortex.model.QuestionId;
import io.gitcortex.workflow.LifecycleEvent.WorkflowCancelled;
import io.gitcortex.workflow.Question;
import io.gitcortex.workflow.Question.Choice;
import io.gitcortex.workflow.QuestionEvent.QuestionAsked;
import io.gitcortex.workflow.WorkflowStatus;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows that other processes have left: each is dealt with once, whatever it holds. */
final class RequestsTest {
    private static final QuestionId QUESTION = QuestionId.of("q-1");

    private final JournalFixture fixture = new JournalFixture().atWork();
    private final Requests requests = new Requests(fixture.journal, fixture.store, fixture.questions());

    @ParameterizedTest
    @ValueSource(
            strings = {
                "no json at all",
                "{}",
                "[1]",
                "{\"question\":\"q-1\",\"answer\":\"\"}",
                "{\"question\":\"q-1\",\"answer\":\"   \"}",
                "{\"question\":\"a\\nb\",\"answer\":\"retry\"}"
            })
    void a_row_that_makes_no_sense_is_refused_once_and_keeps_nobody_waiting(String json) {
        ask();
        fixture.store.request(Story.WORKFLOW, Requests.ANSWER, json);
        fixture.store.request(Story.WORKFLOW, Requests.ANSWER, longId(json));
        fixture.store.request(Story.WORKFLOW, "dance", json);
        fixture.store.request(Story.WORKFLOW, Requests.CANCEL, "{}");

        requests.takePending();

        assertThat(fixture.store.pendingRequests(Story.WORKFLOW)).isEmpty();
        assertThat(fixture.events()).last().isInstanceOf(WorkflowCancelled.class);
        assertThat(fixture.journal.state().status()).isEqualTo(WorkflowStatus.CANCELLED);
    }

    private static String longId(String json) {
        return Requests.details(Map.of("question", "q".repeat(10_000), "answer", json));
    }

    private void ask() {
        List<Choice> choices = List.of(new Choice("retry", "try again", List.of()));
        Question question = new Question(
                QUESTION,
                JournalFixture.TASK,
                "What now?",
                choices,
                Instant.now().plusSeconds(60),
                "retry");
        fixture.journal.append(Batch.of(new QuestionAsked(Story.WORKFLOW, question)));
    }
}
