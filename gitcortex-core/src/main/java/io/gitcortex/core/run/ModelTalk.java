package io.gitcortex.core.run;

import io.gitcortex.core.decide.Acceptance;
import io.gitcortex.core.decide.Ask;
import io.gitcortex.core.decide.PastTalk;
import io.gitcortex.core.decide.Reply;
import io.gitcortex.core.decide.ReplyReader;
import io.gitcortex.core.decide.ReplySchema;
import io.gitcortex.core.decide.WakePrompt;
import io.gitcortex.core.llm.LlmStack;
import io.gitcortex.core.llm.MonotonicTime;
import io.gitcortex.core.llm.TokenBudget;
import io.gitcortex.core.state.WorkflowState;
import io.gitcortex.llm.LlmClient;
import io.gitcortex.llm.LlmMessage;
import io.gitcortex.llm.LlmRequest;
import io.gitcortex.llm.LlmResponse;
import io.gitcortex.model.TokenUsage;
import io.gitcortex.store.StoreException;
import io.gitcortex.store.WorkflowStore;
import io.gitcortex.workflow.DecisionEvent.AnswerRefused;
import io.gitcortex.workflow.DecisionEvent.DecisionFailed;
import io.gitcortex.workflow.DecisionEvent.DecisionMade;
import io.gitcortex.workflow.DecisionEvent.DecisionRequested;
import io.gitcortex.workflow.DecisionSource;
import io.gitcortex.workflow.Instruction;
import io.gitcortex.workflow.JournalEntry;
import io.gitcortex.workflow.LifecycleEvent.WorkflowPaused;
import io.gitcortex.workflow.ModelConfig;
import io.gitcortex.workflow.QuestionEvent.QuestionAsked;
import io.gitcortex.workflow.WorkflowStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Asks a model what to do, and takes of its answer what makes sense. An answer of which nothing can be used goes back, with
 * the reasons, twice; after that a person is asked. Runs on the loop, but for the call itself, and for giving it up.
 *
 * <p>Between two decisions it keeps nothing: each begins with what the journal tells.
 */
final class ModelTalk {
    private static final int MAX_REPAIRS = 2;
    private static final int MAX_NEWS = 500;
    /** Several terminals may fail at once, each with a decision of its own; a model that goes round in circles is stopped. */
    private static final int MAX_WITHOUT_PROGRESS = 10;

    private final Journal journal;
    private final PastEvents past;
    private final Acts calls;
    private final LlmClient client;
    private final MonotonicTime time;
    private final ModelConfig config;
    private final Set<String> clis;
    private final Questions questions;
    private final WakePrompt prompts;
    private final PastTalk talk;
    private final Runnable changed;
    private volatile @Nullable ModelCall<LlmResponse> underWay;
    private volatile boolean closed;
    private @Nullable String trouble;

    /** What a talk needs. */
    record Means(Journal journal, WorkflowStore store, Acts calls, Questions questions) {}

    ModelTalk(Means means, LlmClient client, Rooms.Model model, Runnable changed) {
        this.journal = means.journal();
        this.past = new PastEvents(means.store());
        this.calls = means.calls();
        this.questions = means.questions();
        this.config = model.config().model();
        TokenUsage used = journal.state().counters().spending().total();
        this.client = LlmStack.within(client, TokenBudget.of(config.budget(), used));
        this.time = model.time();
        this.clis = model.clis();
        this.prompts = new WakePrompt(model.templates());
        this.talk = new PastTalk(model.templates());
        this.changed = changed;
    }

    boolean isThinking() {
        return underWay != null;
    }

    /** Why the newest decision could not be had; empty if it could. */
    Optional<String> trouble() {
        return Optional.ofNullable(trouble);
    }

    /** Ends a call that is under way. Whatever thread this is called on. */
    void giveUp() {
        ModelCall<LlmResponse> call = underWay;
        if (call != null) {
            call.giveUp();
            underWay = null;
        }
    }

    /** Gives up what is under way, and asks nothing more. Whatever thread this is called on. */
    void close() {
        closed = true;
        giveUp();
    }

    /** Asks about everything that is new, and about what the rules leave open. */
    void ask(List<Ask> asks) {
        if (closed) {
            return; // The loop may be in the middle of a step: what is asked now, nobody hears the answer of.
        }
        WorkflowState state = journal.state();
        long shown = state.counters().decidedThrough();
        List<JournalEntry> news = past.after(state.id(), shown, MAX_NEWS);
        long through = news.isEmpty()
                ? state.counters().sequence()
                : news.get(news.size() - 1).sequence();
        Duration deadline = time.now().plus(config.decisionTimeout());
        Turn turn = new Turn(state.counters().decisions() + 1, through, !asks.isEmpty(), 0, deadline);
        if (state.counters().sinceProgress() >= MAX_WITHOUT_PROGRESS) {
            String reason =
                    "the work has not got on for " + state.counters().sinceProgress() + " decisions of the model";
            fail(turn, reason, new Batch());
            return;
        }
        int told = config.maxConversationHistory() / 2; // A decision is two messages, and the newest is yet to be made.
        Conversation conversation = new Conversation(
                        config.systemPrompt().orElseGet(() -> prompts.system(clis)), config.maxConversationHistory())
                .with(talk.of(
                        state,
                        past.lastDecisions(state.id(), shown, state.counters().sequence(), told),
                        told))
                .with(LlmMessage.user(prompts.wake(state, news, asks)));
        call(turn, conversation, new Batch());
    }

