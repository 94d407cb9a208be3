package io.gitcortex.examples.runner.progress;

import io.gitcortex.examples.runner.console.Tone;
import io.gitcortex.workflow.DecisionEvent.AnswerRefused;
import io.gitcortex.workflow.DecisionEvent.DecisionFailed;
import io.gitcortex.workflow.DecisionEvent.DecisionMade;
import io.gitcortex.workflow.DecisionEvent.DecisionRequested;
import io.gitcortex.workflow.DecisionEvent.InstructionDone;
import io.gitcortex.workflow.DecisionEvent.InstructionFailed;
import io.gitcortex.workflow.DecisionEvent.InstructionStarted;
import io.gitcortex.workflow.DecisionSource;
import java.util.stream.Collectors;

/** What is decided. What the playbook decides shows in what follows from it. */
final class DecisionPhrases {
    private final Cast cast;

    DecisionPhrases(Cast cast) {
        this.cast = cast;
    }

    void enter(Phrasebook book) {
        book.say(DecisionRequested.class, event -> Phrase.of(Tone.QUIET, "", "the model is asked what to do"));
        book.sayIf(DecisionMade.class, event -> event.source() != DecisionSource.PLAYBOOK, DecisionPhrases::made);
        book.say(
                AnswerRefused.class,
                event -> new Phrase(Tone.ATTENTION, "", "parts of the model's answer were refused:", event.refusals()));
        book.say(
                DecisionFailed.class,
                event -> Phrase.of(Tone.BAD, "", "the model gave no decision: " + Wording.clip(event.reason())));
        book.step(
                InstructionStarted.class,
                event -> Phrase.of(Tone.QUIET, "", instruction(event.instruction()) + " is begun"));
        book.step(
                InstructionDone.class,
                event -> Phrase.of(Tone.QUIET, "", instruction(event.instruction()) + " is done"));
        book.say(
                InstructionFailed.class,
                event -> Phrase.of(
                        Tone.ATTENTION,
                        "",
                        instruction(event.instruction()) + " was not carried out: " + Wording.clip(event.reason())));
    }

    private String instruction(long number) {
        return "instruction " + number
                + cast.instruction(number).map(kind -> " (" + kind + ")").orElse("");
    }

    private static Phrase made(DecisionMade event) {
        String instructions = event.instructions().stream()
                .map(numbered -> Wording.words(numbered.instruction()))
                .collect(Collectors.joining(", "));
        String what = instructions.isEmpty() ? "nothing for now" : instructions;
        return switch (event.source()) {
            case PLAYBOOK -> Phrase.of(Tone.QUIET, "", "the rules decide: " + what);
            case MODEL -> Phrase.of(Tone.PLAIN, "", "the model decides: " + what);
            case HOST, ANSWER ->
                Phrase.of(Tone.PLAIN, "", "the " + event.source().wireName() + " decides: " + what);
        };
    }
}
