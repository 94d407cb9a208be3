package io.gitcortex.core.state;

import io.gitcortex.model.SessionId;
import io.gitcortex.terminal.ProcessIdentity;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A session that may have a living process.
 *
 * @param id its name
 * @param processOrNull its process, or null while it is being opened
 */
public record SessionState(SessionId id, @Nullable ProcessIdentity processOrNull) {
    /** Its process, once it has been opened. */
    public Optional<ProcessIdentity> process() {
        return Optional.ofNullable(processOrNull);
    }
}
