package io.gitcortex.core;

import io.gitcortex.GitCortexException;
import io.gitcortex.bus.MessageBus;
import io.gitcortex.core.git.GitRepository;
import io.gitcortex.core.git.RefWatcher;
import io.gitcortex.core.plugin.Parts;
import io.gitcortex.core.run.Ids;
import io.gitcortex.core.run.JournalReader;
import io.gitcortex.core.run.Pools;
import io.gitcortex.core.run.Rooms;
import io.gitcortex.core.secret.StoredSecrets;
import io.gitcortex.core.worktree.IgnoreFile;
import io.gitcortex.model.QuestionId;
import io.gitcortex.model.WorkflowId;
import io.gitcortex.spi.PluginException;
import io.gitcortex.store.WorkflowOwnedException;
import io.gitcortex.workflow.JournalEntry;
import io.gitcortex.workflow.Question;
import io.gitcortex.workflow.Workflow;
import io.gitcortex.workflow.WorkflowPlan;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;

/**
 * GitCortex in one repository: starts workflows, goes on with those that were cut off, and tells about all of them.
 *
 * <p>Thread-safe. Whoever opens it closes it.
 */
public final class GitCortex implements AutoCloseable {
    private final Settings settings;
    private final Parts parts;
    private final Rooms.Base base;
    private final Pools pools;
    private final Runs runs;
    private final StoredSecrets secrets;
    private final Wishes wishes;
    private final Beginnings beginnings;
    private final Garbage garbage;
    private final Path data;
    private final Journals journals;
    private final ErrorTerminalWait errorTerminals = new ErrorTerminalWait();

    private GitCortex(Settings settings, Parts parts) {
        this.settings = settings;
        this.parts = parts;
        GitRepository repository = parts.own(GitRepository.open(settings.repository()));
        Plugging plugging = new Plugging(settings, parts, repository.commonDirectory());
        Ids ids = new Ids(new SecureRandom());
        this.base = new Rooms.Base(plugging.store(), plugging.bus(), repository, settings.clock(), ids);
        this.secrets = new StoredSecrets(base.store(), plugging.keyring());
        secrets.encryptPlain();
        this.pools = parts.own(new Pools());
        this.runs = parts.own(new Runs(base, pools));
        Ownership ownership = Ownership.ofThisHost(base.store(), settings.environment(), ids.instance());
        this.wishes = new Wishes(ownership, runs);
        Engine engine = new Engine(settings, new Engine.Site(repository, pools, parts, secrets));
        ApiKeys keys = new ApiKeys(settings.config().model().apiKey(), secrets);
        this.beginnings = new Beginnings(
                settings,
                new Beginnings.Means(repository, base, engine, plugging, ownership, new Beginnings.Keys(keys, parts)),
                runs);
        this.data = plugging.config().dataDirectory();
        this.garbage = new Garbage(new Garbage.Means(ownership, engine, data), beginnings, runs);
        this.journals = new Journals(ownership, garbage, data, settings.clock());
        RefWatcher watcher = parts.own(RefWatcher.create());
        parts.own(watcher.watch(repository.commonDirectory(), runs::look));
        parts.own(watcher.watch(repository.commonDirectory(), new IgnoreFile(repository)::keep));
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
     * @return a plan that can be started; a terminal of the CLI {@code shell} runs {@code sh agents/<role>.sh}
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
        return new Planning(beginnings.rooms().model()).plan(goal);
    }

    /**
     * Starts a workflow. Returns when its plan is in the journal; the work goes on in the background.
     *
     * @param plan what is asked for; ids that it lacks are made, and the base branch, where it names none, is the one
     *     checked out
     * @return the run
     * @throws GitCortexException if the plan has mistakes (the message lists all of them), the repository does not fit it or
     *     selects drivers that are not to be trusted ({@link #unsafeDrivers}), a plugin is missing, or there is an API key to
     *     store and no encryption key
     * @throws InterruptedException if the thread is interrupted while it waits
     */
    public WorkflowRun start(WorkflowPlan plan) throws InterruptedException {
        return beginnings.start(plan);
    }

