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
import io.gitcortex.workflow.TerminalEvent.ConversationBegun;
import io.gitcortex.workflow.TerminalEvent.ConversationLost;
import io.gitcortex.workflow.TerminalEvent.ResultWithdrawn;
import io.gitcortex.workflow.TerminalEvent.RoundFailed;
import io.gitcortex.workflow.TerminalEvent.RoundOpened;
import io.gitcortex.workflow.TerminalEvent.RoundStalled;
import io.gitcortex.workflow.TerminalEvent.SessionEnded;
import io.gitcortex.workflow.TerminalEvent.SessionOpened;
import io.gitcortex.workflow.TerminalEvent.SessionOpening;
import io.gitcortex.workflow.TerminalEvent.TerminalCreated;
import io.gitcortex.workflow.TerminalEvent.TerminalParked;
import io.gitcortex.workflow.TerminalEvent.TerminalWaits;
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
                terminal -> terminal.moved(
                                TerminalStatus.RUNNING, terminal.rounds().opened(round), at)
                        .withTalk(terminal.talk().inNewRound(), at));
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
            return isOpen(terminal, failed.round())
                    ? terminal.moved(TerminalStatus.FAILED, terminal.rounds().failed(failed.reason()), at)
                    : terminal;
        }
        if (event instanceof ResultWithdrawn withdrawn) {
            return terminal.withRounds(terminal.rounds().withdrawn(withdrawn.commit(), withdrawn.asked()), at);
        }
        if (event instanceof SessionOpening opening) {
            return terminal.withSession(new SessionState(opening.sessionId(), null), at)
                    .withTalk(terminal.talk().inNewSession(), at);
        }
        if (event instanceof SessionOpened opened && holds(terminal, opened.sessionId())) {
            return terminal.withSession(new SessionState(opened.sessionId(), opened.process()), at);
        }
        if (event instanceof SessionEnded ended && holds(terminal, ended.sessionId())) {
            return terminal.withSession(null, at);
        }
        return talked(terminal, event, at);
    }

    private static TerminalState talked(TerminalState terminal, TerminalEvent event, Instant at) {
        Talk talk = terminal.talk();
        if (event instanceof ConversationBegun begun && holds(terminal, begun.sessionId())) {
            return terminal.withTalk(talk.with(begun.conversation()), at);
        }
        if (event instanceof ConversationLost) {
            return terminal.withTalk(talk.with(null), at);
        }
        if (event instanceof RoundStalled stalled && isOpen(terminal, stalled.round())) {
            return terminal.withTalk(talk.stalled(true), at);
        }
        if (event instanceof TerminalParked parked && holds(terminal, parked.sessionId())) {
            return terminal.withTalk(talk.parked(parked.until()), at);
        }
        if (event instanceof TerminalWaits waits && holds(terminal, waits.sessionId())) {
            return terminal.withTalk(talk.waitsFor(waits.questionId()), at);
        }
        return terminal;
    }

    private static boolean isOpen(TerminalState terminal, int number) {
        return terminal.rounds()
                .open()
                .filter(round -> round.number() == number)
                .isPresent();
    }

    private static boolean holds(TerminalState terminal, SessionId sessionId) {
        return terminal.session()
                .filter(session -> session.id().equals(sessionId))
                .isPresent();
    }
}
