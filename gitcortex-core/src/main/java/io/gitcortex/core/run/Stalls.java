package io.gitcortex.core.run;

import io.gitcortex.core.act.SessionAct;
import io.gitcortex.core.state.Round;
import io.gitcortex.core.state.SessionState;
import io.gitcortex.core.state.TerminalState;
import io.gitcortex.core.terminal.Terminals;
import io.gitcortex.model.SessionId;
import io.gitcortex.model.TaskId;
import io.gitcortex.model.WorkflowId;
import io.gitcortex.workflow.TerminalEvent.RoundStalled;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notices terminals that have work and do not get on: their CLI stands at its prompt, or nothing is said and nothing committed. The contract is
 * repeated to them, twice; after that it is news, for a model or a person. Silence never counts as success. Runs on the loop.
 */
final class Stalls {
    private static final Logger log = LoggerFactory.getLogger(Stalls.class);
    private static final int MAX_REMINDERS = 2;
    /** A CLI may stand at its prompt for a moment between two steps; and its last commit may still be on its way. */
    private static final Duration AT_PROMPT = Duration.ofSeconds(15);

    private final Journal journal;
    private final Acts acts;
    private final Terminals terminals;
    private final Function<TaskId, Optional<Instant>> lastCommit;
    private final Predicate<TaskId> reporting;
    private final SessionAct sessions;
    private final Duration limit;
    private final Map<SessionId, Reminded> reminded = new HashMap<>();

    /** How often a session has been reminded, and when something was last done about it. */
    private record Reminded(int times, Instant last) {}

    /** What was noticed, and how long it has been so. */
    private record Stall(TerminalState terminal, Round round, Silence silence) {}

    /** A session that does not get on. */
    private record Silence(SessionId session, Duration length, String reason) {}

    /**
     * What shows that somebody is at work.
     *
     * @param rooms where things are said
     * @param lastCommit when something new was last found on a task's branch
     * @param reporting whether a report of a task is being taken
     */
    record Signs(Rooms.ActRooms rooms, Function<TaskId, Optional<Instant>> lastCommit, Predicate<TaskId> reporting) {}

    Stalls(Journal journal, Acts acts, Signs signs, Duration limit) {
        this.journal = journal;
        this.acts = acts;
        this.terminals = signs.rooms().terminals();
        this.sessions = signs.rooms().session();
        this.lastCommit = signs.lastCommit();
        this.reporting = signs.reporting();
        this.limit = limit;
    }

    void look() {
        Set<SessionId> live = new HashSet<>();
        for (TerminalState terminal : List.copyOf(journal.state().terminals())) {
            Optional<Round> round = terminal.rounds().open();
            Optional<SessionId> session = terminal.session().map(SessionState::id);
            if (round.isPresent() && session.isPresent()) {
                live.add(session.get());
                stall(terminal, round.get(), session.get()).ifPresent(this::rouse);
            }
        }
        reminded.keySet().retainAll(live);
    }

    private Optional<Stall> stall(TerminalState terminal, Round round, SessionId session) {
        if (terminal.taskId().filter(journal.state()::waitsForPerson).isPresent()) {
            return Optional.empty(); // Whoever is asked decides what is next.
        }
        if (terminal.taskId().filter(reporting).isPresent()) {
            return Optional.empty(); // It has done its part.
        }
        Optional<Instant> committed = terminal.taskId().flatMap(lastCommit);
        Optional<Instant> roused = Optional.ofNullable(reminded.get(session)).map(Reminded::last);
        Optional<Instant> ready = terminals.readySince(session);
        if (ready.isPresent() && areOlder(AT_PROMPT, List.of(ready, committed, roused))) {
            Duration length = Duration.between(ready.get(), journal.now());
            return Optional.of(new Stall(
                    terminal, round, new Silence(session, length, "It stands at its prompt, and has not reported.")));
        }
        Optional<Instant> heard = terminals.lastHeard(session);
        return heard.isPresent() && areOlder(limit, List.of(heard, committed, roused))
                ? Optional.of(new Stall(
                        terminal,
                        round,
                        new Silence(session, limit, "Nothing was heard of it for " + limit.toSeconds() + " seconds.")))
                : Optional.empty();
    }

    private boolean areOlder(Duration age, List<Optional<Instant>> signs) {
        return signs.stream()
                .flatMap(Optional::stream)
                .allMatch(sign -> !journal.now().isBefore(sign.plus(age)));
    }

    private void rouse(Stall stall) {
        TerminalState terminal = stall.terminal();
        SessionId session = stall.silence().session();
        Reminded before = reminded.get(session);
        int times = before == null ? 0 : before.times();
        reminded.put(session, new Reminded(times + 1, journal.now()));
        if (times >= MAX_REMINDERS) {
            log.warn(
                    "Terminal {} does not get on: {}",
                    terminal.id(),
                    stall.silence().reason());
            journal.append(Batch.of(new RoundStalled(
                    journal.state().id(),
                    terminal.id(),
                    stall.round().number(),
                    stall.silence().reason())));
            return;
        }
        log.warn(
                "Terminal {} does not get on, reminder {}: {}",
                terminal.id(),
                times + 1,
                stall.silence().reason());
        WorkflowId workflow = journal.state().id();
        acts.run(
                () -> {
                    sessions.remind(workflow, terminal, session, stall.silence().length());
                    return session;
                },
                done -> log.debug("Session {} was reminded", done),
                reason -> log.warn("Session {} could not be reminded: {}", session, reason));
    }
}
