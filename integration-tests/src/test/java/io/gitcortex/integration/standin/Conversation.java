package io.gitcortex.integration.standin;

import java.util.ArrayList;
import java.util.List;

/** Gathers the prompts of a conversation, and what the tools have answered since the last one. Not thread-safe. */
final class Conversation {
    private final List<String> prompts = new ArrayList<>();
    private final List<String> results = new ArrayList<>();

    /** Takes what a user's message holds, unless the CLI has written it. */
    void said(List<String> texts) {
        String text = String.join(
                "\n",
                texts.stream()
                        .map(Noise::without)
                        .filter(part -> !Noise.is(part))
                        .toList());
        if (!Noise.is(text)) {
            prompts.add(text);
            results.clear();
        }
    }

    void answered(String result) {
        results.add(result);
    }

    List<String> prompts() {
        return prompts;
    }

    List<String> results() {
        return results;
    }
}
