package io.gitcortex.core.run;

import io.gitcortex.llm.LlmMessage;
import io.gitcortex.llm.LlmMessage.Role;
import java.util.ArrayList;
import java.util.List;

/**
 * What is said between GitCortex and a model: the newest messages, and the system prompt, once and always. Lives for one
 * decision; what was said before is told again from the journal. Immutable.
 */
final class Conversation {
    private final LlmMessage system;
    private final int limit;
    private final List<LlmMessage> messages;

    Conversation(String systemPrompt, int limit) {
        this(LlmMessage.system(systemPrompt), limit, List.of());
    }

    private Conversation(LlmMessage system, int limit, List<LlmMessage> messages) {
        this.system = system;
        this.limit = limit;
        this.messages = List.copyOf(messages.subList(Math.max(0, messages.size() - limit), messages.size()));
    }

    /** The conversation with a message more. Further words of the system are added to its prompt, which stays whole. */
    Conversation with(LlmMessage message) {
        return with(List.of(message));
    }

    /** The conversation with messages more. */
    Conversation with(List<LlmMessage> more) {
        LlmMessage orders = system;
        List<LlmMessage> all = new ArrayList<>(messages);
        for (LlmMessage message : more) {
            if (message.role() == Role.SYSTEM) {
                orders = LlmMessage.system(orders.content() + "\n\n" + message.content());
            } else {
                all.add(message);
            }
        }
        return new Conversation(orders, limit, all);
    }

    List<LlmMessage> messages() {
        List<LlmMessage> all = new ArrayList<>();
        all.add(system);
        all.addAll(messages);
        return all;
    }
}
