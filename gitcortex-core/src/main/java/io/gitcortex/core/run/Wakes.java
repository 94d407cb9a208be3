package io.gitcortex.core.run;

import io.gitcortex.core.decide.Ask;
import io.gitcortex.core.decide.Decision;
import io.gitcortex.core.decide.Playbook;
import io.gitcortex.core.state.Counters;
import io.gitcortex.core.state.WorkflowState;
import io.gitcortex.model.TokenUsage;
import io.gitcortex.workflow.DecisionEvent.DecisionMade;
import io.gitcortex.workflow.DecisionMode;
import io.gitcortex.workflow.DecisionSource;
import io.gitcortex.workflow.WorkflowStatus;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Has decisions made: by the playbook, by a model, or, where neither knows, by a person. Runs on the loop. */
final class Wakes {
    private final Journal journal;
    private final Playbook playbook;
    private final Questions questions;
    private final CommitIntake intake;
    private final DecisionMode mode;
    private final Optional<ModelTalk> model;
    /** What the model was asked and left open: a person is next. */
    private final Map<String, Long> leftOpen = new HashMap<>();

    /** Who decides. */
    record Deciders(Playbook playbook, Questions questions, CommitIntake intake, DecisionMode mode) {}

    Wakes(Journal journal, Deciders deciders, Optional<ModelTalk> model) {
        this.journal = journal;
        this.playbook = deciders.playbook();
        this.questions = deciders.questions();
        this.intake = deciders.intake();
        this.mode = deciders.mode();
        this.model = model;
    }

    boolean isThinking() {
        return model.filter(ModelTalk::isThinking).isPresent();
    }

    /** Decides what can be decided now. */
    void decide() {
        WorkflowState state = journal.state();
        if (state.status().isFinal()) {
            model.ifPresent(ModelTalk::giveUp);
        }
        if (state.status() != WorkflowStatus.RUNNING || isThinking()) {
            return;
        }
        if (mode == DecisionMode.MODEL && model.isPresent()) {
            Counters counters = state.counters();
            boolean news = counters.newest() > counters.decidedThrough();
            if (news || Movement.nothingMoves(state, counters.decidedThrough())) {
                model.get().ask(List.of());
            }
            return;
        }
        byRules(state);
    }

    /** Gives up a call of the model that is under way, and makes no other. Whatever thread this is called on. */
    void close() {
        model.ifPresent(ModelTalk::close);
    }

    private void byRules(WorkflowState state) {
        Decision decision = playbook.next(state).without(state, intake::isMissing);
        Batch batch = new Batch();
        Counters counters = state.counters();
        if (!decision.instructions().isEmpty()) {
            batch.add(new DecisionMade(
                    state.id(),
                    counters.decisions() + 1,
                    // A model that is asked later is shown what the rules have dealt with, too.
                    model.isPresent() ? counters.decidedThrough() : counters.sequence(),
                    DecisionSource.PLAYBOOK,
                    Numbering.after(state, decision.instructions()),
                    TokenUsage.NONE));
        }
        List<Ask> forModel = decision.asks().stream()
                .filter(ask -> model.isPresent() && mode != DecisionMode.RULES && isForModel(state, ask))
                .toList();
        decision.asks().stream()
                .filter(ask -> !forModel.contains(ask))
                .forEach(ask -> questions.ask(withTrouble(ask), batch));
        journal.append(batch);
        // Only a model can weigh what a person has said in words of their own.
        boolean spoken = model.isPresent() && counters.spoken() > counters.decidedThrough();
        if (spoken || !forModel.isEmpty()) {
            model.orElseThrow().ask(forModel);
            long newest = journal.state().counters().newest();
            forModel.forEach(ask -> leftOpen.put(ask.text(), newest));
        }
    }

    /** A person who is asked because the model could not be is told why: it may be for them to mend. */
    private Ask withTrouble(Ask ask) {
        return model.filter(talk -> leftOpen.containsKey(ask.text()))
                .flatMap(ModelTalk::trouble)
                .map(why -> new Ask(
                        ask.scope(),
                        ask.text() + " (The model was asked first, and gave no decision: " + why + ")",
                        ask.choices(),
                        ask.defaultChoice(),
                        ask.terminalOrNull()))
                .orElse(ask);
    }

    /** Asked once; asked again only if something has happened since, such as a person's own words. */
    private boolean isForModel(WorkflowState state, Ask ask) {
        Long asked = leftOpen.get(ask.text());
        return asked == null || state.counters().newest() > asked;
    }
}