    /**
     * Goes on with a workflow whose process is gone, or un-pauses one that this process runs. Blocks until the processes that
     * were left running are ended.
     *
     * @param id the workflow
     * @return the run
     * @throws WorkflowOwnedException if another process that lives, or one on another host, runs it
     * @throws GitCortexException if there is no such workflow, a plugin or the model that it asks for is missing, or the API
     *     key that the workflow was started with cannot be read
     * @throws InterruptedException if the thread is interrupted while it waits
     */
    public WorkflowRun resume(WorkflowId id) throws InterruptedException {
        return beginnings.resume(id, false);
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
        return beginnings.resume(id, true);
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
     * Whether a process runs a workflow, as far as can be told from here: one on another host is believed to live. A workflow
     * that has ended may still be a process's own.
     *
     * @param id the workflow
     * @return false if nobody does, so that it stands still until {@link #resume}
     * @throws RequestRefusedException if there is no such workflow
     */
    public boolean isRun(WorkflowId id) {
        return wishes.isRun(id);
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
     * What was asked of a workflow and waits for whoever runs it, or, where nobody does, for the next {@link #resume}.
     *
     * @param id the workflow
     * @return what was asked, in the order in which it will be taken; empty if nothing waits
     * @throws RequestRefusedException if there is no such workflow
     * @throws io.gitcortex.store.StoreException if the store cannot be read
     */
    public List<PendingRequest> pendingRequests(WorkflowId id) {
        return wishes.pending(id);
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

    Path dataDirectory() {
        return data;
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
     * The filter and merge drivers that keep a workflow from being started here: the attributes of what is checked out
     * select them, only the repository's own configuration defines them, and the builder does not name them as trusted.
     * Starts the git program.
     *
     * @return {@code filter.<name>} and {@code merge.<name>}, in order; empty if nothing stands in the way
     * @throws GitCortexException if there is no git program, or the configuration cannot be read
     * @throws InterruptedException if the thread is interrupted while it waits
     */
    public List<String> unsafeDrivers() throws InterruptedException {
        return beginnings.drivers().unsafe("HEAD");
    }

    /**
     * Encrypts every stored API key anew that is not under the key that writes: {@code GITCORTEX_ENCRYPTION_KEY}, or the
     * passphrase. Keys that wrote before are named by {@code GITCORTEX_DECRYPTION_KEYS}. May be cut off anywhere and called
     * again, also while workflows run in this or another process. Blocks for as long as the store takes.
     *
     * @return how many were rewritten, and which could not be read
     * @throws GitCortexException if keys are stored and no encryption key is set, or the store cannot be written
     */
    public KeyRotation rotateKeys() {
        return KeyRotation.of(secrets.rotate());
    }

    /**
     * What workflows that have ended have left in the repository, and what {@link #collectGarbage} would do with it. Starts the
     * git program, and clears away, as starting a workflow does, what a process that is gone has left half done.
     *
     * @return by workflow, oldest first; empty if there is nothing
     * @throws GitCortexException if there is no git program, or the repository or a journal cannot be read
     * @throws InterruptedException if the thread is interrupted while it waits
     */
    public List<Leftover> garbage() throws InterruptedException {
        return garbage.look();
    }

    /**
     * Frees what workflows that have ended, and that no living process runs, have left: worktrees, after the {@code cleanup} of
     * their task has run there (10 minutes at most; what it fails with is a warning); branches whose commits the target holds;
     * what sessions were told and have printed. What no branch holds is kept under {@code refs/gitcortex/rescue/} before;
     * ignored files are not. May be cut off anywhere and called again; a clean-up then runs once more. Blocks for as long as
     * all that takes. One thread at a time does it, the others wait.
     *
     * @return what was there, by workflow, and what became of it; something that cannot be removed is {@link Leftover.Kept}
     * @throws GitCortexException if there is no git program, or a journal cannot be read
     * @throws InterruptedException if the thread is interrupted; what is under way is then left for the next call
     */
    public List<Leftover> collectGarbage() throws InterruptedException {
        return garbage.collect();
    }

    /**
     * The journals of this repository as things to be kept: backups, and how long they stay.
     *
     * @return usable until this is closed
     */
    public Journals journals() {
        return journals;
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
        if (!beginnings.close()) {
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
            errorTerminals.done(interrupted);
        }
    }
}
