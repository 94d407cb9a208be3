package io.gitcortex.examples.runner;

import io.gitcortex.core.GitCortex;
import io.gitcortex.core.SessionLogs;
import io.gitcortex.core.SessionLogs.Session;
import io.gitcortex.core.SessionText;
import io.gitcortex.examples.runner.console.Console;
import io.gitcortex.examples.runner.console.Tone;
import io.gitcortex.model.SessionId;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Prints what the sessions of a terminal have printed. */
@Command(
        name = "logs",
        mixinStandardHelpOptions = true,
        description = "Prints what the newest session of a terminal has printed, as plain text, whoever runs it.")
final class LogsCommand implements Callable<Integer> {
    private static final Duration LOOK = Duration.ofMillis(500);

    private final Console console;

    @Mixin
    private final RepositoryOption repository = new RepositoryOption();

    @Parameters(paramLabel = "TERMINAL", description = Seat.WORDS)
    private String terminal = "";

    @Option(names = "--all", description = "Begins with the terminal's first session.")
    private boolean all;

    @Option(names = "--follow", description = "Goes on, with sessions to come, too, until the workflow has ended.")
    private boolean follow;

    LogsCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws InterruptedException {
        try (GitCortex cortex = repository.open()) {
            Seat seat = Seat.find(cortex, terminal);
            SessionLogs logs = SessionLogs.of(cortex, seat.workflowId());
            Set<SessionId> shown = new LinkedHashSet<>();
            List<Session> sessions = logs.sessions(seat.terminalId());
            if (!all) {
                sessions.stream().limit(Math.max(0, sessions.size() - 1L)).forEach(past -> shown.add(past.sessionId()));
            }
            boolean ended;
            do {
                // Asked before the sessions are: none follows those that there are after the end.
                ended = isOver(cortex, seat);
                sessions = logs.sessions(seat.terminalId());
                for (Session session : sessions) {
                    if (shown.add(session.sessionId())) {
                        console.line(Tone.QUIET, "Session " + session.sessionId() + " of " + seat);
                        show(logs, session);
                    }
                }
                pause(follow && !ended);
            } while (follow && !ended);
            if (sessions.isEmpty()) {
                console.line("Terminal " + seat + " has had no session yet.");
            }
            return ExitCode.COMPLETED;
        }
    }

    private static boolean isOver(GitCortex cortex, Seat seat) {
        return RepositoryOption.find(cortex, seat.workflowId().value()).status().isFinal();
    }

    private static void pause(boolean wanted) throws InterruptedException {
        if (wanted) {
            TimeUnit.MILLISECONDS.sleep(LOOK.toMillis());
        }
    }

    private void show(SessionLogs logs, Session session) throws InterruptedException {
        Lines lines = new Lines(console::line);
        try (SessionText text = logs.open(session.sessionId())) {
            boolean over;
            do {
                // Likewise: what a session has printed is in its log before its end is in the journal.
                over = isOver(logs, session.sessionId());
                for (String piece = text.next(); !piece.isEmpty(); piece = text.next()) {
                    lines.add(piece);
                }
                pause(follow && !over);
            } while (follow && !over);
            lines.end();
            if (over && !text.exists()) {
                console.line("Its log is not there: it was never begun, or was collected as garbage.");
            }
        }
    }

    private static boolean isOver(SessionLogs logs, SessionId id) {
        return logs.sessions().stream().anyMatch(session -> session.sessionId().equals(id) && session.isOver());
    }
}
