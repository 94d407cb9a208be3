package io.gitcortex.core.terminal;

import io.gitcortex.core.terminal.attach.AttachTarget;
import io.gitcortex.model.SessionId;
import io.gitcortex.terminal.TerminalSession;
import io.gitcortex.terminal.TerminalSize;
import java.util.Set;

/**
 * A session that a person may take over.
 *
 * @param session the session
 * @param hearing what listens to it, and is silent while a person types
 * @param takenOver the sessions that persons have
 */
record Handover(TerminalSession session, Hearing hearing, Set<SessionId> takenOver) implements AttachTarget {
    @Override
    public Hold takeOver() {
        takenOver.add(session.id());
        hearing.takeOver(true);
        return () -> {
            hearing.takeOver(false);
            takenOver.remove(session.id());
        };
    }

    @Override
    public void resize(TerminalSize size) {
        session.resize(size);
        hearing.resize(size);
    }
}
