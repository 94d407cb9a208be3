package io.gitcortex.examples.runner;

import io.gitcortex.core.GitCortex;
import io.gitcortex.model.SessionId;
import io.gitcortex.model.TerminalId;
import io.gitcortex.model.WorkflowId;
import io.gitcortex.workflow.TerminalEvent.SessionEnded;
import io.gitcortex.workflow.TerminalEvent.SessionOpening;
import io.gitcortex.workflow.WorkflowEvent;
import java.util.LinkedHashMap;
import java.util.Map;

/** The sessions that a journal has announced and not seen the end of. */
final class OpenSessions {
    private final Map<SessionId, TerminalId> open = new LinkedHashMap<>();

    private OpenSessions() {}

    static Map<SessionId, TerminalId> of(GitCortex cortex, WorkflowId workflow) {
        OpenSessions sessions = new OpenSessions();
        new Journal(cortex, workflow).entries(0, entry -> sessions.learn(entry.event()));
        return sessions.open;
    }

    private void learn(WorkflowEvent event) {
        if (event instanceof SessionOpening opening) {
            open.put(opening.sessionId(), opening.terminalId());
        } else if (event instanceof SessionEnded ended) {
            open.remove(ended.sessionId());
        }
    }
}
