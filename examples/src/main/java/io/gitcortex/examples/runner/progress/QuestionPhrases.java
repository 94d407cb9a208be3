package io.gitcortex.examples.runner.progress;

import io.gitcortex.examples.runner.console.Tone;
import io.gitcortex.model.TaskId;
import io.gitcortex.workflow.QuestionEvent.QuestionAnswered;
import io.gitcortex.workflow.QuestionEvent.QuestionAsked;
import io.gitcortex.workflow.QuestionEvent.QuestionWithdrawn;

/** What people are asked, and what they answer. */
final class QuestionPhrases {
    private QuestionPhrases() {}

    static void enter(Phrasebook book) {
        book.say(QuestionAsked.class, QuestionPhrases::asked);
        book.say(
                QuestionAnswered.class,
                event -> Phrase.of(
                        Tone.PLAIN,
                        "",
                        "question " + event.questionId() + (event.byDeadline() ? " timed out: " : " is answered: ")
                                + Wording.clip(event.answer())));
        book.say(
                QuestionWithdrawn.class,
                event -> Phrase.of(
                        Tone.QUIET, "", "question " + event.questionId() + " is withdrawn: " + event.reason()));
    }

    private static Phrase asked(QuestionAsked event) {
        TaskId scope = event.question().scope();
        return Phrase.of(
                Tone.ATTENTION,
                scope == null ? "" : scope.value(),
                "waits for a person: " + event.question().text());
    }
}
