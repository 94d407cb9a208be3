package io.gitcortex.core.terminal.attach;

import io.gitcortex.model.TerminalId;
import io.gitcortex.model.WorkflowId;
import java.util.Optional;

/** Knows the sessions of this process. Thread-safe. */
@FunctionalInterface
public interface AttachSeats {
    /** The session that holds a terminal's seat now; empty if none of this process does. */
    Optional<AttachTarget> find(WorkflowId workflow, TerminalId terminal);
}
