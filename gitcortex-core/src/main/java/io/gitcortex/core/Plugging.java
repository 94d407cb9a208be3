package io.gitcortex.core;

import io.gitcortex.GitCortexException;
import io.gitcortex.bus.MessageBus;
import io.gitcortex.core.bus.InProcessMessageBus;
import io.gitcortex.core.git.GitRepository;
import io.gitcortex.core.plugin.Kinds;
import io.gitcortex.core.plugin.Parts;
import io.gitcortex.core.secret.Keyring;
import io.gitcortex.core.terminal.PrivateFiles;
import io.gitcortex.model.Secret;
import io.gitcortex.spi.PluginConfig;
import io.gitcortex.spi.WorkflowStoreProvider;
import io.gitcortex.store.WorkflowStore;
import io.gitcortex.workflow.ModelConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** What plugins are told, and the two of them that are needed before any workflow runs: the store and the bus. */
final class Plugging {
    private final Settings settings;
    private final Parts parts;
    private final Path data;
    private final Keyring keyring;
    private final PluginConfig config;

    Plugging(Settings settings, Parts parts, Path commonDirectory) {
        this.settings = settings;
        this.parts = parts;
        this.data = dataDirectory(commonDirectory);
        this.keyring = new Keyring(settings.environment(), data);
        this.config = config(settings.config().model().apiKey());
    }

    private static Path dataDirectory(Path commonDirectory) {
        Path data = commonDirectory.resolve("gitcortex");
        try {
            return PrivateFiles.directory(data);
        } catch (IOException e) {
            throw new GitCortexException("The directory " + data + " cannot be made: " + e.getMessage(), e);
        }
    }

    /** Puts a backup in the place of what the store keeps, without opening it. */
    static Optional<Path> restore(Settings settings, Path backup) {
        if (settings.store().instance().isPresent()) {
            throw new GitCortexException("The store is an instance of the host's own; put the backup back there");
        }
        try (GitRepository repository = GitRepository.open(settings.repository())) {
            Plugging plugging = new Plugging(settings, new Parts(), repository.commonDirectory());
            return Kinds.stores().choose(settings.store().idOrNull()).restore(plugging.config, backup);
        }
    }

    Keyring keyring() {
        return keyring;
    }

    PluginConfig config() {
        return config;
    }

    /** The same, with a key for the model that a workflow has brought. */
    PluginConfig config(Optional<Secret> apiKey) {
        PluginConfig.Builder builder =
                PluginConfig.builder(data).clock(settings.clock()).environment(settings.environment());
        ModelConfig model = settings.config().model();
        model.baseUrl().ifPresent(url -> builder.setting("base_url", url));
        model.model().ifPresent(name -> builder.setting("model", name));
        apiKey.ifPresent(key -> builder.secret("api_key", key));
        keyring.refusal().ifPresent(reason -> builder.setting(WorkflowStoreProvider.PLAIN_SECRETS_REFUSED, reason));
        return builder.build();
    }

    WorkflowStore store() {
        return settings.store()
                .instance()
                .orElseGet(() -> parts.own(
                        Kinds.stores().choose(settings.store().idOrNull()).create(config)));
    }

    MessageBus bus() {
        return settings.bus()
                .instance()
                .orElseGet(() -> parts.own(Kinds.buses()
                        .chooseIfAny(settings.bus().idOrNull())
                        .map(provider -> provider.create(config))
                        .orElseGet(InProcessMessageBus::create)));
    }
}
