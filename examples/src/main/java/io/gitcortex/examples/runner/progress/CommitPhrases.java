package io.gitcortex.examples.runner.progress;

import io.gitcortex.examples.runner.console.Tone;
import io.gitcortex.model.TaskId;
import io.gitcortex.workflow.CommitEvent;
import io.gitcortex.workflow.CommitEvent.CheckpointRecorded;
import io.gitcortex.workflow.CommitEvent.CommitMalformed;
import io.gitcortex.workflow.CommitEvent.CommitObserved;
import io.gitcortex.workflow.CommitEvent.CommitOfOtherWorkflow;
import io.gitcortex.workflow.CommitEvent.CommitQuarantined;
import io.gitcortex.workflow.CommitEvent.ResultRewritten;
import io.gitcortex.workflow.CommitEvent.ResultSuperseded;
import io.gitcortex.workflow.CommitEvent.ReviewPassed;
import io.gitcortex.workflow.CommitEvent.ReviewRejected;
import io.gitcortex.workflow.CommitEvent.TerminalCompleted;
import io.gitcortex.workflow.CommitEvent.TerminalFailed;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What agents report by committing. */
final class CommitPhrases {
    private final Cast cast;

    CommitPhrases(Cast cast) {
        this.cast = cast;
    }

    void enter(Phrasebook book) {
        results(book);
        book.say(
                CheckpointRecorded.class,
                event -> task(Tone.PLAIN, event.taskId(), cast.name(event.terminalId()) + " goes on: " + said(event)));
        book.say(
                CommitObserved.class,
                event -> task(Tone.QUIET, event.taskId(), "a commit without a report: " + said(event)));
        book.say(
                CommitMalformed.class,
                event -> new Phrase(
                        Tone.ATTENTION,
                        name(event.taskId()),
                        Wording.hash(event.commit()) + " reports something that cannot be understood:",
                        event.problems()));
        book.say(
                CommitQuarantined.class,
                event -> task(
                        Tone.ATTENTION,
                        event.taskId(),
                        Wording.hash(event.commit()) + " is not accepted: " + Wording.clip(event.reason())));
        book.say(
                ResultSuperseded.class,
                event -> task(
                        Tone.QUIET,
                        event.taskId(),
                        cast.name(event.terminalId()) + " reports once more, which changes nothing: " + said(event)));
        book.say(
                ResultRewritten.class,
                event -> task(
                        Tone.QUIET,
                        event.taskId(),
                        cast.name(event.terminalId()) + "'s report is now " + Wording.hash(event.commit()) + ", was "
                                + Wording.hash(event.replaced())));
        book.say(
                CommitOfOtherWorkflow.class,
                event ->
                        task(Tone.QUIET, null, Wording.hash(event.commit()) + " belongs to workflow " + event.named()));
    }

    private void results(Phrasebook book) {
        book.say(
                TerminalCompleted.class,
                event -> task(
                        Tone.PLAIN,
                        event.taskId(),
                        cast.name(event.terminalId()) + " reports: " + said(event) + ", "
                                + Wording.count(event.filesChanged().size(), "file")));
        book.say(
                ReviewPassed.class,
                event -> task(Tone.GOOD, event.taskId(), cast.name(event.reviewer()) + " passes it: " + said(event)));
        book.say(ReviewRejected.class, this::rejected);
        book.say(
                TerminalFailed.class,
                event -> task(
                        Tone.BAD, event.taskId(), cast.name(event.terminalId()) + " could not do it: " + said(event)));
    }

    private Phrase rejected(ReviewRejected event) {
        List<String> issues = event.issues().stream().map(Wording::issue).toList();
        return new Phrase(
                Tone.ATTENTION,
                name(event.taskId()),
                cast.name(event.reviewer()) + " rejects it: " + said(event),
                issues);
    }

    private static String said(CommitEvent event) {
        return Wording.quote(event.commit().message()) + ", " + Wording.hash(event.commit());
    }

    private static Phrase task(Tone tone, @Nullable TaskId task, String text) {
        return Phrase.of(tone, name(task), text);
    }

    private static String name(@Nullable TaskId task) {
        return task == null ? "" : task.value();
    }
}
