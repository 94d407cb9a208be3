package io.gitcortex.core;

import io.gitcortex.core.llm.LlmStack;
import io.gitcortex.core.llm.LlmSurroundings;
import io.gitcortex.core.llm.MonotonicTime;
import io.gitcortex.core.plugin.Choice;
import io.gitcortex.core.plugin.Kinds;
import io.gitcortex.core.plugin.Parts;
import io.gitcortex.llm.LlmClient;
import io.gitcortex.spi.LlmClientProvider;
import io.gitcortex.spi.PluginConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** Chooses the models to ask: the host's first choice, then those it falls back on. */
final class Models {
    private final Settings settings;
    private final Parts parts;

    Models(Settings settings, Parts parts) {
        this.settings = settings;
        this.parts = parts;
    }

    /** One client in front of all of them; null where there is none. */
    @Nullable
    LlmClient stack(PluginConfig plugins, MonotonicTime time) {
        List<LlmClient> clients = new ArrayList<>();
        for (Choice<LlmClient> choice : settings.models()) {
            LlmClient client = client(choice, plugins);
            if (client != null) {
                clients.add(client);
            }
        }
        LlmSurroundings surroundings = new LlmSurroundings(time, new SplittableRandom());
        return clients.isEmpty()
                ? null
                : LlmStack.build(clients, settings.config().model(), surroundings);
    }

    private @Nullable LlmClient client(Choice<LlmClient> choice, PluginConfig plugins) {
        if (choice.instance().isPresent()) {
            return choice.instance().get();
        }
        String chosen = choice.idOrNull() != null
                ? choice.idOrNull()
                : settings.config().model().apiType().orElse(null);
        return Kinds.models()
                .only(provider -> provider.isConfigured(plugins))
                .chooseIfAny(chosen)
                .map((LlmClientProvider provider) -> parts.own(provider.create(plugins)))
                .orElse(null);
    }
}
