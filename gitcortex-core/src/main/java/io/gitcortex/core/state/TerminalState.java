package io.gitcortex.core.state;

import io.gitcortex.model.TaskId;
import io.gitcortex.model.TerminalId;
import io.gitcortex.workflow.TerminalPlan;
import io.gitcortex.workflow.TerminalStatus;
import io.gitcortex.workflow.WorkflowTerminal;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A terminal, as its events have left it.
 *
 * @param seat what was asked for
 * @param status where it stands
 * @param rounds what its rounds have led to
 * @param sessionOrNull the session that holds the seat, or null
 * @param talk how the talk with its CLI stands
 * @param times when it was created and changed
 */
public record TerminalState(
        Seat seat,
        TerminalStatus status,
        RoundHistory rounds,
        @Nullable SessionState sessionOrNull,
        Talk talk,
        Times times) {
    /**
     * What was asked for.
     *
     * @param id the terminal's id
     * @param taskId its task, or null for the error terminal
     * @param order its place among the task's terminals, counted from 0
     * @param plan the plan, with its id and CLI filled in
     */
    public record Seat(TerminalId id, @Nullable TaskId taskId, int order, TerminalPlan plan) {
        /** Whether it judges the work of others. */
        public boolean isReviewer() {
            return plan.role().equals(TerminalPlan.REVIEWER);
        }
    }

    static TerminalState created(Seat seat, Instant at) {
        return new TerminalState(seat, TerminalStatus.PENDING, RoundHistory.NONE, null, Talk.NONE, Times.from(at));
    }

    /** The terminal's id. */
    public TerminalId id() {
        return seat.id();
    }

    /** The terminal's task; empty for the error terminal. */
    public Optional<TaskId> taskId() {
        return Optional.ofNullable(seat.taskId());
    }

    /** The session that holds the seat. */
    public Optional<SessionState> session() {
        return Optional.ofNullable(sessionOrNull);
    }

    /** With another status and history; unchanged where the move is not legal. */
    TerminalState moved(TerminalStatus next, RoundHistory history, Instant at) {
        return status.canBecome(next)
                ? new TerminalState(seat, next, history, sessionOrNull, talk, times.touched(at))
                : this;
    }

    /** At another place among its task's terminals. */
    TerminalState placed(int order, Instant at) {
        Seat other = new Seat(seat.id(), seat.taskId(), order, seat.plan());
        return new TerminalState(other, status, rounds, sessionOrNull, talk, times.touched(at));
    }

    TerminalState withRounds(RoundHistory history, Instant at) {
        return new TerminalState(seat, status, history, sessionOrNull, talk, times.touched(at));
    }

    TerminalState withSession(@Nullable SessionState session, Instant at) {
        return new TerminalState(seat, status, rounds, session, talk, times.touched(at));
    }

    TerminalState withTalk(Talk next, Instant at) {
        return new TerminalState(seat, status, rounds, sessionOrNull, next, times.touched(at));
    }

    TerminalState spokenTo() {
        return withTalk(talk.stalled(false), times.updatedAt());
    }

    /** The snapshot that hosts see and the store keeps. */
    public WorkflowTerminal snapshot() {
        return WorkflowTerminal.builder(
                        seat.id(), seat.plan().role(), seat.plan().cli().orElse(""))
                .taskId(seat.taskId())
                .model(seat.plan().model().orElse(null))
                .ptySessionId(sessionOrNull == null ? null : sessionOrNull.id())
                .status(status)
                .orderIndex(seat.order())
                .createdAt(times.createdAt())
                .updatedAt(times.updatedAt())
                .build();
    }
}
