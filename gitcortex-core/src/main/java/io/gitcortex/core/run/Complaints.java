package io.gitcortex.core.run;

import io.gitcortex.core.decide.ShortLine;
import io.gitcortex.core.state.SessionState;
import io.gitcortex.core.state.TerminalState;
import io.gitcortex.core.state.WorkflowState;
import io.gitcortex.core.terminal.Terminals;
import io.gitcortex.core.worktree.ReportFile;
import io.gitcortex.model.SessionId;
import io.gitcortex.model.TaskId;
import io.gitcortex.terminal.TerminalException;
import io.gitcortex.workflow.CommitEvent;
import io.gitcortex.workflow.CommitEvent.CommitMalformed;
import io.gitcortex.workflow.CommitEvent.CommitQuarantined;
import io.gitcortex.workflow.CommitEvent.ResultRewritten;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells agents, in their terminals, why a commit of theirs was not accepted: a courtesy, not a promise. While one text to a
 * session is on its way, further ones are left out. Runs on the loop, but for the typing.
 */
final class Complaints {
    private static final Logger log = LoggerFactory.getLogger(Complaints.class);
    /** A block that cannot be read as a whole mostly still says whose it is. */
    private static final Pattern TERMINAL =
            Pattern.compile("(?<![A-Za-z_])terminal_?[iI]d[\"']?\\s*[:=]\\s*[\"']?([^\"'\\s,}]+)");

    private final Journal journal;
    private final Terminals terminals;
    private final Executor typing;
    private final Set<SessionId> underWay = ConcurrentHashMap.newKeySet();

    Complaints(Journal journal, Terminals terminals, Executor typing) {
        this.journal = journal;
        this.terminals = terminals;
        this.typing = typing;
    }

    /**
     * Tells whoever a commit is of, if it was not accepted.
     *
     * @param event what the commit means
     * @param message the whole commit message
     */
    void about(CommitEvent event, String message) {
        String text = event instanceof ResultRewritten rewritten ? stillAwaited(rewritten) : words(event);
        if (text != null) {
            addressee(event, message).ifPresent(session -> {
                boolean unused = type(session, text);
            });
        }
    }

    /**
     * Tells a terminal why the file in which it reports was not taken.
     *
     * @return false if it cannot be told now: its session is not open yet, or is told something else
     */
    boolean aboutFile(TerminalState terminal, String reason) {
        String text = ShortLine.of("Your report in " + ReportFile.NAME + " is not accepted: " + reason);
        return session(terminal).filter(session -> type(session, text)).isPresent();
    }

    /** Whoever amends what it reported before, in the middle of more work, may believe that this is the report. */
    private @Nullable String stillAwaited(ResultRewritten rewritten) {
        return journal.state()
                .terminal(rewritten.terminalId())
                .flatMap(terminal -> terminal.rounds().open())
                .map(round -> ShortLine.of("Commit " + rewritten.commit().hash()
                        + " is taken as what was reported before, rewritten. The work of now still waits for a report"
                        + " of its own, with the instruction_id that came with it."))
                .orElse(null);
    }

    private static @Nullable String words(CommitEvent event) {
        if (event instanceof CommitMalformed malformed) {
            return ShortLine.of("Commit " + malformed.commit().hash() + " could not be understood: "
                    + String.join(" ", malformed.problems()));
        }
        return event instanceof CommitQuarantined quarantined
                ? ShortLine.of("Commit " + quarantined.commit().hash() + " was not accepted: " + quarantined.reason())
                : null;
    }

    /** The terminal that the commit names, if it may speak for it; else the one that works on the task. */
    private Optional<SessionId> addressee(CommitEvent event, String message) {
        WorkflowState state = journal.state();
        @Nullable TaskId task = taskOf(event);
        Matcher named = TERMINAL.matcher(message);
        Optional<TerminalState> author = named.find()
                ? state.terminals().stream()
                        .filter(terminal -> terminal.id().value().equals(named.group(1)))
                        .filter(terminal -> task == null || terminal.taskId().equals(Optional.of(task)))
                        .findFirst()
                : Optional.empty();
        return author.flatMap(Complaints::session).or(() -> worker(state, task));
    }

    private static @Nullable TaskId taskOf(CommitEvent event) {
        if (event instanceof CommitMalformed malformed) {
            return malformed.taskId();
        }
        if (event instanceof ResultRewritten rewritten) {
            return rewritten.taskId();
        }
        return event instanceof CommitQuarantined quarantined ? quarantined.taskId() : null;
    }

    private static Optional<SessionId> worker(WorkflowState state, @Nullable TaskId task) {
        return Optional.ofNullable(task).map(state::terminals).stream()
                .flatMap(terminals -> terminals.stream())
                .filter(terminal -> terminal.rounds().open().isPresent())
                .flatMap(terminal -> session(terminal).stream())
                .findFirst();
    }

    private static Optional<SessionId> session(TerminalState terminal) {
        return terminal.session()
                .filter(session -> session.process().isPresent())
                .map(SessionState::id);
    }

    /** A rewritten branch brings hundreds of old reports, and a session that reads nothing takes one thread at most. */
    private boolean type(SessionId session, String text) {
        if (!underWay.add(session)) {
            return false;
        }
        typing.execute(() -> {
            try {
                terminals.type(session, text);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt(); // This process is closing.
            } catch (TerminalException e) {
                log.debug("Session {} could not be told of its commit: {}", session, e.getMessage());
            } finally {
                underWay.remove(session);
            }
        });
        return true;
    }
}
