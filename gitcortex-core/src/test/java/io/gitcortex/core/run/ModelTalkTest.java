package io.gitcortex.core.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.gitcortex.testkit.llm.ScriptedLlmClient;
import io.gitcortex.workflow.DecisionEvent.DecisionRequested;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** When a model is asked, and when it is not. */
final class ModelTalkTest {
    private final JournalFixture fixture = new JournalFixture();
    private final List<Runnable> calls = new ArrayList<>();
    private final List<Runnable> answers = new ArrayList<>();
    private final ScriptedLlmClient model = ScriptedLlmClient.create();

    private ModelTalk talk() {
        Acts acts = new Acts(calls::add, calls::add, answers::add);
        return new ModelTalk(
                new ModelTalk.Means(fixture.journal, fixture.store, acts, fixture.questions()),
                model,
                fixture.rooms(null).model(),
                () -> {});
    }

    @Test
    void nothing_is_asked_once_it_is_closed_though_the_loop_is_in_the_middle_of_a_step() {
        ModelTalk talk = talk();
        talk.ask(List.of());
        talk.close();

        talk.ask(List.of());

        assertThat(fixture.events())
                .filteredOn(DecisionRequested.class::isInstance)
                .hasSize(1);
        assertThat(calls).hasSize(1);
    }

    @Test
    void a_call_that_was_given_up_before_it_began_never_begins() {
        ModelTalk talk = talk();
        talk.ask(List.of());
        talk.close();

        calls.forEach(Runnable::run);

        assertThat(Thread.interrupted())
                .as("told to the thread that would have waited")
                .isTrue();
        assertThat(model.requests()).isEmpty();
        assertThat(answers).isEmpty();
    }
}
