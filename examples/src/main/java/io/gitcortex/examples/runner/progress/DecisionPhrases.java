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
import io.gitcortex.workflow.Instruction;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** What is decided. What the playbook decides shows in what follows from it. */
final class DecisionPhrases {
    private DecisionPhrases() {}

    static void enter(Phrasebook book) {
        book.say(DecisionRequested.class, event -> Phrase.of(Tone.QUIET, "", "the model is asked what to do"));
        book.sayIf(DecisionMade.class, DecisionPhrases::made);
        book.say(
                AnswerRefused.class,
                event -> new Phrase(Tone.ATTENTION, "", "parts of the model's answer were refused:", event.refusals()));
        book.say(
                DecisionFailed.class,
                event -> Phrase.of(Tone.BAD, "", "the model gave no decision: " + Wording.clip(event.reason())));
        book.pass(InstructionStarted.class);
        book.pass(InstructionDone.class);
        book.say(
                InstructionFailed.class,
                event -> Phrase.of(
                        Tone.ATTENTION,
                        "",
                        "instruction " + event.instruction() + " was not carried out: "
                                + Wording.clip(event.reason())));
    }

    private static Optional<Phrase> made(DecisionMade event) {
        if (event.source() == DecisionSource.PLAYBOOK) {
            return Optional.empty();
        }
        String instructions = event.instructions().stream()
                .map(numbered -> words(numbered.instruction()))
                .collect(Collectors.joining(", "));
        String who = event.source() == DecisionSource.MODEL
                ? "the model"
                : "the " + event.source().wireName();
        String what = instructions.isEmpty() ? "nothing for now" : instructions;
        return Optional.of(Phrase.of(Tone.PLAIN, "", who + " decides: " + what));
    }

    /** {@code StartTask} as {@code start task}. */
    private static String words(Instruction instruction) {
        return instruction
                .getClass()
                .getSimpleName()
                .replaceAll("(?<=[a-z])(?=[A-Z])", " ")
                .toLowerCase(Locale.ROOT);
    }
}
