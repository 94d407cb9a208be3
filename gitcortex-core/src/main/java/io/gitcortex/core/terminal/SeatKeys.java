package io.gitcortex.core.terminal;

import io.gitcortex.model.Secret;
import io.gitcortex.model.TerminalId;
import io.gitcortex.model.WorkflowId;
import java.util.Optional;

/** Finds the API key that a plan has given to a terminal. */
@FunctionalInterface
public interface SeatKeys {
    /**
     * The key of a terminal.
     *
     * @return the key, which the caller closes, or empty if it has none
     * @throws io.gitcortex.GitCortexException if it cannot be read
     */
    Optional<Secret> of(WorkflowId workflow, TerminalId terminal);
}
