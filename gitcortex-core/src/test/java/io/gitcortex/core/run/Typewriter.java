package io.gitcortex.core.run;

import io.gitcortex.core.terminal.SessionListener;
import io.gitcortex.core.terminal.SessionOrder;
import io.gitcortex.core.terminal.Terminals;
import io.gitcortex.model.SessionId;
import io.gitcortex.model.WorkflowId;
import io.gitcortex.terminal.ProcessIdentity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Sessions of which only what is typed is kept. */
final class Typewriter implements Terminals {
    final List<String> typed = new ArrayList<>();
    final List<SessionId> ended = new ArrayList<>();
    final Map<SessionId, Instant> heard = new HashMap<>();
    final Map<SessionId, Instant> ready = new HashMap<>();

    @Override
    public void type(SessionId sessionId, String text) {
        typed.add(text);
    }

    @Override
    public ProcessIdentity open(SessionOrder order, SessionListener listener) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<Instant> lastHeard(SessionId sessionId) {
        return Optional.ofNullable(heard.get(sessionId));
    }

    @Override
    public Optional<Instant> readySince(SessionId sessionId) {
        return Optional.ofNullable(ready.get(sessionId));
    }

    @Override
    public void end(SessionId sessionId) {
        ended.add(sessionId);
    }

    @Override
    public List<SessionId> logged(WorkflowId workflow) {
        return List.of();
    }

    @Override
    public int reap(Collection<SessionId> sessions) {
        return 0;
    }

    @Override
    public void close() {}
}
