package io.gitcortex.core;

import io.gitcortex.GitCortexException;
import io.gitcortex.bus.MessageBus;
import io.gitcortex.core.bus.InProcessMessageBus;
import io.gitcortex.core.git.GitRepository;
import io.gitcortex.core.git.RefWatcher;
import io.gitcortex.core.plugin.Kinds;
import io.gitcortex.core.plugin.Parts;
import io.gitcortex.core.run.Ids;
import io.gitcortex.core.run.JournalReader;
import io.gitcortex.core.run.Owners;
import io.gitcortex.core.run.Pools;
import io.gitcortex.core.run.Recovery;
import io.gitcortex.core.run.Rooms;
import io.gitcortex.core.run.WorkflowLoop;
import io.gitcortex.core.secret.Keyring;
import io.gitcortex.core.secret.StoredSecrets;
import io.gitcortex.core.terminal.Dialects;
import io.gitcortex.core.terminal.PrivateFiles;
import io.gitcortex.model.QuestionId;
import io.gitcortex.model.Secret;
import io.gitcortex.model.WorkflowId;
import io.gitcortex.spi.PluginConfig;
import io.gitcortex.spi.PluginException;
import io.gitcortex.spi.WorkflowStoreProvider;
import io.gitcortex.store.Owner;
import io.gitcortex.store.WorkflowOwnedException;
import io.gitcortex.store.WorkflowStore;
import io.gitcortex.workflow.DecisionMode;
import io.gitcortex.workflow.JournalEntry;
import io.gitcortex.workflow.ModelConfig;
import io.gitcortex.workflow.Question;
import io.gitcortex.workflow.Workflow;
import io.gitcortex.workflow.WorkflowPlan;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * GitCortex in one repository: starts workflows, goes on with those that were cut off, and tells about all of them.
 *
 * <p>Thread-safe. Whoever opens it closes it.
 */
public final class GitCortex implements AutoCloseable {
    /** The truth is looked at this often, whatever the file watcher says. */
    private static final Duration POLL = Duration.ofSeconds(1);

    private final Object lock = new Object();
    private final Settings settings;
    private final Parts parts;
    private final GitRepository repository;
    private final PluginConfig plugins;
    private final Rooms.Base base;
    private final Pools pools;
    private final Ownership ownership;
    private final Runs runs;
    private final StoredSecrets secrets;
    private final ApiKeys keys;
    private final Engine engine;
    private final Wishes wishes;
    private final ErrorTerminalWait errorTerminals = new ErrorTerminalWait();
    private @Nullable Rooms rooms;
    private boolean closed;

    private GitCortex(Settings settings, Parts parts) {
        this.settings = settings;
        this.parts = parts;
        this.repository = parts.own(GitRepository.open(settings.repository()));
        Path data = dataDirectory(repository.commonDirectory());
        Keyring keyring = new Keyring(settings.environment(), data);
        this.plugins = pluginConfig(settings, data, settings.config().model().apiKey());
        Ids ids = new Ids(new SecureRandom());
        Owners owners = Owners.ofThisHost(settings.environment());
        WorkflowStore store = store();
        this.ownership = new Ownership(store, owners, owners.self(ids.instance()));
        this.secrets = new StoredSecrets(store, keyring);
        secrets.encryptPlain();
        this.keys = new ApiKeys(settings.config().model().apiKey(), secrets);
        this.base = new Rooms.Base(store, chooseBus(), repository, settings.clock(), ids);
        this.pools = parts.own(new Pools());
        this.runs = parts.own(new Runs(base, pools));
        this.wishes = new Wishes(ownership, runs);
        this.engine = new Engine(settings, new Engine.Site(repository, pools, parts, secrets));
        RefWatcher watcher = parts.own(RefWatcher.create(POLL));
        parts.own(watcher.watch(repository.commonDirectory(), runs::look));
    }

    /**
     * Opens the repository that a directory is in, with the plugins that are found. Blocks for as long as opening files
     * takes.
     *
     * @param directory any directory inside the repository
     * @return an open GitCortex, which the caller closes
     * @throws GitCortexException if the directory is in no repository that can be used, or a plugin is missing or not the
     *     only one; the message says what to do
     */
    public static GitCortex open(Path directory) {
        return builder().repository(directory).build();
    }

    /**
     * Says what a GitCortex is made of.
     *
     * @return a builder with nothing said
     */
    public static GitCortexBuilder builder() {
        return new GitCortexBuilder();
    }

