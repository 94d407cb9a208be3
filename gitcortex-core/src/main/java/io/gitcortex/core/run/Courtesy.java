package io.gitcortex.core.run;

import io.gitcortex.core.state.SessionState;
import io.gitcortex.core.state.WorkflowState;
import io.gitcortex.core.terminal.Terminals;
import io.gitcortex.model.SessionId;
import io.gitcortex.model.TaskId;
import io.gitcortex.terminal.TerminalException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets the agent that works on a task know what became of its commit, in its terminal: a courtesy, not a promise. While one
 * text to a session is on its way, further ones are left out, so that a session which reads nothing takes one thread at most.
 */
final class Courtesy implements CommitIntake.Told {
    private static final Logger log = LoggerFactory.getLogger(Courtesy.class);

    private final Journal journal;
    private final Terminals terminals;
    private final Executor executor;
    private final Set<SessionId> underWay = ConcurrentHashMap.newKeySet();

    Courtesy(Journal journal, Terminals terminals, Executor executor) {
        this.journal = journal;
        this.terminals = terminals;
        this.executor = executor;
    }

    @Override
    public void tell(TaskId task, String text) {
        WorkflowState state = journal.state();
        state.terminals(task).stream()
                .filter(terminal -> terminal.rounds().open().isPresent())
                .flatMap(terminal -> terminal.session().stream())
                .map(SessionState::id)
                .findFirst()
                .filter(underWay::add)
                .ifPresent(session -> executor.execute(() -> type(session, text)));
    }

    private void type(SessionId session, String text) {
        try {
            terminals.type(session, text);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (TerminalException e) {
            log.debug("Session {} could not be told: {}", session, e.getMessage());
        } finally {
            underWay.remove(session);
        }
    }
}
