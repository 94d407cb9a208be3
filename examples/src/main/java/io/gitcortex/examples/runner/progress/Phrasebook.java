package io.gitcortex.examples.runner.progress;

import io.gitcortex.workflow.WorkflowEvent;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Says events in words, those that matter to a person. Not thread-safe. */
public final class Phrasebook {
    private final Map<Class<?>, Function<WorkflowEvent, Optional<Phrase>>> phrases = new HashMap<>();

    /** Words for the events of the workflow that this cast plays in. */
    public Phrasebook(Cast cast) {
        LifecyclePhrases.enter(this);
        TaskPhrases.enter(this);
        new TerminalPhrases(cast).enter(this);
        new CommitPhrases(cast).enter(this);
        DecisionPhrases.enter(this);
        QuestionPhrases.enter(this);
    }

    <E extends WorkflowEvent> void say(Class<E> type, Function<? super E, Phrase> wording) {
        phrases.put(type, event -> Optional.of(wording.apply(type.cast(event))));
    }

    <E extends WorkflowEvent> void sayIf(Class<E> type, Function<? super E, Optional<Phrase>> wording) {
        phrases.put(type, event -> wording.apply(type.cast(event)));
    }

    /** Events of this kind are steps on the way to another one that is told. */
    void pass(Class<? extends WorkflowEvent> type) {
        phrases.put(type, event -> Optional.empty());
    }

    /** Whether somebody has thought about events of this kind. */
    boolean knows(Class<?> type) {
        return phrases.containsKey(type);
    }

    /** The event in words; empty if it says nothing to a person. */
    public Optional<Phrase> of(WorkflowEvent event) {
        Function<WorkflowEvent, Optional<Phrase>> wording = phrases.get(event.getClass());
        return wording == null ? Optional.empty() : wording.apply(event);
    }
}
