package io.gitcortex.examples.runner.progress;

import io.gitcortex.examples.runner.console.Tone;
import io.gitcortex.model.TaskId;
import io.gitcortex.workflow.LifecycleEvent.ConflictForeseen;
import io.gitcortex.workflow.LifecycleEvent.RequestRefused;
import io.gitcortex.workflow.LifecycleEvent.WorkflowCancelled;
import io.gitcortex.workflow.LifecycleEvent.WorkflowCompleted;
import io.gitcortex.workflow.LifecycleEvent.WorkflowCreated;
import io.gitcortex.workflow.LifecycleEvent.WorkflowFailed;
import io.gitcortex.workflow.LifecycleEvent.WorkflowPaused;
import io.gitcortex.workflow.LifecycleEvent.WorkflowResumed;
import io.gitcortex.workflow.LifecycleEvent.WorkflowStarted;
import io.gitcortex.workflow.LifecycleEvent.WorkflowUnpaused;
import java.util.stream.Collectors;

/** What happens to a workflow as a whole. */
final class LifecyclePhrases {
    private LifecyclePhrases() {}

    static void enter(Phrasebook book) {
        book.say(WorkflowCreated.class, LifecyclePhrases::created);
        book.step(WorkflowStarted.class, event -> workflow(Tone.QUIET, "started"));
        book.say(
                WorkflowResumed.class,
                event -> workflow(Tone.PLAIN, "taken up by a new process (owner number " + event.epoch() + ")"));
        book.say(WorkflowPaused.class, event -> workflow(Tone.ATTENTION, "paused: " + event.reason()));
        book.say(WorkflowUnpaused.class, event -> workflow(Tone.PLAIN, "goes on"));
        book.say(WorkflowCompleted.class, LifecyclePhrases::completed);
        book.say(
                WorkflowFailed.class,
                event -> workflow(
                        Tone.BAD, "failed (" + event.severity().wireName() + "): " + Wording.clip(event.error())));
        book.say(
                RequestRefused.class,
                event -> Phrase.of(
                        Tone.ATTENTION,
                        "",
                        "the request '" + event.request() + "' changes nothing: " + event.reason()));
        book.say(
                ConflictForeseen.class,
                event -> new Phrase(
                        Tone.ATTENTION,
                        "",
                        "tasks "
                                + event.tasks().stream().map(TaskId::value).collect(Collectors.joining(" and "))
                                + " will conflict in:",
                        event.files()));
        book.say(WorkflowCancelled.class, event -> workflow(Tone.ATTENTION, "cancelled: " + event.reason()));
    }

    private static Phrase created(WorkflowCreated event) {
        String tasks = Wording.count(event.plan().tasks().size(), "task");
        return workflow(
                Tone.PLAIN,
                event.workflowId() + " " + Wording.quote(event.plan().name()) + ", " + tasks + ": "
                        + Wording.clip(event.plan().goal()));
    }

    private static Phrase completed(WorkflowCompleted event) {
        return event.success()
                ? workflow(Tone.GOOD, "completed: " + Wording.clip(event.reason()))
                : workflow(Tone.BAD, "failed: " + Wording.clip(event.reason()));
    }

    private static Phrase workflow(Tone tone, String text) {
        return Phrase.of(tone, "", "workflow " + text);
    }
}
