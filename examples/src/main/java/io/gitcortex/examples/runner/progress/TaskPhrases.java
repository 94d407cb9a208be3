package io.gitcortex.examples.runner.progress;

import io.gitcortex.examples.runner.console.Tone;
import io.gitcortex.workflow.TaskEvent;
import io.gitcortex.workflow.TaskEvent.MergeDelayed;
import io.gitcortex.workflow.TaskEvent.MergePrepared;
import io.gitcortex.workflow.TaskEvent.RefRewritten;
import io.gitcortex.workflow.TaskEvent.ReportPrepared;
import io.gitcortex.workflow.TaskEvent.TaskCancelled;
import io.gitcortex.workflow.TaskEvent.TaskCompletedUnmerged;
import io.gitcortex.workflow.TaskEvent.TaskConflicted;
import io.gitcortex.workflow.TaskEvent.TaskCreated;
import io.gitcortex.workflow.TaskEvent.TaskFailed;
import io.gitcortex.workflow.TaskEvent.TaskMerged;
import io.gitcortex.workflow.TaskEvent.TaskReadyToMerge;
import io.gitcortex.workflow.TaskEvent.TaskStarted;
import io.gitcortex.workflow.TaskEvent.VerificationFailed;
import java.util.List;

/** What happens to tasks. */
final class TaskPhrases {
    private static final int OUTPUT_LINES = 10;

    private TaskPhrases() {}

    static void enter(Phrasebook book) {
        book.say(
                TaskCreated.class,
                event -> task(
                        Tone.PLAIN,
                        event,
                        "added: " + Wording.quote(event.plan().name())));
        book.say(
                TaskStarted.class,
                event -> task(
                        Tone.PLAIN,
                        event,
                        "started on branch " + event.branch() + ", from " + Wording.hash(event.baseCommit())));
        book.say(
                RefRewritten.class,
                event -> task(
                        Tone.QUIET,
                        event,
                        "branch rewritten, from " + Wording.hash(event.oldCommit()) + " to "
                                + Wording.hash(event.newCommit())));
        book.step(
                ReportPrepared.class,
                event -> task(
                        Tone.QUIET,
                        event,
                        "commit " + Wording.hash(event.commit()) + " is made of the report that " + event.terminalId()
                                + " has left as a file"));
        merging(book);
        book.say(TaskFailed.class, event -> task(Tone.BAD, event, "failed: " + Wording.clip(event.reason())));
        book.say(
                TaskCancelled.class,
                event -> task(Tone.ATTENTION, event, "cancelled: " + Wording.clip(event.reason())));
    }

    private static void merging(Phrasebook book) {
        book.say(TaskReadyToMerge.class, event -> task(Tone.PLAIN, event, "done, waits to be merged"));
        book.step(
                MergePrepared.class,
                event -> task(
                        Tone.QUIET,
                        event,
                        "merge commit " + Wording.hash(event.mergeCommit()) + " is built for " + event.target()));
        book.say(TaskMerged.class, TaskPhrases::merged);
        book.say(
                TaskConflicted.class,
                event -> new Phrase(
                        Tone.ATTENTION,
                        event.taskId().value(),
                        "conflicts with " + event.target() + " in:",
                        event.paths()));
        book.say(MergeDelayed.class, event -> task(Tone.ATTENTION, event, "cannot be merged yet: " + event.reason()));
        book.say(VerificationFailed.class, TaskPhrases::verification);
        book.say(TaskCompletedUnmerged.class, event -> task(Tone.GOOD, event, "completed; there was nothing to merge"));
    }

    private static Phrase merged(TaskMerged event) {
        return task(Tone.GOOD, event, "merged into " + event.target() + " as " + Wording.hash(event.mergeCommit()));
    }

    private static Phrase verification(VerificationFailed event) {
        List<String> lines = event.output().lines().map(Wording::clip).toList();
        String ending = lines.isEmpty() ? "" : " " + lines.get(0); // Names the command, and says how it ended.
        List<String> last =
                lines.subList(Math.min(lines.size(), Math.max(1, lines.size() - OUTPUT_LINES)), lines.size());
        return new Phrase(
                Tone.BAD, event.taskId().value(), "the merged files did not pass the verification:" + ending, last);
    }

    private static Phrase task(Tone tone, TaskEvent event, String text) {
        return Phrase.of(tone, event.taskId().value(), text);
    }
}