    static GitCortex open(Settings settings) {
        Parts parts = new Parts();
        try {
            return new GitCortex(settings, parts);
        } catch (RuntimeException | Error e) {
            parts.close();
            throw e;
        }
    }

    /**
     * Asks the model for a plan: tasks, roles, and what depends on what. Nothing is started; look at the plan, change it where
     * it should be otherwise, and give it to {@link #start}. Blocks for as long as one decision may take
     * ({@code decisionTimeout}).
     *
     * @param goal what is to be reached, in a sentence or more
     * @return a plan that can be started, with this goal. A model names no commands: a terminal of the CLI {@code shell} runs
     *     {@code sh agents/<role>.sh} unless that is changed
     * @throws IllegalArgumentException if the goal is blank
     * @throws PluginException if no model is configured
     * @throws InvalidPlanException if the model was told twice what is wrong with its plan, and has not mended it
     * @throws io.gitcortex.llm.LlmException if the model cannot be asked
     * @throws InterruptedException if the thread is interrupted while it waits
     */
    public WorkflowPlan plan(String goal) throws InterruptedException {
        if (goal.isBlank()) {
            throw new IllegalArgumentException("A plan needs a goal: say what is to be reached");
        }
        return new Planning(rooms().model()).plan(goal);
    }

    /**
     * Starts a workflow. Returns when its plan is in the journal; the work goes on in the background.
     *
     * @param plan what is asked for; ids that it lacks are made, and the base branch, where it names none, is the one
     *     checked out
     * @return the run
     * @throws GitCortexException if the plan has mistakes (the message lists all of them), the repository does not fit it, a
     *     plugin is missing, or there is an API key to store and no encryption key
     * @throws InterruptedException if the thread is interrupted while it waits
     */
    public WorkflowRun start(WorkflowPlan plan) throws InterruptedException {
        WorkflowPlan complete = complete(plan);
        WorkflowId id = base.ids().workflow();
        Recovery.Beginning beginning =
                new Recovery.Beginning(id, ApiKeys.withoutKeys(complete), keys.rows(id, complete));
        Rooms ready = rooms();
        requireModel(complete, ready);
        return runs.add(new Recovery(ready).begin(beginning, ownership.self()));
    }

    /**
     * Goes on with a workflow whose process is gone, or un-pauses one that this process runs. Blocks until the processes that
     * were left running are ended.
     *
     * @param id the workflow
     * @return the run
     * @throws WorkflowOwnedException if another process that lives, or one on another host, runs it
     * @throws GitCortexException if there is no such workflow, a plugin is missing, or the API key that the workflow was
     *     started with cannot be read
     * @throws InterruptedException if the thread is interrupted while it waits
     */
    public WorkflowRun resume(WorkflowId id) throws InterruptedException {
        return resume(id, false);
    }

    /**
     * Goes on with a workflow, even if it is owned by a process of another host, of which nobody here can say whether it
     * lives. To be used only by somebody who knows that it does not.
     *
     * @param id the workflow
     * @return the run
     * @throws WorkflowOwnedException if a process of this host that lives runs it
     * @throws InterruptedException if the thread is interrupted while it waits
     */
    public WorkflowRun takeOver(WorkflowId id) throws InterruptedException {
        return resume(id, true);
    }

    private WorkflowRun resume(WorkflowId id, boolean fromOtherHost) throws InterruptedException {
        Optional<WorkflowLoop> own = runs.find(id);
        if (own.isPresent()) {
            WorkflowRun run = runs.run(own.get());
            run.unpause();
            return run;
        }
        Optional<Owner> replaced = ownership.replaceable(id, fromOtherHost);
        Rooms ready = rooms(id);
        long epoch = ownership.take(id, replaced);
        WorkflowRun run = runs.add(recover(ready, id, epoch));
        run.unpause();
        return run;
    }

    /** What cannot be gone on with is not kept: another attempt, or another process, may succeed. */
    private WorkflowLoop recover(Rooms ready, WorkflowId id, long epoch) throws InterruptedException {
        try {
            keys.keep(id);
            return new Recovery(ready).resume(id, epoch);
        } catch (InterruptedException | RuntimeException e) {
            base.store().releaseOwnership(id, epoch);
            throw e;
        }
    }

