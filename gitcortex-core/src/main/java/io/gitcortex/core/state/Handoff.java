package io.gitcortex.core.state;

import io.gitcortex.model.FileChange;
import io.gitcortex.workflow.ReportedCommit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a terminal leaves for the next one.
 *
 * @param commit the commit that reported the work as done
 * @param files what it touched
 * @param notes what its author wants known, or null
 */
public record Handoff(
        ReportedCommit commit,
        List<FileChange> files,
        @Nullable String notes) {
    /** As short as people and models write a hash. */
    private static final int SHORT = 7;

    /** Copies the list. */
    public Handoff {
        files = List.copyOf(files);
    }

    /** Whether this is its commit's hash, or the beginning of it. */
    public boolean isCommit(String hash) {
        return commit.hash().equals(hash)
                || (hash.length() >= SHORT && commit.hash().startsWith(hash));
    }
}
