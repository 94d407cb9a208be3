package io.gitcortex.core;

import io.gitcortex.GitCortexException;
import io.gitcortex.core.git.GitRepository;
import io.gitcortex.core.plugin.Parts;
import io.gitcortex.core.run.JournalReader;
import io.gitcortex.core.run.Recovery;
import io.gitcortex.core.run.Rooms;
import io.gitcortex.core.run.WorkflowLoop;
import io.gitcortex.core.worktree.DriverCheck;
import io.gitcortex.model.Secret;
import io.gitcortex.model.WorkflowId;
import io.gitcortex.spi.PluginException;
import io.gitcortex.store.Owner;
import io.gitcortex.workflow.DecisionMode;
import io.gitcortex.workflow.WorkflowPlan;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Starts workflows, and goes on with those whose process is gone. What running them takes is put together when the first one
 * is: looking at workflows needs no terminals and no model. Thread-safe.
 */
final class Beginnings {
    /** Held while plugins are called, which may take long; never by whoever closes. */
    private final Object making = new Object();

    private final AtomicBoolean closed = new AtomicBoolean();
    private final Settings settings;
    private final Means means;
    private final Runs runs;
    private @Nullable Rooms rooms;

    /** What workflows are begun with. */
    record Means(
            GitRepository repository,
            Rooms.Base base,
            Engine engine,
            Plugging plugging,
            Ownership ownership,
            Keys keys) {}

    /** The API keys of workflows, and who closes those that are read. */
    record Keys(ApiKeys stored, Parts owner) {}

    Beginnings(Settings settings, Means means, Runs runs) {
        this.settings = settings;
        this.means = means;
        this.runs = runs;
    }

    WorkflowRun start(WorkflowPlan plan) throws InterruptedException {
        WorkflowPlan complete = complete(plan);
        WorkflowId id = means.base().ids().workflow();
        Recovery.Beginning beginning = new Recovery.Beginning(
                id, ApiKeys.withoutKeys(complete), means.keys().stored().rows(id, complete));
        drivers().require("refs/heads/" + complete.base().orElseThrow());
        Rooms ready = rooms();
        requireModel(complete, ready);
        return runs.add(new Recovery(ready).begin(beginning, means.ownership().self()));
    }

    WorkflowRun resume(WorkflowId id, boolean fromOtherHost) throws InterruptedException {
        Optional<WorkflowLoop> own = runs.find(id);
        if (own.isPresent()) {
            WorkflowRun run = runs.run(own.get());
            run.unpause();
            return run;
        }
        Optional<Owner> replaced = means.ownership().replaceable(id, fromOtherHost);
        Rooms ready = isOver(id) ? rooms() : roomsToGoOn(id);
        long epoch = means.ownership().take(id, replaced);
        WorkflowRun run = runs.add(recover(ready, id, epoch));
        run.unpause();
        return run;
    }

    /** One that has ended is only tidied up after, which takes no model, no key and no trust in the repository. */
    private boolean isOver(WorkflowId id) {
        return means.base()
                .store()
                .workflow(id)
                .filter(known -> known.status().isFinal())
                .isPresent();
    }

    private Rooms roomsToGoOn(WorkflowId id) throws InterruptedException {
        WorkflowPlan plan = JournalReader.plan(means.base().store(), id);
        drivers().require("refs/heads/" + plan.base().orElseThrow());
        Rooms ready = rooms(id);
        requireModel(plan, ready);
        return ready;
    }

    /** What cannot be gone on with is not kept: another attempt, or another process, may succeed. */
    private WorkflowLoop recover(Rooms ready, WorkflowId id, long epoch) throws InterruptedException {
        try {
            if (!isOver(id)) {
                means.keys().stored().keep(id);
            }
            return new Recovery(ready).resume(id, epoch);
        } catch (InterruptedException | RuntimeException e) {
            means.base().store().releaseOwnership(id, epoch);
            throw e;
        }
    }

    private WorkflowPlan complete(WorkflowPlan plan) {
        GitRepository repository = means.repository();
        WorkflowPlan complete = CompletePlan.of(plan, settings.dialects().names());
        String target = complete.base().orElseGet(repository::headBranch);
        if (repository.tip("refs/heads/" + target).isEmpty()) {
            throw new GitCortexException("The branch '" + target + "', which the workflow is based on, does not exist;"
                    + " make it, or name another one as 'base'");
        }
        return complete.toBuilder().base(target).build();
    }

    /** Looks for drivers that this repository brings along and nobody trusts. */
    DriverCheck drivers() {
        return new DriverCheck(means.repository(), settings.trustedDrivers());
    }

    private void requireModel(WorkflowPlan plan, Rooms ready) {
        boolean model = plan.mode().orElse(settings.config().mode()) == DecisionMode.MODEL;
        if (model && ready.model().client().isEmpty()) {
            throw new PluginException("The workflow asks for mode 'model', and no language model is configured. Set"
                    + " OPENAI_MODEL and OPENAI_API_KEY or OPENAI_BASE_URL, give one with"
                    + " GitCortex.builder().llm(...), or choose mode 'rules'.");
        }
    }

    /** What running takes, for every workflow without a key of its own. */
    Rooms rooms() throws InterruptedException {
        synchronized (making) {
            if (closed.get()) {
                throw new IllegalStateException("This GitCortex has been closed");
            }
            if (rooms == null) {
                rooms = means.engine().rooms(means.base(), means.plugging().config());
            }
            return rooms;
        }
    }

    /** Rooms for a workflow that may bring its own key for the model; a client that the host gave has its own. */
    private Rooms rooms(WorkflowId id) throws InterruptedException {
        Rooms shared = rooms();
        boolean ownClient = settings.models().get(0).instance().isPresent();
        Optional<Secret> key =
                ownClient ? Optional.empty() : means.keys().stored().ofWorkflow(id);
        if (key.isEmpty()) {
            return shared;
        }
        means.keys().owner().own(key.get());
        return means.engine().withModel(shared, means.plugging().config(key));
    }

    /** Nothing is begun any more; false if that was so already. */
    boolean close() {
        return closed.compareAndSet(false, true);
    }
}