    /** One decision in the making. */
    private record Turn(long decision, long through, boolean asked, int repairs, Duration deadline) {
        Turn repaired() {
            return new Turn(decision, through, asked, repairs + 1, deadline);
        }
    }

    /** Everything is written in one go before anything is done: a step that could not be written is taken again. */
    private void call(Turn turn, Conversation conversation, Batch before) {
        Duration left = turn.deadline().minus(time.now());
        if (left.isNegative() || left.isZero()) {
            fail(
                    turn,
                    "the decision took longer than the "
                            + config.decisionTimeout().toSeconds() + " s that it may take",
                    before);
            return;
        }
        LlmRequest request = new LlmRequest(conversation.messages(), left, ReplySchema.INSTRUCTIONS);
        journal.append(before.add(new DecisionRequested(
                journal.state().id(),
                turn.decision(),
                turn.through(),
                PromptHash.of(request),
                TokenBudget.estimate(request).totalTokens())));
        ModelCall<LlmResponse> call = new ModelCall<>(() -> client.complete(request));
        underWay = call;
        if (closed) {
            call.giveUp();
        }
        calls.run(
                call,
                response -> taken(() -> answered(turn, conversation, Failpoint.ANSWERED.after(response))),
                reason -> taken(() -> fail(turn, reason, new Batch())));
    }

    /** Whatever goes wrong with an answer, the next one can be asked for; only a store that fails has the step taken again. */
    private void taken(Runnable step) {
        try {
            step.run();
        } catch (StoreException e) {
            throw e;
        } catch (RuntimeException e) {
            underWay = null;
            throw e;
        }
    }

    private void answered(Turn turn, Conversation conversation, LlmResponse response) {
        if (journal.state().status().isFinal()) {
            rest();
            return;
        }
        Reply reply = ReplyReader.read(response.text(), config.maxInstructionsPerDecision());
        List<String> refusals = new ArrayList<>(reply.problems());
        if (response.truncated()) {
            refusals.add("The answer was cut off at the endpoint's length limit: answer more briefly");
        }
        Acceptance checked = Acceptance.of(journal.state(), clis, reply.instructions(), DecisionSource.MODEL);
        checked.refused().forEach(refused -> refusals.add(refused.instruction().type() + ": " + refused.reason()));
        if (checked.accepted().isEmpty() && !refusals.isEmpty()) {
            repair(
                    turn.repaired(),
                    conversation.with(LlmMessage.assistant(response.text())),
                    new Refused(refusals, response.usage()));
            return;
        }
        take(turn, checked.accepted(), new Refused(refusals, response.usage()));
    }

    /** What was not taken of an answer, and what the answer used. */
    private record Refused(List<String> reasons, TokenUsage usage) {}

    private void take(Turn turn, List<Instruction> accepted, Refused refused) {
        WorkflowState state = journal.state();
        Batch batch = Batch.of(new DecisionMade(
                state.id(),
                turn.decision(),
                turn.through(),
                DecisionSource.MODEL,
                Numbering.after(state, accepted),
                refused.usage()));
        if (!refused.reasons().isEmpty()) {
            batch.add(new AnswerRefused(state.id(), turn.decision(), refused.reasons(), TokenUsage.NONE));
        }
        boolean stuck = accepted.isEmpty() && !turn.asked() && Movement.nothingMoves(state, turn.through());
        if (stuck) {
            pause(batch, "the model gave no instruction, and nothing is under way");
        }
        journal.append(batch);
        trouble = null;
        rest();
    }

    private void repair(Turn turn, Conversation conversation, Refused refused) {
        WorkflowState state = journal.state();
        Batch batch = Batch.of(new AnswerRefused(state.id(), turn.decision(), refused.reasons(), refused.usage()));
        if (turn.repairs() > MAX_REPAIRS) {
            fail(
                    turn,
                    "nothing in " + turn.repairs() + " answers of the model could be used, at last: "
                            + refused.reasons().get(0),
                    batch);
            return;
        }
        call(turn, conversation.with(LlmMessage.user(prompts.refused(refused.reasons()))), batch);
    }

    private void fail(Turn turn, String reason, Batch batch) {
        WorkflowState state = journal.state();
        if (state.status().isFinal()) {
            rest();
            return;
        }
        batch.add(new DecisionFailed(state.id(), turn.decision(), turn.through(), reason, TokenUsage.NONE));
        if (!turn.asked()) {
            pause(batch, reason);
        }
        journal.append(batch);
        trouble = reason;
        rest();
    }

    private void rest() {
        underWay = null;
        changed.run();
    }

    private void pause(Batch batch, String reason) {
        WorkflowState state = journal.state();
        if (state.status() != WorkflowStatus.RUNNING) {
            return; // Somebody has paused it meanwhile; that pause ends when they say so, and at no deadline.
        }
        batch.add(new WorkflowPaused(state.id(), reason))
                .add(new QuestionAsked(state.id(), questions.aboutPause(reason)));
    }
}
