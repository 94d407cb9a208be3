package io.gitcortex.core.run;

import io.gitcortex.core.state.SessionState;
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

/**
 * Notices terminals that have work and say nothing. They are reminded, twice; after that their session is ended, and the
 * round counts as failed. Silence never counts as success. Runs on the loop.
 */
final class Stalls {
    private static final Logger log = LoggerFactory.getLogger(Stalls.class);
    private static final int MAX_REMINDERS = 2;

    private final Journal journal;
    private final Acts acts;
    private final Terminals terminals;
    private final Duration limit;
    private final Map<SessionId, Reminded> reminded = new HashMap<>();

    /** How often a session has been reminded, and when last. */
    private record Reminded(int times, Instant last) {}

    Stalls(Journal journal, Acts acts, Terminals terminals, Duration limit) {
        this.journal = journal;
        this.acts = acts;
        this.terminals = terminals;
        this.limit = limit;
    }

    void look() {
        WorkflowState state = journal.state();
        Set<SessionId> live = new HashSet<>();
        for (TerminalState terminal : state.terminals()) {
            Optional<SessionId> session =
                    terminal.rounds().open().isPresent() ? terminal.session().map(SessionState::id) : Optional.empty();
            session.ifPresent(live::add);
            session.filter(this::isSilent).ifPresent(id -> rouse(terminal, id));
        }
        reminded.keySet().retainAll(live);
    }

    private boolean isSilent(SessionId session) {
        Reminded before = reminded.get(session);
        return terminals
                .lastHeard(session)
                .map(heard -> before == null || heard.isAfter(before.last()) ? heard : before.last())
                .filter(since -> !journal.now().isBefore(since.plus(limit)))
                .isPresent();
    }

    private void rouse(TerminalState terminal, SessionId session) {
        int times = reminded.containsKey(session) ? reminded.get(session).times() : 0;
        reminded.put(session, new Reminded(times + 1, journal.now()));
        log.warn("Terminal {} has said nothing for {}; reminder {}", terminal.id(), limit, times + 1);
        acts.run(
                () -> {
                    if (times < MAX_REMINDERS) {
                        terminals.type(
                                session,
                                "Nothing was heard for " + limit.toSeconds()
                                        + " seconds. When the work is done, or cannot be done, report it as the instruction says.");
                    } else {
                        terminals.end(session);
                    }
                    return session;
                },
                done -> log.debug("Session {} was roused", done),
                reason -> log.warn("Session {} could not be roused: {}", session, reason));
    }
}
