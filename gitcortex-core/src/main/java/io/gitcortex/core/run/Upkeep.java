package io.gitcortex.core.run;

import io.gitcortex.core.state.SessionState;
import io.gitcortex.core.state.TaskState;
import io.gitcortex.core.state.TerminalState;
import io.gitcortex.core.state.WorkflowState;
import io.gitcortex.core.terminal.Terminals;
import io.gitcortex.model.SessionId;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Ends sessions that have nothing left to do. Looks at where things stand, again and again. Runs on the loop. */
final class Upkeep {
    private static final Logger log = LoggerFactory.getLogger(Upkeep.class);

    private final Journal journal;
    private final Acts acts;
    private final ErrorSeat errors;
    private final Terminals terminals;
    private final Duration grace;
    private final Map<SessionId, Instant> idleSince = new HashMap<>();
    private final Set<SessionId> ending = new HashSet<>();

    /** What it looks at, and ends sessions with. */
    record Means(Journal journal, Acts acts, ErrorSeat errors) {}

    Upkeep(Means means, Rooms rooms) {
        this.journal = means.journal();
        this.acts = means.acts();
        this.errors = means.errors();
        this.terminals = rooms.acts().terminals();
        this.grace = rooms.model().config().graceAfterResult();
    }

    void run() {
        errors.look();
        WorkflowState state = journal.state();
        Set<SessionId> live = new HashSet<>();
        for (TerminalState terminal : state.terminals()) {
            Optional<SessionState> session =
                    terminal.session().filter(own -> own.process().isPresent());
            session.ifPresent(own -> live.add(own.id()));
            if (session.isPresent()
                    && hasNothingToDo(state, terminal, session.get().id())) {
                end(session.get().id());
            }
        }
        idleSince.keySet().retainAll(live);
        ending.retainAll(live);
    }

    private boolean hasNothingToDo(WorkflowState state, TerminalState terminal, SessionId session) {
        if (errors.holds(session)) {
            return false; // The workflow is over; whoever looks into its failure is not.
        }
        boolean over = state.status().isFinal()
                || terminal.taskId()
                        .flatMap(state::task)
                        .map(TaskState::status)
                        .filter(status -> status.isFinal())
                        .isPresent();
        if (over) {
            return true;
        }
        if (terminal.rounds().open().isPresent()) {
            idleSince.remove(session);
            return false;
        }
        if (terminals.readySince(session).isPresent()) {
            return true; // It stands at its prompt: whatever it had to say after its report is said.
        }
        Instant since = idleSince.computeIfAbsent(session, id -> journal.now());
        return !journal.now().isBefore(since.plus(grace));
    }

    private void end(SessionId session) {
        if (ending.add(session)) {
            acts.run(
                    () -> {
                        terminals.end(session);
                        return session;
                    },
                    ended -> log.debug("Session {} was ended", ended),
                    reason -> {
                        log.warn("Session {} could not be ended, and is tried again: {}", session, reason);
                        ending.remove(session);
                    });
        }
    }
}
