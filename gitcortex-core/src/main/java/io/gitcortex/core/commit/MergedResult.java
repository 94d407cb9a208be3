package io.gitcortex.core.commit;

import io.gitcortex.model.CommitStatus;
import io.gitcortex.model.TerminalId;
import java.util.Objects;

/**
 * One result that a merge brings along.
 *
 * <p>Immutable.
 *
 * @param terminalId the terminal that reported
 * @param commit the hash of the commit that it reported with
 * @param status what it reported
 */
public record MergedResult(TerminalId terminalId, String commit, CommitStatus status) {
    public MergedResult {
        Objects.requireNonNull(terminalId, "terminalId");
        Objects.requireNonNull(status, "status");
        if (commit.isBlank()) {
            throw new IllegalArgumentException("The hash of a merged commit must not be blank");
        }
    }
}
