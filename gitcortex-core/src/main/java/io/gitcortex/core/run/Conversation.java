package io.gitcortex.core.run;

import io.gitcortex.llm.LlmMessage;
import java.util.ArrayList;
import java.util.List;

/** What has been said between GitCortex and a model: the newest messages, and the system prompt, once and always. */
final class Conversation {
    private final LlmMessage system;
    private final int limit;
    private final List<LlmMessage> messages = new ArrayList<>();

    Conversation(String systemPrompt, int limit) {
        this.system = LlmMessage.system(systemPrompt);
        this.limit = limit;
    }

    void add(LlmMessage message) {
        messages.add(message);
        while (messages.size() > limit) {
            messages.remove(0);
        }
    }

    List<LlmMessage> messages() {
        List<LlmMessage> all = new ArrayList<>();
        all.add(system);
        all.addAll(messages);
        return all;
    }
}
