package io.gitcortex.core.run;

import io.gitcortex.core.terminal.SessionOrder;
import io.gitcortex.core.terminal.Terminals;
import io.gitcortex.model.SessionId;
import io.gitcortex.model.WorkflowId;
import io.gitcortex.terminal.ProcessIdentity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Sessions of which only what is typed is kept. */
final class Typewriter implements Terminals {
    final List<String> typed = new ArrayList<>();

    @Override
    public void type(SessionId sessionId, String text) {
        typed.add(text);
    }

    @Override
    public ProcessIdentity open(SessionOrder order, EndListener listener) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<Instant> lastHeard(SessionId sessionId) {
        return Optional.empty();
    }

    @Override
    public void end(SessionId sessionId) {}

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
