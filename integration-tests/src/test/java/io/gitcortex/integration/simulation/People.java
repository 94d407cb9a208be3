package io.gitcortex.integration.simulation;

import io.gitcortex.core.run.Requests;
import io.gitcortex.core.run.WorkflowLoop;
import io.gitcortex.core.state.WorkflowState;
import io.gitcortex.workflow.Question;
import io.gitcortex.workflow.WorkflowStatus;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** People look in now and then: they answer, pause, go on, cancel; in this process, or from another one. */
final class People {
    private static final Duration SELDOM = Duration.ofMinutes(40);
    private static final int PATIENCE = 25;

    private final World world;
    private final Supplier<@Nullable Life> life;
    /** Questions that nobody answers: their deadlines decide. */
    private final Map<String, Boolean> ignored = new HashMap<>();

    private int answers;

    People(World world, Supplier<@Nullable Life> life) {
        this.world = world;
        this.life = life;
    }

    void begin() {
        world.time.after(world.chance.upTo(SELDOM), () -> {
            Life now = life.get();
            WorkflowLoop loop = now == null || now.isDead() ? null : now.loop();
            if (loop != null && !loop.isLost() && !loop.state().status().isFinal()) {
                lookIn(loop);
                now.hint();
            }
            begin();
        });
    }

    private void lookIn(WorkflowLoop loop) {
        WorkflowState state = loop.state();
        for (Question question : List.copyOf(state.openQuestions())) {
            if (!ignored.computeIfAbsent(question.id().value(), id -> world.chance.oneIn(4))) {
                answer(loop, question);
            }
        }
        boolean hangs = state.status() == WorkflowStatus.PAUSED
                && state.openQuestions().stream().noneMatch(question -> question.scope() == null);
        if (hangs && (world.faults.isCalm() || world.chance.oneIn(2))) {
            say(Requests.UNPAUSE, Map.of(), loop::unpause);
        }
        if (world.faults.nasty()) {
            meddle(loop);
        }
    }

    private void meddle(WorkflowLoop loop) {
        switch (world.chance.below(8)) {
            case 0 -> say(Requests.PAUSE, Map.of("reason", "Stop"), () -> loop.pause("Stop"));
            case 1 -> say("nonsense", Map.of(), loop::unpause);
            case 2 -> {
                var unused = loop.instruct(new Wild(world.chance, loop.state()).instructions());
            }
            case 3 -> {
                if (world.chance.oneIn(4)) {
                    say(Requests.CANCEL, Map.of("reason", "Enough"), () -> loop.cancel("Enough"));
                }
            }
            default -> {}
        }
    }

    /** Whoever has answered often enough gives up, so that everything comes to an end. */
    private void answer(WorkflowLoop loop, Question question) {
        answers++;
        List<Question.Choice> choices = question.choices();
        boolean patient = answers < PATIENCE;
        Question.Choice choice = patient ? world.chance.of(choices) : choices.get(choices.size() - 1);
        String text = patient && world.chance.oneIn(10) ? "Do it properly, please" : choice.key();
        say(
                Requests.ANSWER,
                Map.of("question", question.id().value(), "answer", text),
                () -> loop.answer(question.id(), text));
    }

    private void say(String kind, Map<String, String> details, Supplier<? extends CompletableFuture<?>> here) {
        if (world.chance.oneIn(2)) {
            var unused = here.get();
        } else {
            world.store.request(world.workflow(), kind, Requests.details(details));
        }
    }
}
