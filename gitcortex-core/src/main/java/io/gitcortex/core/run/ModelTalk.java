package io.gitcortex.core.run;

import io.gitcortex.core.decide.Ask;
import io.gitcortex.core.decide.InstructionCheck;
import io.gitcortex.core.decide.Reply;
import io.gitcortex.core.decide.ReplyReader;
import io.gitcortex.core.decide.Targets;
import io.gitcortex.core.decide.WakePrompt;
import io.gitcortex.core.state.WorkflowState;
import io.gitcortex.llm.LlmClient;
import io.gitcortex.llm.LlmMessage;
import io.gitcortex.llm.LlmRequest;
import io.gitcortex.llm.LlmResponse;
import io.gitcortex.model.TokenUsage;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Asks a model what to do, and takes of its answer what makes sense. An answer of which nothing can be used goes back, with
 * the reasons, twice; after that a person is asked. Runs on the loop, but for the call itself.
 */
final class ModelTalk {
    private static final int MAX_REPAIRS = 2;
    private static final int MAX_NEWS = 500;

    private final Journal journal;
    private final WorkflowStore store;
    private final Acts calls;
    private final LlmClient client;
    private final ModelConfig config;
    private final Set<String> clis;
    private final Questions questions;
    private final WakePrompt prompts;
    private final Conversation conversation;
    private final Runnable changed;
    private boolean thinking;

    /** What a talk needs. */
    record Means(Journal journal, WorkflowStore store, Acts calls, Questions questions) {}

    ModelTalk(Means means, LlmClient client, Rooms.Model model, Runnable changed) {
        this.journal = means.journal();
        this.store = means.store();
        this.calls = means.calls();
        this.questions = means.questions();
        this.client = client;
        this.config = model.config().model();
        this.clis = model.clis();
        this.prompts = new WakePrompt(model.templates());
        this.conversation =
                new Conversation(config.systemPrompt().orElseGet(prompts::system), config.maxConversationHistory());
        this.changed = changed;
    }

    boolean isThinking() {
        return thinking;
    }

    /** Asks about everything that is new, and about what the rules leave open. */
    void ask(List<Ask> asks) {
        WorkflowState state = journal.state();
        List<JournalEntry> news = store.events(state.id(), state.counters().decidedThrough(), MAX_NEWS).stream()
                .map(Journal::entry)
                .toList();
        long through = news.isEmpty()
                ? state.counters().sequence()
                : news.get(news.size() - 1).sequence();
        conversation.add(LlmMessage.user(prompts.wake(state, news, asks)));
        Turn turn = new Turn(state.counters().decisions() + 1, through, !asks.isEmpty(), 0, TokenUsage.NONE);
        call(turn);
    }

    /** One decision in the making. */
    private record Turn(long decision, long through, boolean asked, int repairs, TokenUsage used) {
        Turn repaired(TokenUsage usage) {
            return new Turn(decision, through, asked, repairs + 1, usage);
        }
    }

    private void call(Turn turn) {
        LlmRequest request = LlmRequest.of(conversation.messages(), config.decisionTimeout());
        journal.append(Batch.of(
                new DecisionRequested(journal.state().id(), turn.decision(), turn.through(), PromptHash.of(request))));
        thinking = true;
        calls.run(() -> client.complete(request), response -> answered(turn, response), reason -> failed(turn, reason));
    }

    private void answered(Turn turn, LlmResponse response) {
        if (journal.state().status().isFinal()) {
            forget();
            return;
        }
        conversation.add(LlmMessage.assistant(response.text()));
        TokenUsage used = turn.used().plus(response.usage());
        Reply reply = ReplyReader.read(response.text(), config.maxInstructionsPerDecision());
        List<Instruction> accepted = new ArrayList<>();
        List<String> refusals = new ArrayList<>(reply.problems());
        check(reply.instructions(), accepted, refusals);
        WorkflowState state = journal.state();
        if (accepted.isEmpty() && !refusals.isEmpty()) {
            repair(turn.repaired(used), refusals);
            return;
        }
        Batch batch = Batch.of(new DecisionMade(
                state.id(),
                turn.decision(),
                turn.through(),
                DecisionSource.MODEL,
                Numbering.after(state, accepted),
                used));
        if (!refusals.isEmpty()) {
            batch.add(new AnswerRefused(state.id(), turn.decision(), refusals));
        }
        boolean stuck = accepted.isEmpty() && !turn.asked() && Movement.nothingMoves(state, turn.through());
        if (stuck) {
            pause(batch, "the model gave no instruction, and nothing is under way");
        }
        journal.append(batch);
        if (!refusals.isEmpty()) {
            conversation.add(LlmMessage.user(prompts.refused(refusals)));
        }
        thinking = false;
        changed.run();
    }

    /** Checked one by one: what an earlier instruction of the same answer prepares is checked again when its turn comes. */
    private void check(List<Instruction> wanted, List<Instruction> accepted, List<String> refusals) {
        WorkflowState state = journal.state();
        InstructionCheck check = new InstructionCheck(state, clis);
        for (Instruction instruction : wanted) {
            Optional<String> refusal = check.refusal(instruction, DecisionSource.MODEL);
            if (refusal.isEmpty() || Targets.isPreparedBy(state, instruction, accepted)) {
                accepted.add(instruction);
            } else {
                refusals.add(instruction.type() + ": " + refusal.get());
            }
        }
    }

    private void repair(Turn turn, List<String> refusals) {
        WorkflowState state = journal.state();
        journal.append(Batch.of(new AnswerRefused(state.id(), turn.decision(), refusals)));
        if (turn.repairs() > MAX_REPAIRS) {
            failed(
                    turn,
                    "nothing in " + turn.repairs() + " answers of the model could be used, at last: "
                            + refusals.get(0));
            return;
        }
        conversation.add(LlmMessage.user(prompts.refused(refusals)));
        call(turn);
    }

    /** The workflow ended while the model thought: its answer is of no interest any more. */
    private void forget() {
        thinking = false;
        changed.run();
    }

    private void failed(Turn turn, String reason) {
        WorkflowState state = journal.state();
        if (state.status().isFinal()) {
            forget();
            return;
        }
        Batch batch = Batch.of(new DecisionFailed(state.id(), turn.decision(), turn.through(), reason));
        if (!turn.asked()) {
            pause(batch, reason);
        }
        journal.append(batch);
        thinking = false;
        changed.run();
    }

    private void pause(Batch batch, String reason) {
        WorkflowState state = journal.state();
        batch.add(new WorkflowPaused(state.id(), reason))
                .add(new QuestionAsked(state.id(), questions.aboutPause(reason)));
    }
}
