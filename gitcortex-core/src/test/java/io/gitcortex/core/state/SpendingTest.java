package io.gitcortex.core.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.gitcortex.model.TokenUsage;
import io.gitcortex.workflow.DecisionEvent.AnswerRefused;
import io.gitcortex.workflow.DecisionEvent.DecisionFailed;
import io.gitcortex.workflow.DecisionEvent.DecisionMade;
import io.gitcortex.workflow.DecisionEvent.DecisionRequested;
import io.gitcortex.workflow.DecisionSource;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a workflow has used of models, as its journal tells. */
class SpendingTest {
    private final Story story = Story.of(Story.task("one", "coder"));

    @Test
    void the_usage_of_every_answer_counts_also_of_those_that_were_refused_or_led_to_nothing() {
        requested(500);
        refused(new TokenUsage(100, 10));
        requested(600);
        made(DecisionSource.MODEL, new TokenUsage(200, 20));
        requested(700);
        story.add(new DecisionFailed(Story.WORKFLOW, 2, 1, "no answer", new TokenUsage(3, 4)));

        assertThat(spending().recorded()).isEqualTo(new TokenUsage(303, 34));
        assertThat(spending().total()).isEqualTo(new TokenUsage(303, 34));
    }

    @Test
    void what_is_set_aside_counts_until_the_call_has_an_outcome() {
        requested(500);

        assertThat(spending().total().totalTokens()).isEqualTo(500);

        made(DecisionSource.MODEL, new TokenUsage(7, 1));

        assertThat(spending().total().totalTokens()).isEqualTo(8);
    }

    @Test
    void a_call_that_a_crash_cut_off_counts_with_what_was_set_aside_for_it() {
        requested(500);
        requested(600);
        made(DecisionSource.MODEL, new TokenUsage(7, 1));

        assertThat(spending().total().totalTokens()).isEqualTo(508);
    }

    @Test
    void what_rules_and_people_decide_meanwhile_is_no_outcome_of_the_call() {
        requested(500);
        made(DecisionSource.PLAYBOOK, TokenUsage.NONE);
        made(DecisionSource.HOST, TokenUsage.NONE);

        assertThat(spending().total().totalTokens()).isEqualTo(500);
    }

    private Spending spending() {
        return story.state().counters().spending();
    }

    private void requested(long tokens) {
        story.add(new DecisionRequested(Story.WORKFLOW, 1, 1, "hash", tokens));
    }

    private void refused(TokenUsage usage) {
        story.add(new AnswerRefused(Story.WORKFLOW, 1, List.of("no"), usage));
    }

    private void made(DecisionSource source, TokenUsage usage) {
        story.add(new DecisionMade(Story.WORKFLOW, 1, 1, source, List.of(), usage));
    }
}
