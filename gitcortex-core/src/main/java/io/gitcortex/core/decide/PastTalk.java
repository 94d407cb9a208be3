package io.gitcortex.core.decide;

import io.gitcortex.core.json.InstructionJson;
import io.gitcortex.core.state.WorkflowState;
import io.gitcortex.llm.LlmMessage;
import io.gitcortex.workflow.DecisionEvent.DecisionMade;
import io.gitcortex.workflow.DecisionSource;
import io.gitcortex.workflow.JournalEntry;
import io.gitcortex.workflow.NumberedInstruction;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What has been said between GitCortex and a model, told again from the journal: what was new, and what the model decided
 * about it. So nothing of it need be kept between two decisions, and a restart changes nothing.
 */
public final class PastTalk {
    /** What was new once, in characters: where things stand now is told in full anyway. */
    private static final int MAX_MESSAGE = 4 * 1024;

    private final PromptTemplates templates;

    /** Tells by these templates. */
    public PastTalk(PromptTemplates templates) {
        this.templates = templates;
    }

    /** Whether an event is a decision of the model. */
    public static boolean isDecision(JournalEntry entry) {
        return entry.event() instanceof DecisionMade made && made.source() == DecisionSource.MODEL;
    }

    /**
     * The newest decisions of the model among these events, each with what led to it.
     *
     * @param state the workflow
     * @param entries events in order
     * @param decisions how many at most
     * @return messages of the user and of the assistant by turns, the oldest first
     */
    public List<LlmMessage> of(WorkflowState state, List<JournalEntry> entries, int decisions) {
        NewsText news = new NewsText(templates, state);
        List<LlmMessage> messages = new ArrayList<>();
        long older = entries.stream().filter(PastTalk::isDecision).count() - decisions;
        int shown = 0;
        for (int i = 0; i < entries.size(); i++) {
            if (entries.get(i).event() instanceof DecisionMade made && isDecision(entries.get(i))) {
                int end = shown;
                while (end < i && entries.get(end).sequence() <= made.throughSequence()) {
                    end++;
                }
                if (older-- <= 0) {
                    String told = String.join("\n\n", news.of(entries.subList(shown, end)));
                    messages.add(
                            LlmMessage.user(told.isEmpty() ? "Nothing is new." : Quoted.clipped(told, MAX_MESSAGE)));
                    messages.add(LlmMessage.assistant(decided(made)));
                }
                shown = end;
            }
        }
        return messages;
    }

    private static String decided(DecisionMade made) {
        return made.instructions().stream()
                .map(NumberedInstruction::instruction)
                .map(InstructionJson::write)
                .collect(Collectors.joining(",", "[", "]"));
    }
}
