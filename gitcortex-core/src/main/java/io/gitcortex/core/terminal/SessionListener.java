package io.gitcortex.core.terminal;

import io.gitcortex.model.SessionId;
import java.util.OptionalInt;

/** Told what happens in a session, in order. Called on a thread of the session; must not block. */
@FunctionalInterface
public interface SessionListener {
    /** The session is over, once: its process tree is gone. The exit code is empty if it is not known. */
    void ended(SessionId sessionId, OptionalInt exitCode);

    /** Something was seen on the session's screen. Never after {@link #ended}. */
    default void noticed(SessionId sessionId, Sighting sighting) {}
}
