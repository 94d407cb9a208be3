package io.gitcortex.core;

import io.gitcortex.core.terminal.DataFiles;
import io.gitcortex.model.SessionId;
import io.gitcortex.model.TerminalId;
import io.gitcortex.model.WorkflowId;
import io.gitcortex.workflow.JournalEntry;
import io.gitcortex.workflow.TerminalEvent.SessionEnded;
import io.gitcortex.workflow.TerminalEvent.SessionOpening;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the sessions of a workflow have printed and go on printing, whoever runs it: plain text, without control sequences.
 *
 * <p>Not thread-safe.
 */
public final class SessionLogs {
    private static final int PAGE = 500;

    private final GitCortex cortex;
    private final WorkflowId workflow;
    private final Map<SessionId, Session> sessions = new LinkedHashMap<>();
    private long last;

    private SessionLogs(GitCortex cortex, WorkflowId workflow) {
        this.cortex = cortex;
        this.workflow = workflow;
    }

    /**
     * A session that the journal knows.
     *
     * @param sessionId its id
     * @param terminalId the terminal whose seat it holds or held
     * @param isOver whether its process has ended
     */
    public record Session(SessionId sessionId, TerminalId terminalId, boolean isOver) {}

    /**
     * The logs of a workflow.
     *
     * @param cortex where its journal is; stays the caller's to close, and is not to be closed before
     * @param workflow the workflow; one that there is not has no sessions
     * @return its logs
     */
    public static SessionLogs of(GitCortex cortex, WorkflowId workflow) {
        return new SessionLogs(cortex, workflow);
    }

    /**
     * The sessions that there have been until now. Reads the part of the journal that is new since the last call.
     *
     * @return in the order in which they were opened
     * @throws io.gitcortex.store.StoreException if the journal cannot be read
     */
    public List<Session> sessions() {
        List<JournalEntry> page;
        do {
            page = cortex.events(workflow, last, PAGE);
            page.forEach(this::learn);
        } while (page.size() == PAGE);
        return List.copyOf(sessions.values());
    }

    /**
     * The sessions that a terminal has had until now.
     *
     * @param terminal the terminal
     * @return in the order in which they were opened; empty if there was none
     * @throws io.gitcortex.store.StoreException if the journal cannot be read
     */
    public List<Session> sessions(TerminalId terminal) {
        List<Session> found = new ArrayList<>(sessions());
        found.removeIf(session -> !session.terminalId().equals(terminal));
        return List.copyOf(found);
    }

    private void learn(JournalEntry entry) {
        last = entry.sequence();
        if (entry.event() instanceof SessionOpening opening) {
            sessions.put(opening.sessionId(), new Session(opening.sessionId(), opening.terminalId(), false));
        } else if (entry.event() instanceof SessionEnded ended) {
            sessions.put(ended.sessionId(), new Session(ended.sessionId(), ended.terminalId(), true));
        }
    }

    /**
     * Opens what a session has printed, at its beginning: the newest 8 MiB at least. It need not be there yet.
     *
     * @param session the session
     * @return a reader, which the caller closes
     */
    public SessionText open(SessionId session) {
        return new SessionText(DataFiles.log(cortex.dataDirectory(), workflow, session), session);
    }
}
