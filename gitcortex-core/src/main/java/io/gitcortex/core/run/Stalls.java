package io.gitcortex.core.run;

import io.gitcortex.core.act.SessionAct;
import io.gitcortex.core.state.SessionState;
import io.gitcortex.core.state.TerminalState;
import io.gitcortex.core.state.WorkflowState;
import io.gitcortex.core.terminal.Terminals;
import io.gitcortex.model.SessionId;
import io.gitcortex.model.TaskId;
import io.gitcortex.model.WorkflowId;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notices terminals that have work, say nothing and commit nothing. The contract is repeated to them, twice; after that their session is ended, and the
 * round counts as failed. Silence never counts as success. Runs on the loop.
 */
final class Stalls {
    private static final Logger log = LoggerFactory.getLogger(Stalls.class);
    private static final int MAX_REMINDERS = 2;

    private final Journal journal;
    private final Acts acts;
    private final Terminals terminals;
    private final Function<TaskId, Optional<Instant>> lastCommit;
    private final SessionAct sessions;
    private final Duration limit;
    private final Map<SessionId, Reminded> reminded = new HashMap<>();

    /** How often a session has been reminded, and when last. */
    private record Reminded(int times, Instant last) {}

    /**
     * What shows that somebody is at work.
     *
     * @param rooms where things are said
     * @param lastCommit when something new was last found on a task's branch
     */
    record Signs(Rooms.ActRooms rooms, Function<TaskId, Optional<Instant>> lastCommit) {}

    Stalls(Journal journal, Acts acts, Signs signs, Duration limit) {
        this.journal = journal;
        this.acts = acts;
        this.terminals = signs.rooms().terminals();
        this.sessions = signs.rooms().session();
        this.lastCommit = signs.lastCommit();
        this.limit = limit;
    }

    void look() {
        WorkflowState state = journal.state();
        Set<SessionId> live = new HashSet<>();
        for (TerminalState terminal : state.terminals()) {
            Optional<SessionId> session =
                    terminal.rounds().open().isPresent() ? terminal.session().map(SessionState::id) : Optional.empty();
            session.ifPresent(live::add);
            session.filter(id -> isSilent(terminal, id)).ifPresent(id -> rouse(terminal, id));
        }
        reminded.keySet().retainAll(live);
    }

    private boolean isSilent(TerminalState terminal, SessionId session) {
        Optional<Instant> heard = terminals.lastHeard(session);
        Optional<Instant> committed = terminal.taskId().flatMap(lastCommit);
        Optional<Instant> roused = Optional.ofNullable(reminded.get(session)).map(Reminded::last);
        return heard.isPresent()
                && Stream.of(heard, committed, roused)
                        .flatMap(Optional::stream)
                        .allMatch(sign -> !journal.now().isBefore(sign.plus(limit)));
    }

    private void rouse(TerminalState terminal, SessionId session) {
        int times = reminded.containsKey(session) ? reminded.get(session).times() : 0;
        reminded.put(session, new Reminded(times + 1, journal.now()));
        log.warn("Terminal {} has said nothing for {}; reminder {}", terminal.id(), limit, times + 1);
        WorkflowId workflow = journal.state().id();
        acts.run(
                () -> {
                    if (times < MAX_REMINDERS) {
                        sessions.remind(workflow, terminal, session, limit);
                    } else {
                        terminals.end(session);
                    }
                    return session;
                },
                done -> log.debug("Session {} was roused", done),
                reason -> log.warn("Session {} could not be roused: {}", session, reason));
    }
}
