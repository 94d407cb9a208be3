package io.gitcortex.examples.runner.progress;

import io.gitcortex.examples.runner.console.Tone;
import io.gitcortex.model.TerminalId;
import io.gitcortex.workflow.TerminalEvent;
import io.gitcortex.workflow.TerminalEvent.ConversationBegun;
import io.gitcortex.workflow.TerminalEvent.ConversationLost;
import io.gitcortex.workflow.TerminalEvent.ResultWithdrawn;
import io.gitcortex.workflow.TerminalEvent.RoundDelivered;
import io.gitcortex.workflow.TerminalEvent.RoundFailed;
import io.gitcortex.workflow.TerminalEvent.RoundOpened;
import io.gitcortex.workflow.TerminalEvent.RoundStalled;
import io.gitcortex.workflow.TerminalEvent.ScreenUnrecognised;
import io.gitcortex.workflow.TerminalEvent.SessionEnded;
import io.gitcortex.workflow.TerminalEvent.SessionOpened;
import io.gitcortex.workflow.TerminalEvent.SessionOpening;
import io.gitcortex.workflow.TerminalEvent.TerminalCreated;
import io.gitcortex.workflow.TerminalEvent.TerminalParked;
import io.gitcortex.workflow.TerminalEvent.TerminalWaits;

/** What happens to terminals, their rounds and sessions. */
final class TerminalPhrases {
    private final Cast cast;

    TerminalPhrases(Cast cast) {
        this.cast = cast;
    }

    void enter(Phrasebook book) {
        talk(book);
        book.say(
                TerminalCreated.class,
                event -> terminal(
                        Tone.PLAIN, event, "added, with " + event.plan().cli().orElse("the plan's CLI")));
        book.step(RoundOpened.class, this::round);
        book.step(
                SessionOpening.class,
                event -> terminal(Tone.QUIET, event, "is about to be started, as session " + event.sessionId()));
        book.say(
                SessionOpened.class,
                event -> terminal(
                        Tone.PLAIN,
                        event,
                        cast.work(event.terminalId()) + ", process "
                                + event.process().pid()));
        book.say(ResultWithdrawn.class, this::withdrawn);
        book.sayIf(SessionEnded.class, event -> !Integer.valueOf(0).equals(event.exitCode()), this::ended);
        book.say(
                RoundFailed.class,
                event -> terminal(
                        Tone.ATTENTION,
                        event,
                        "ended round " + event.round() + " without a result: " + Wording.clip(event.reason())));
    }

    private void talk(Phrasebook book) {
        book.step(RoundDelivered.class, event -> terminal(Tone.QUIET, event, "has begun to read what it is to do"));
        book.step(
                ConversationBegun.class,
                event -> terminal(Tone.QUIET, event, "has begun conversation " + event.conversation()));
        book.say(
                ConversationLost.class,
                event -> terminal(Tone.ATTENTION, event, "cannot go on with its conversation, and begins another one"));
        book.say(
                RoundStalled.class,
                event -> terminal(Tone.ATTENTION, event, "does not get on: " + Wording.clip(event.reason())));
        book.say(
                TerminalParked.class,
                event -> terminal(
                        Tone.ATTENTION,
                        event,
                        "waits until " + event.until() + " for its quota: " + Wording.clip(event.notice())));
        book.step(
                TerminalWaits.class,
                event -> terminal(Tone.QUIET, event, "waits for the answer to question " + event.questionId()));
        book.say(
                ScreenUnrecognised.class,
                event -> terminal(
                        Tone.ATTENTION, event, "shows a screen that is not known: " + Wording.clip(event.snapshot())));
    }

    private Phrase withdrawn(ResultWithdrawn event) {
        return terminal(
                Tone.ATTENTION,
                event,
                "reported " + Wording.hash(event.commit()) + ", which is no longer on the branch"
                        + (event.asked() ? "" : "; it is given the work again"));
    }

    private Phrase round(RoundOpened event) {
        TerminalId subject = event.subject();
        String what = subject == null ? event.kind().wireName() : "review of what " + cast.name(subject) + " did";
        return terminal(Tone.QUIET, event, "gets round " + event.round() + ": " + what);
    }

    private Phrase ended(SessionEnded event) {
        Integer exitCode = event.exitCode();
        if (exitCode == null) {
            return terminal(Tone.ATTENTION, event, "has no process");
        }
        return terminal(exitCode == 0 ? Tone.QUIET : Tone.ATTENTION, event, "ended with exit code " + exitCode);
    }

    private Phrase terminal(Tone tone, TerminalEvent event, String text) {
        return Phrase.of(tone, cast.taskName(event.terminalId()), cast.name(event.terminalId()) + " " + text);
    }
}
