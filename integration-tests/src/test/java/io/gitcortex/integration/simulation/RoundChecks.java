package io.gitcortex.integration.simulation;

import io.gitcortex.integration.simulation.World.Claim;
import io.gitcortex.model.SessionId;
import io.gitcortex.model.TaskId;
import io.gitcortex.model.TerminalId;
import io.gitcortex.store.InstructionRow;
import io.gitcortex.workflow.CommitEvent;
import io.gitcortex.workflow.CommitEvent.ReviewPassed;
import io.gitcortex.workflow.CommitEvent.ReviewRejected;
import io.gitcortex.workflow.CommitEvent.TerminalCompleted;
import io.gitcortex.workflow.CommitEvent.TerminalFailed;
import io.gitcortex.workflow.CommitSource;
import io.gitcortex.workflow.LifecycleEvent.WorkflowCancelled;
import io.gitcortex.workflow.LifecycleEvent.WorkflowCompleted;
import io.gitcortex.workflow.LifecycleEvent.WorkflowCreated;
import io.gitcortex.workflow.LifecycleEvent.WorkflowFailed;
import io.gitcortex.workflow.TaskEvent.TaskCancelled;
import io.gitcortex.workflow.TaskEvent.TaskCompletedUnmerged;
import io.gitcortex.workflow.TaskEvent.TaskFailed;
import io.gitcortex.workflow.TaskEvent.TaskMerged;
import io.gitcortex.workflow.TerminalEvent.RoundFailed;
import io.gitcortex.workflow.TerminalEvent.RoundOpened;
import io.gitcortex.workflow.TerminalEvent.SessionEnded;
import io.gitcortex.workflow.TerminalEvent.SessionOpening;
import io.gitcortex.workflow.TerminalEvent.TerminalCreated;
import io.gitcortex.workflow.WorkflowEvent;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Rounds and sessions: one at a time, opened once, settled once, and only by whoever was asked. */
final class RoundChecks {
    private final Checks checks;
    private final Map<String, Claim> claims;
    private final Map<Long, InstructionRow> instructions;
    private final Map<TerminalId, TaskId> tasks = new HashMap<>();
    private final Map<TerminalId, RoundOpened> open = new HashMap<>();
    private final Map<TerminalId, SessionId> sessions = new HashMap<>();
    private final Set<Object> known = new HashSet<>();

    RoundChecks(Checks checks, Map<String, Claim> claims, Map<Long, InstructionRow> instructions) {
        this.checks = checks;
        this.claims = claims;
        this.instructions = instructions;
    }

    boolean isAnnounced(SessionId session) {
        return sessions.containsValue(session);
    }

    void take(WorkflowEvent event) {
        if (event instanceof WorkflowCreated created) {
            created.plan()
                    .tasks()
                    .forEach(task -> task.terminals()
                            .forEach(terminal -> tasks.put(
                                    terminal.id().orElseThrow(), task.id().orElseThrow())));
        } else if (event instanceof TerminalCreated created) {
            tasks.put(created.terminalId(), created.taskId());
        } else if (event instanceof RoundOpened round) {
            opened(round);
        } else if (event instanceof RoundFailed failed) {
            RoundOpened round = open.remove(failed.terminalId());
            require(round != null && round.round() == failed.round(), "no such round is open", event);
        } else if (event instanceof SessionOpening session) {
            require(known.add(session.sessionId()), "announced twice", event);
            require(sessions.put(session.terminalId(), session.sessionId()) == null, "it has a session", event);
        } else if (event instanceof SessionEnded session) {
            sessions.remove(session.terminalId(), session.sessionId());
        } else if (event instanceof CommitEvent commit) {
            result(commit);
        } else {
            ended(event);
        }
    }

    private void require(boolean holds, String otherwise, WorkflowEvent event) {
        if (!holds) {
            checks.violated(otherwise + ": " + event);
        }
    }

    private void opened(RoundOpened round) {
        TaskId task = tasks.get(round.terminalId());
        for (TerminalId other : open.keySet()) {
            boolean beside = Objects.equals(tasks.get(other), task) && round.instruction() > 0;
            require(!beside, "a round is open in the same task, at " + other, round);
        }
        require(known.add(round.terminalId() + " " + round.round()), "opened twice", round);
        require(open.put(round.terminalId(), round) == null, "a round is open there", round);
    }

    private void ended(WorkflowEvent event) {
        if (event instanceof TaskFailed task) {
            close(task.taskId());
        } else if (event instanceof TaskCancelled task) {
            close(task.taskId());
        } else if (event instanceof TaskMerged task) {
            close(task.taskId());
        } else if (event instanceof TaskCompletedUnmerged task) {
            close(task.taskId());
        } else if (event instanceof WorkflowCompleted
                || event instanceof WorkflowFailed
                || event instanceof WorkflowCancelled) {
            open.clear();
        }
    }

    private void close(TaskId task) {
        open.keySet().removeIf(terminal -> task.equals(tasks.get(terminal)));
    }

    private void result(CommitEvent event) {
        if (event instanceof TerminalCompleted one) {
            settled(one, one.terminalId(), "completed");
        } else if (event instanceof TerminalFailed one) {
            settled(one, one.terminalId(), "failed");
        } else if (event instanceof ReviewPassed one) {
            settled(one, one.reviewer(), "review_pass");
        } else if (event instanceof ReviewRejected one) {
            settled(one, one.reviewer(), "review_reject");
        }
    }

    private void settled(CommitEvent event, TerminalId terminal, String status) {
        RoundOpened round = open.remove(terminal);
        require(round != null, "it settles a round, and none is open", event);
        if (round == null || event.commit().source() == CommitSource.HOST) {
            return;
        }
        Claim claim = claims.get(event.commit().hash());
        require(claim != null, "a commit without a block settles a round", event);
        if (claim == null) {
            return;
        }
        InstructionRow asked = instructions.get(round.instruction());
        boolean genuine = claim.block().terminal().equals(terminal)
                && claim.block().status().equals(status)
                && claim.block().task().equals(tasks.get(terminal))
                && asked != null
                && asked.instructionId().value().equals(claim.block().instruction())
                && claim.branch().equals("refs/heads/" + event.commit().branch());
        require(genuine, "forged: " + claim + " for round " + round, event);
    }
}