    /**
     * All workflows of this repository as they stand, whoever runs them.
     *
     * @return snapshots, in the order in which the workflows were created
     */
    public List<Workflow> workflows() {
        return base.store().workflows();
    }

    /**
     * A workflow as it stands, whoever runs it.
     *
     * @param id its id
     * @return a snapshot, or empty if there is none
     */
    public Optional<Workflow> workflow(WorkflowId id) {
        return base.store().workflow(id);
    }

    /**
     * Events of a workflow, whoever runs it.
     *
     * @param id the workflow
     * @param afterSequence 0 for the first
     * @param limit at most so many; positive
     * @return in order; empty if there are none
     */
    public List<JournalEntry> events(WorkflowId id, long afterSequence, int limit) {
        return JournalReader.events(base.store(), id, afterSequence, limit);
    }

    /**
     * What a workflow waits for people to answer, whoever runs it.
     *
     * @param id the workflow
     * @return its open questions, oldest first
     * @throws RequestRefusedException if there is no such workflow
     */
    public List<Question> questions(WorkflowId id) {
        return wishes.questions(id);
    }

    /**
     * Answers a question. Where this process runs the workflow, the answer is in the journal on return; else it is left for
     * the process that does, or, where none does, for the next {@link #resume}. The same holds for the methods below.
     *
     * @param question the question
     * @param answer the key of one of its choices, or other words: those are for the model or, in mode {@code rules}, for the
     *     author's terminal of the task that waits
     * @return who takes it, and so when
     * @throws RequestRefusedException if there is no such question, it is not open any more, or the answer leads to nothing
     * @throws InterruptedException if the thread is interrupted while it waits
     */
    public RequestReceipt answer(QuestionId question, String answer) throws InterruptedException {
        return wishes.answer(question, answer);
    }

    /**
     * Answers the only open question of a workflow.
     *
     * @param id the workflow
     * @param answer as above
     * @return who takes it, and so when
     * @throws RequestRefusedException as above, or if the workflow has no open question, or several
     * @throws InterruptedException if the thread is interrupted while it waits
     */
    public RequestReceipt answer(WorkflowId id, String answer) throws InterruptedException {
        return wishes.answer(id, answer);
    }

    /**
     * Pauses a workflow, whoever runs it: events are taken, and nothing is decided. Sessions under way go on.
     *
     * @param id the workflow
     * @param reason why, for the journal
     * @return who takes it, and so when
     * @throws RequestRefusedException if there is no such workflow, or it is not running
     * @throws InterruptedException if the thread is interrupted while it waits
     */
    public RequestReceipt pause(WorkflowId id, String reason) throws InterruptedException {
        return wishes.pause(id, reason);
    }

    /**
     * Un-pauses a workflow, whoever runs it.
     *
     * @param id the workflow
     * @return who takes it, and so when
     * @throws RequestRefusedException if there is no such workflow, or it is not paused
     * @throws InterruptedException if the thread is interrupted while it waits
     */
    public RequestReceipt unpause(WorkflowId id) throws InterruptedException {
        return wishes.unpause(id);
    }

    /**
     * Ends a workflow, whoever runs it: its sessions are ended, its worktrees and branches are kept.
     *
     * @param id the workflow
     * @param reason why, for the journal
     * @return who takes it, and so when
     * @throws RequestRefusedException if there is no such workflow, or it has ended
     * @throws InterruptedException if the thread is interrupted while it waits
     */
    public RequestReceipt cancel(WorkflowId id, String reason) throws InterruptedException {
        return wishes.cancel(id, reason);
    }

    /**
     * The bus that carries what happens to those who watch.
     *
     * @return the bus; it stays this object's, or the host's, to close
     */
    public MessageBus bus() {
        return base.bus();
    }

    /**
     * Encrypts every stored API key anew that is not under the key that writes: {@code GITCORTEX_ENCRYPTION_KEY}, or the
     * passphrase. Keys that wrote before are named by {@code GITCORTEX_DECRYPTION_KEYS}. May be cut off anywhere and called
     * again, also while workflows run in this or another process. Blocks for as long as the store takes.
     *
     * @return how many were rewritten, and which could not be read
     * @throws GitCortexException if no encryption key is set, or the store cannot be written
     */
    public KeyRotation rotateKeys() {
        StoredSecrets.Rotation done = secrets.rotate();
        return new KeyRotation(done.rewritten(), done.current(), done.unreadable());
    }

