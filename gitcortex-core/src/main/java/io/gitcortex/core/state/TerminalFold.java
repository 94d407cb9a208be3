package io.gitcortex.core.state;

import io.gitcortex.core.state.TerminalState.Seat;
import io.gitcortex.core.state.WorkflowState.Draft;
import io.gitcortex.model.SessionId;
import io.gitcortex.model.TerminalId;
import io.gitcortex.workflow.Instruction;
import io.gitcortex.workflow.Instruction.StartTask;
import io.gitcortex.workflow.Instruction.StartTerminal;
import io.gitcortex.workflow.JournalEntry;
import io.gitcortex.workflow.RoundKind;
import io.gitcortex.workflow.TaskStatus;
import io.gitcortex.workflow.TerminalEvent;
import io.gitcortex.workflow.TerminalEvent.ResultWithdrawn;
import io.gitcortex.workflow.TerminalEvent.RoundFailed;
import io.gitcortex.workflow.TerminalEvent.RoundOpened;
import io.gitcortex.workflow.TerminalEvent.SessionEnded;
import io.gitcortex.workflow.TerminalEvent.SessionOpened;
import io.gitcortex.workflow.TerminalEvent.SessionOpening;
import io.gitcortex.workflow.TerminalEvent.TerminalCreated;
import io.gitcortex.workflow.TerminalStatus;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** What becomes of a terminal, its rounds and its session. */
final class TerminalFold {
    private TerminalFold() {}

    static Draft apply(WorkflowState state, Draft draft, TerminalEvent event, JournalEntry entry) {
        Instant at = entry.recordedAt();
        if (event instanceof TerminalCreated created) {
            if (state.terminal(created.terminalId()).isPresent()) {
                return draft; // Made twice, it would begin again at pending.
            }
            return seat(state, draft, created, at);
        }
        if (event instanceof RoundOpened opened) {
            return open(state, draft, opened, at);
        }
        if (event instanceof SessionOpened) {
            // Only now has it begun to work there; before, what lies in the worktree is its predecessor's.
            state.terminal(event.terminalId())
                    .flatMap(TerminalState::taskId)
                    .ifPresent(taskId -> draft.change(taskId, task -> task.seatedBy(event.terminalId())));
        }
        return draft.change(event.terminalId(), terminal -> changed(terminal, event, at));
    }

    /** Those who stand at its place or behind it move one place on. */
    private static Draft seat(WorkflowState state, Draft draft, TerminalCreated created, Instant at) {
        List<TerminalState> others = state.terminals(created.taskId());
        int wanted = Objects.requireNonNullElse(created.order(), others.size());
        int order = Math.min(wanted, others.size());
        for (int i = order; i < others.size(); i++) {
            draft.put(others.get(i).placed(i + 1, at));
        }
        Seat seat = new Seat(created.terminalId(), created.taskId(), order, created.plan());
        return draft.put(TerminalState.created(seat, at));
    }

    private static Draft open(WorkflowState state, Draft draft, RoundOpened event, Instant at) {
        if (state.terminal(event.terminalId())
                .filter(terminal -> terminal.status().canBecome(TerminalStatus.RUNNING))
                .isEmpty()) {
            return draft;
        }
        String rework = event.kind() == RoundKind.REVIEW ? "" : rework(state, event.terminalId());
        String asked = state.openInstruction(event.instruction())
                .map(open -> asked(open.instruction()))
                .orElse("");
        Round round =
                new Round(event.round(), event.kind(), event.subject(), event.instruction(), asked, rework, false);
        draft.change(
                event.terminalId(),
                terminal ->
                        terminal.moved(TerminalStatus.RUNNING, terminal.rounds().opened(round), at));
        state.terminal(event.terminalId()).flatMap(TerminalState::taskId).ifPresent(taskId -> {
            if (event.kind() == RoundKind.WORK) {
                // Work on a conflicted task is its way back; work on a task whose verification failed is its mending.
                draft.change(
                        taskId,
                        task -> task.withMerge(task.merge().reworking(), at)
                                .movedIf(TaskStatus.CONFLICTED, TaskStatus.RUNNING, at));
            }
        });
        return draft;
    }

    /** What must be mended: as the task says, or as the round before it was told, where that one failed. */
    private static String rework(WorkflowState state, TerminalId terminalId) {
        Optional<TerminalState> terminal = state.terminal(terminalId);
        Optional<String> left = terminal.map(TerminalState::rounds)
                .filter(rounds -> rounds.failures().count() > 0)
                .flatMap(RoundHistory::newest)
                .map(Round::rework);
        return terminal.flatMap(TerminalState::taskId)
                .flatMap(state::task)
                .flatMap(task -> task.merge().rework())
                .or(() -> left)
                .orElse("");
    }

    private static String asked(Instruction instruction) {
        if (instruction instanceof StartTask start) {
            return Objects.requireNonNullElse(start.instruction(), "");
        }
        return instruction instanceof StartTerminal start ? start.instruction() : "";
    }

    private static TerminalState changed(TerminalState terminal, TerminalEvent event, Instant at) {
        if (event instanceof RoundFailed failed) {
            boolean open = terminal.rounds()
                    .open()
                    .filter(round -> round.number() == failed.round())
                    .isPresent();
            return open
                    ? terminal.moved(TerminalStatus.FAILED, terminal.rounds().failed(failed.reason()), at)
                    : terminal;
        }
        if (event instanceof ResultWithdrawn withdrawn) {
            return terminal.withRounds(terminal.rounds().withdrawn(withdrawn.commit(), withdrawn.asked()), at);
        }
        if (event instanceof SessionOpening opening) {
            return terminal.withSession(new SessionState(opening.sessionId(), null), at);
        }
        if (event instanceof SessionOpened opened && holds(terminal, opened.sessionId())) {
            return terminal.withSession(new SessionState(opened.sessionId(), opened.process()), at);
        }
        if (event instanceof SessionEnded ended && holds(terminal, ended.sessionId())) {
            return terminal.withSession(null, at);
        }
        return terminal;
    }

    private static boolean holds(TerminalState terminal, SessionId sessionId) {
        return terminal.session()
                .filter(session -> session.id().equals(sessionId))
                .isPresent();
    }
}
