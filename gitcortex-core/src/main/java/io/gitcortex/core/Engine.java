package io.gitcortex.core;

import io.gitcortex.core.act.MergeAct;
import io.gitcortex.core.act.SessionAct;
import io.gitcortex.core.act.TaskAct;
import io.gitcortex.core.decide.PromptTemplates;
import io.gitcortex.core.decide.RoundText;
import io.gitcortex.core.git.GitRepository;
import io.gitcortex.core.llm.LlmStack;
import io.gitcortex.core.llm.LlmSurroundings;
import io.gitcortex.core.llm.MonotonicTime;
import io.gitcortex.core.plugin.Kinds;
import io.gitcortex.core.plugin.Parts;
import io.gitcortex.core.run.Pools;
import io.gitcortex.core.run.Rooms;
import io.gitcortex.core.terminal.DataFiles;
import io.gitcortex.core.terminal.Dialects;
import io.gitcortex.core.terminal.TerminalSupervisor;
import io.gitcortex.core.worktree.GitWorkspace;
import io.gitcortex.llm.LlmClient;
import io.gitcortex.spi.LlmClientProvider;
import io.gitcortex.spi.PluginConfig;
import io.gitcortex.terminal.TerminalTransport;
import io.gitcortex.workflow.ModelConfig;
import io.gitcortex.workflow.OrchestratorConfig;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** Puts together what running a workflow takes: terminals, worktrees, a model. Made when the first workflow is run. */
final class Engine {
    private final Settings settings;
    private final GitRepository repository;
    private final Pools pools;
    private final Parts parts;

    Engine(Settings settings, GitRepository repository, Pools pools, Parts parts) {
        this.settings = settings;
        this.repository = repository;
        this.pools = pools;
        this.parts = parts;
    }

    Rooms rooms(Rooms.Base base, PluginConfig plugins) throws InterruptedException {
        OrchestratorConfig config = settings.config();
        GitWorkspace workspace = parts.own(GitWorkspace.open(repository));
        DataFiles files = DataFiles.open(plugins.dataDirectory());
        Dialects dialects = Dialects.builtIn();
        PromptTemplates templates = PromptTemplates.builtIn();
        TerminalSupervisor terminals = parts.own(new TerminalSupervisor(new TerminalSupervisor.Equipment(
                transport(plugins),
                dialects,
                files,
                settings.environment(),
                workspace.identity(),
                new TerminalSupervisor.Timing(settings.clock(), config.terminalConnectTimeout()))));
        SessionAct.Tools tools =
                new SessionAct.Tools(repository, workspace, terminals, files, new RoundText(templates));
        Rooms.ActRooms acts = new Rooms.ActRooms(
                new TaskAct(repository, workspace),
                new SessionAct(tools),
                new MergeAct(repository, workspace),
                terminals);
        Rooms.Model model = new Rooms.Model(model(plugins), templates, config, dialects.names());
        return new Rooms(base, acts, model, pools.threads());
    }

    private TerminalTransport transport(PluginConfig plugins) {
        return settings.terminals()
                .instance()
                .orElseGet(() -> parts.own(Kinds.terminals()
                        .choose(settings.terminals().idOrNull())
                        .create(plugins)));
    }

    private @Nullable LlmClient model(PluginConfig plugins) {
        ModelConfig config = settings.config().model();
        Optional<LlmClient> client = settings.llm().instance();
        if (client.isEmpty()) {
            String chosen = settings.llm().idOrNull() != null
                    ? settings.llm().idOrNull()
                    : config.apiType().orElse(null);
            client = Kinds.models()
                    .only(provider -> provider.isConfigured(plugins))
                    .chooseIfAny(chosen)
                    .map((LlmClientProvider provider) -> parts.own(provider.create(plugins)));
        }
        LlmSurroundings surroundings = new LlmSurroundings(MonotonicTime.system(), new SplittableRandom(), null);
        return client.map(bare -> LlmStack.build(List.of(bare), config, surroundings))
                .orElse(null);
    }
}
