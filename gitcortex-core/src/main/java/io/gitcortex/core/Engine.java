package io.gitcortex.core;

import io.gitcortex.core.act.ErrorAct;
import io.gitcortex.core.act.MergeAct;
import io.gitcortex.core.act.SessionAct;
import io.gitcortex.core.act.TaskAct;
import io.gitcortex.core.decide.PromptTemplates;
import io.gitcortex.core.decide.RoundText;
import io.gitcortex.core.git.GitRepository;
import io.gitcortex.core.llm.MonotonicTime;
import io.gitcortex.core.plugin.Kinds;
import io.gitcortex.core.plugin.Parts;
import io.gitcortex.core.run.Pools;
import io.gitcortex.core.run.Rooms;
import io.gitcortex.core.secret.StoredSecrets;
import io.gitcortex.core.terminal.DataFiles;
import io.gitcortex.core.terminal.TerminalSupervisor;
import io.gitcortex.core.terminal.attach.AttachServer;
import io.gitcortex.core.terminal.dialect.Dialects;
import io.gitcortex.core.worktree.GitWorkspace;
import io.gitcortex.llm.LlmClient;
import io.gitcortex.spi.PluginConfig;
import io.gitcortex.store.SecretPlace;
import io.gitcortex.terminal.TerminalTransport;
import io.gitcortex.workflow.OrchestratorConfig;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts together what running a workflow takes: terminals, worktrees, a model. Made when the first workflow is run. */
final class Engine {
    private static final Logger log = LoggerFactory.getLogger(Engine.class);

    private final Object opening = new Object();
    private final Settings settings;
    private final GitRepository repository;
    private final Pools pools;
    private final Parts parts;
    private final StoredSecrets secrets;
    private @Nullable GitWorkspace workspace;

    /** What an engine is put into. */
    record Site(GitRepository repository, Pools pools, Parts parts, StoredSecrets secrets) {}

    Engine(Settings settings, Site site) {
        this.settings = settings;
        this.repository = site.repository();
        this.pools = site.pools();
        this.parts = site.parts();
        this.secrets = site.secrets();
    }

    /** One for all: what changes the repository is done one after the other. */
    GitWorkspace workspace() throws InterruptedException {
        synchronized (opening) {
            if (workspace == null) {
                workspace = parts.own(GitWorkspace.open(repository, settings.trustedDrivers()));
            }
            return workspace;
        }
    }

    /** Rooms for every workflow that asks the configured model. */
    Rooms rooms(Rooms.Base base, PluginConfig plugins) throws InterruptedException {
        OrchestratorConfig config = settings.config();
        GitWorkspace shared = workspace();
        DataFiles files = DataFiles.open(plugins.dataDirectory());
        Dialects dialects = settings.dialects();
        PromptTemplates templates = settings.prompts();
        TerminalSupervisor terminals = parts.own(new TerminalSupervisor(new TerminalSupervisor.Equipment(
                transport(plugins),
                dialects,
                files,
                settings.environment(),
                shared.identity(),
                new TerminalSupervisor.Timing(settings.clock(), config.terminalConnectTimeout()),
                (workflow, terminal) -> secrets.find(SecretPlace.ofTerminal(workflow, terminal)))));
        letAttach(plugins.dataDirectory(), terminals);
        SessionAct.Tools tools = new SessionAct.Tools(repository, shared, terminals, files, new RoundText(templates));
        Rooms.ActRooms acts = new Rooms.ActRooms(
                new TaskAct(repository, shared),
                new SessionAct(tools),
                new MergeAct(repository, shared),
                new ErrorAct(repository, shared, terminals),
                terminals,
                shared.reports());
        MonotonicTime time = MonotonicTime.system();
        LlmClient client = new Models(settings, parts).stack(plugins, time);
        Rooms.Model model = new Rooms.Model(client, templates, config, dialects.names(), time);
        return new Rooms(base, acts, model, pools.threads());
    }

    /** Whatever stands against a socket, workflows run without it. */
    private void letAttach(Path dataDirectory, TerminalSupervisor terminals) {
        try {
            parts.own(AttachServer.start(dataDirectory, terminals::attachable));
        } catch (IOException | UnsupportedOperationException e) {
            log.warn("Nobody can attach to the sessions of this process: {}", e.getMessage());
        }
    }

    /** The same rooms, with a model that has another configuration. */
    Rooms withModel(Rooms rooms, PluginConfig plugins) {
        Rooms.Model old = rooms.model();
        LlmClient client = new Models(settings, parts).stack(plugins, old.time());
        Rooms.Model model = new Rooms.Model(client, old.templates(), old.config(), old.clis(), old.time());
        return new Rooms(rooms.base(), rooms.acts(), model, rooms.threads());
    }

    private TerminalTransport transport(PluginConfig plugins) {
        return settings.terminals()
                .instance()
                .orElseGet(() -> parts.own(Kinds.terminals()
                        .choose(settings.terminals().idOrNull())
                        .create(plugins)));
    }
}