    private WorkflowPlan complete(WorkflowPlan plan) {
        WorkflowPlan complete = CompletePlan.of(plan, Dialects.builtIn().names());
        String target = complete.base().orElseGet(repository::headBranch);
        if (repository.tip("refs/heads/" + target).isEmpty()) {
            throw new GitCortexException("The branch '" + target + "', which the workflow is based on, does not exist;"
                    + " make it, or name another one as 'base'");
        }
        return complete.toBuilder().base(target).build();
    }

    private void requireModel(WorkflowPlan plan, Rooms ready) {
        boolean model = plan.mode().orElse(settings.config().mode()) == DecisionMode.MODEL;
        if (model && ready.model().client().isEmpty()) {
            throw new PluginException("The workflow asks for mode 'model', and no language model is configured. Set"
                    + " OPENAI_MODEL and OPENAI_API_KEY or OPENAI_BASE_URL, give one with"
                    + " GitCortex.builder().llm(...), or choose mode 'rules'.");
        }
    }

    private Rooms rooms() throws InterruptedException {
        synchronized (lock) {
            if (closed) {
                throw new IllegalStateException("This GitCortex has been closed");
            }
            if (rooms == null) {
                rooms = engine.rooms(base, plugins);
            }
            return rooms;
        }
    }

    /** Rooms for a workflow that may bring its own key for the model; a client that the host gave has its own. */
    private Rooms rooms(WorkflowId id) throws InterruptedException {
        synchronized (lock) {
            Rooms shared = rooms();
            boolean ownClient = settings.llm().instance().isPresent();
            Optional<Secret> key = ownClient ? Optional.empty() : keys.ofWorkflow(id);
            if (key.isEmpty()) {
                return shared;
            }
            parts.own(key.get());
            return engine.withModel(shared, pluginConfig(settings, plugins.dataDirectory(), key));
        }
    }

    private WorkflowStore store() {
        return settings.store()
                .instance()
                .orElseGet(() -> parts.own(
                        Kinds.stores().choose(settings.store().idOrNull()).create(plugins)));
    }

    private MessageBus chooseBus() {
        return settings.bus()
                .instance()
                .orElseGet(() -> parts.own(Kinds.buses()
                        .chooseIfAny(settings.bus().idOrNull())
                        .map(provider -> provider.create(plugins))
                        .orElseGet(InProcessMessageBus::create)));
    }

    private static Path dataDirectory(Path commonDirectory) {
        Path data = commonDirectory.resolve("gitcortex");
        try {
            return PrivateFiles.directory(data);
        } catch (IOException e) {
            throw new GitCortexException("The directory " + data + " cannot be made: " + e.getMessage(), e);
        }
    }

    private static PluginConfig pluginConfig(Settings settings, Path data, Optional<Secret> apiKey) {
        PluginConfig.Builder config =
                PluginConfig.builder(data).clock(settings.clock()).environment(settings.environment());
        ModelConfig model = settings.config().model();
        model.baseUrl().ifPresent(url -> config.setting("base_url", url));
        model.model().ifPresent(name -> config.setting("model", name));
        apiKey.ifPresent(key -> config.secret("api_key", key));
        new Keyring(settings.environment(), data)
                .refusal()
                .ifPresent(reason -> config.setting(WorkflowStoreProvider.PLAIN_SECRETS_REFUSED, reason));
        return config.build();
    }

    /**
     * Stops running workflows and releases everything. What is under way is left as after a crash, but tidily: sessions are
     * ended, workflows given up, and {@link #resume} goes on with them. Idempotent, and bounded by some seconds.
     *
     * <p>Where the error terminal of a workflow that has failed is at work, blocks until it is done, for {@link
     * io.gitcortex.workflow.OrchestratorConfig#errorTerminalGrace()} at most; meanwhile other workflows go on. An interrupt ends that wait, and so
     * does closing again from another thread, which then blocks until everything is closed.
     */
    @Override
    public void close() {
        boolean again;
        synchronized (lock) {
            again = closed;
            closed = true;
        }
        if (again) {
            errorTerminals.hurry();
            return;
        }
        boolean interrupted = false;
        try {
            interrupted = errorTerminals.await(
                    runs.errorTerminalsOver(), settings.config().errorTerminalGrace());
            runs.stop(); // The workflows stay ours until nothing of ours works in them any more.
            pools.close(); // First what is under way, then what it works with.
            parts.close();
        } finally {
            errorTerminals.done();
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
