package io.gitcortex.integration.simulation;

import io.gitcortex.core.json.EventJson;
import io.gitcortex.core.run.JournalReader;
import io.gitcortex.core.state.WorkflowState;
import io.gitcortex.core.terminal.SessionOrder;
import io.gitcortex.model.InstructionId;
import io.gitcortex.model.WorkflowId;
import io.gitcortex.store.EventRow;
import io.gitcortex.store.InstructionRow;
import io.gitcortex.store.WorkflowWrite;
import io.gitcortex.workflow.InstructionStatus;
import io.gitcortex.workflow.JournalEntry;
import io.gitcortex.workflow.Question;
import io.gitcortex.workflow.TaskEvent.MergePrepared;
import io.gitcortex.workflow.WorkflowEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What must always hold, looked at from outside: by what is written, what is done in the world, and what is known there. */
final class Checks {
    private static final int PAGE = 1_000;

    private final World world;
    private final JournalChecks journal;
    private final List<String> violations = new ArrayList<>();
    private final Map<Long, InstructionRow> instructions = new HashMap<>();
    private final Set<String> prepared = new HashSet<>();
    private long epoch;
    private long sequence;
    private long heard;

    Checks(World world) {
        this.world = world;
        this.journal = new JournalChecks(this, world.claims, instructions);
    }

    void violated(String what) {
        violations.add("after event " + sequence + ": " + what);
    }

    List<String> violations() {
        return violations;
    }

    /** The newest event that is in the store. */
    long sequence() {
        return sequence;
    }

    /** A process has become the owner. */
    void epoch(long now) {
        if (now != epoch + 1) {
            violated("epoch " + now + " follows epoch " + epoch);
        }
        epoch = now;
    }

    /** Something is in the store now. */
    void wrote(WorkflowWrite write) {
        if (write.epoch() != epoch) {
            violated("an owner of epoch " + write.epoch() + " wrote in epoch " + epoch);
        }
        write.instructions().forEach(row -> instructions.put(row.number(), row));
        for (EventRow row : write.events()) {
            if (row.sequence() != sequence + 1) {
                violated("event " + row.sequence() + " follows event " + sequence);
            }
            sequence = row.sequence();
            WorkflowEvent event = EventJson.read(row.type(), row.json());
            if (event instanceof MergePrepared merge) {
                prepared.add(merge.mergeCommit());
            }
            journal.take(new JournalEntry(row.sequence(), row.recordedAt(), event));
        }
        world.owed.keySet().removeIf(journal::hasCommit);
    }

    /** A session is about to be opened. */
    void opens(SessionOrder order) {
        SessionOrder.Ids ids = order.ids();
        if (!journal.isAnnounced(ids.session())) {
            violated("session " + ids.session() + " is opened, and no event announces it");
        }
        InstructionId id = ids.instructionOrNull();
        boolean decided = id == null
                || instructions.values().stream()
                        .anyMatch(row -> row.instructionId().equals(id) && row.status() != InstructionStatus.READY);
        if (!decided) {
            violated("session " + ids.session() + " works for an instruction that is not stored as begun");
        }
        for (Agent agent : world.agents.values()) {
            if (agent.worktree().equals(order.place().worktree())) {
                violated("two processes in " + agent.worktree());
            }
        }
    }

    /** A target is about to move. */
    void announced(String mergeCommit) {
        if (!prepared.contains(mergeCommit)) {
            violated("the target moves to " + mergeCommit + ", which no event announces");
        }
    }

    /** A process has looked at everything, and nothing went wrong. */
    void looked(Set<String> owed, WorkflowState state, Instant before) {
        for (String commit : owed) {
            if (!journal.hasCommit(commit)) {
                violated("commit " + commit + " on " + world.git.commit(commit) + " has been overlooked");
            }
        }
        for (Question question : state.openQuestions()) {
            if (before.isAfter(question.deadline()) && !journal.askedAfter(question.id(), before)) {
                violated("question " + question.id() + " is open after its deadline");
            }
        }
    }

    WorkflowId workflow() {
        return world.workflow();
    }

    long heard() {
        return heard;
    }

    /** A listener is told of an event. */
    void hear(JournalEntry entry) {
        if (entry.sequence() != heard + 1) {
            violated("a listener was told event " + entry.sequence() + " after event " + heard);
        }
        heard = entry.sequence();
    }

    /** What a process takes for the state is what the journal adds up to, and so are the rows. */
    void compare(WorkflowState state) {
        List<JournalEntry> all = new ArrayList<>();
        List<JournalEntry> page;
        do {
            page = JournalReader.events(world.store, world.workflow(), all.size(), PAGE);
            all.addAll(page);
        } while (!page.isEmpty());
        new StateChecks(this, world, all).compare(state);
        journal.compare(world.store);
    }

    /** Ids that prove who was asked are in no event. */
    void secrets() {
        String all = Simulation.journal(world);
        instructions.values().forEach(row -> {
            if (all.contains(row.instructionId().value())) {
                violated("the id of instruction " + row.number() + " is in the journal");
            }
        });
    }
}
