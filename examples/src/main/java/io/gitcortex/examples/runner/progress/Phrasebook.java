package io.gitcortex.examples.runner.progress;

import io.gitcortex.examples.runner.console.Tone;
import io.gitcortex.workflow.WorkflowEvent;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/** Says events in words: all of them in a list, and to who watches those that matter. Not thread-safe. */
public final class Phrasebook {
    private final Map<Class<?>, Entry> entries = new HashMap<>();

    /** How a kind of event is said, and whether an event of that kind is said to who watches. */
    private record Entry(Function<WorkflowEvent, Phrase> wording, Predicate<WorkflowEvent> matters) {}

    /** Words for the events of the workflow that this cast plays in. */
    public Phrasebook(Cast cast) {
        LifecyclePhrases.enter(this);
        TaskPhrases.enter(this);
        new TerminalPhrases(cast).enter(this);
        new CommitPhrases(cast).enter(this);
        new DecisionPhrases(cast).enter(this);
        QuestionPhrases.enter(this);
    }

    <E extends WorkflowEvent> void say(Class<E> type, Function<? super E, Phrase> wording) {
        sayIf(type, event -> true, wording);
    }

    /** Events of this kind are steps on the way to another one that is told. */
    <E extends WorkflowEvent> void step(Class<E> type, Function<? super E, Phrase> wording) {
        sayIf(type, event -> false, wording);
    }

    <E extends WorkflowEvent> void sayIf(
            Class<E> type, Predicate<? super E> matters, Function<? super E, Phrase> wording) {
        entries.put(type, new Entry(event -> wording.apply(type.cast(event)), event -> matters.test(type.cast(event))));
    }

    /** Whether there are words for events of this kind. */
    boolean knows(Class<?> type) {
        return entries.containsKey(type);
    }

    /** The event in words; empty if it says nothing to a person who watches. */
    public Optional<Phrase> of(WorkflowEvent event) {
        return Optional.ofNullable(entries.get(event.getClass()))
                .filter(entry -> entry.matters().test(event))
                .map(entry -> entry.wording().apply(event));
    }

    /** The event in words, also where it is a step on the way. */
    Phrase whole(WorkflowEvent event) {
        Entry entry = entries.get(event.getClass());
        return entry == null ? Phrase.of(Tone.QUIET, "", "") : entry.wording().apply(event);
    }
}
