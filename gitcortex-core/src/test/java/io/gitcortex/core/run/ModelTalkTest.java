package io.gitcortex.core.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.gitcortex.core.llm.MonotonicTime;
import io.gitcortex.testkit.llm.ScriptedLlmClient;
import io.gitcortex.workflow.DecisionEvent.DecisionRequested;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** When a model is asked, and when it is not. */
final class ModelTalkTest {
    private final JournalFixture fixture = new JournalFixture();
    private final List<Runnable> calls = new ArrayList<>();
    private final List<Runnable> answers = new ArrayList<>();
    private final ScriptedLlmClient model = ScriptedLlmClient.create();

    private ModelTalk talk() {
        return talk(MonotonicTime.system());
    }

    private ModelTalk talk(MonotonicTime time) {
        Acts acts = new Acts(calls::add, calls::add, answers::add);
        Rooms.Model room = fixture.rooms(null).model();
        return new ModelTalk(
                new ModelTalk.Means(fixture.journal, fixture.store, acts, fixture.questions()),
                model,
                new Rooms.Model(null, room.templates(), room.config(), room.clis(), time),
                () -> {});
    }

    /** Time that passes like any other, and is looked at by somebody while a call is made ready. */
    private static MonotonicTime seenBy(Runnable somebody) {
        MonotonicTime time = MonotonicTime.system();
        return new MonotonicTime() {
            @Override
            public Duration now() {
                somebody.run();
                return time.now();
            }

            @Override
            public void sleep(Duration duration) throws InterruptedException {
                time.sleep(duration);
            }
        };
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
    void a_call_that_is_being_made_ready_while_everything_is_closed_never_begins() {
        AtomicReference<ModelTalk> talk = new AtomicReference<>();
        talk.set(talk(seenBy(() -> talk.get().close())));

        talk.get().ask(List.of());
        calls.forEach(Runnable::run);

        assertThat(calls).hasSize(1);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(model.requests()).isEmpty();
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
