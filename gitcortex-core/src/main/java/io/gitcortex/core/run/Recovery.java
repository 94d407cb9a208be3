package io.gitcortex.core.run;

import io.gitcortex.core.state.SessionState;
import io.gitcortex.core.state.TerminalState;
import io.gitcortex.core.state.WorkflowState;
import io.gitcortex.model.SessionId;
import io.gitcortex.model.WorkflowId;
import io.gitcortex.store.Owner;
import io.gitcortex.store.SecretRow;
import io.gitcortex.workflow.LifecycleEvent.WorkflowCreated;
import io.gitcortex.workflow.LifecycleEvent.WorkflowResumed;
import io.gitcortex.workflow.LifecycleEvent.WorkflowStarted;
import io.gitcortex.workflow.TerminalEvent.SessionEnded;
import io.gitcortex.workflow.WorkflowPlan;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Begins workflows, and goes on with those whose process is gone. Every step may be cut off and done again: processes are
 * ended before the journal says so, and what the journal does not say is found out again.
 */
public final class Recovery {
    private static final Logger log = LoggerFactory.getLogger(Recovery.class);

    private final Rooms rooms;

    /** Begins and goes on with these. */
    public Recovery(Rooms rooms) {
        this.rooms = rooms;
    }

    /**
     * A workflow that is to begin.
     *
     * @param id its id
     * @param plan what is asked for, with every id and the base branch filled in, and without keys
     * @param secrets its keys, encrypted
     */
    public record Beginning(WorkflowId id, WorkflowPlan plan, List<SecretRow> secrets) {}

    /** Begins a workflow. */
    public WorkflowLoop begin(Beginning beginning, Owner owner) {
        WorkflowId id = beginning.id();
        WorkflowPlan plan = beginning.plan();
        Batch first =
                Batch.of(new WorkflowCreated(id, plan), new WorkflowStarted(id)).secrets(beginning.secrets());
        Journal journal = Journal.create(id, rooms.base().desk(), owner, first);
        log.info("Workflow {} has begun: {} tasks", id, plan.tasks().size());
        return new WorkflowLoop(journal, rooms);
    }

    /** Goes on with a workflow in an epoch that this process owns. Blocks until what was left running is ended. */
    public WorkflowLoop resume(WorkflowId id, long epoch) throws InterruptedException {
        Failpoint.OWNERSHIP_TAKEN.pass();
        Journal journal = Journal.open(id, rooms.base().desk(), epoch);
        WorkflowState state = journal.state();
        // A journal that was put back from a backup does not know the sessions since; they may still be at work.
        Set<SessionId> left = new LinkedHashSet<>(rooms.acts().terminals().logged(id));
        state.terminals()
                .forEach(terminal -> terminal.session().map(SessionState::id).ifPresent(left::add));
        int ended = rooms.acts().terminals().reap(left);
        Failpoint.ORPHANS_ENDED.pass();
        Batch batch = Batch.of(new WorkflowResumed(id, epoch));
        for (TerminalState terminal : state.terminals()) {
            terminal.session().ifPresent(session -> batch.add(new SessionEnded(id, terminal.id(), session.id(), null)));
        }
        journal.append(batch);
        log.info("Workflow {} goes on in epoch {}; {} processes of its last owner were ended", id, epoch, ended);
        return new WorkflowLoop(journal, rooms);
    }
}
