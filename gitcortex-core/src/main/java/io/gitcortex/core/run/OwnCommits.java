package io.gitcortex.core.run;

import io.gitcortex.core.git.CommitInfo;
import io.gitcortex.core.git.CommitReader;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Tells a branch's own commits from those that a merge of the target has brought along: those are nobody's report, and there
 * may be very many. Found out for all that is to be read, since the merge may stand on a later page than what it brings. Not
 * thread-safe.
 */
final class OwnCommits {
    private final CommitReader reader;
    private final String tip;
    private final Set<String> readBefore;
    private final Optional<String> target;
    private @Nullable Set<String> own;

    /**
     * Of one reading.
     *
     * @param tip where the branch points
     * @param readBefore what has been read already
     * @param target where the target points; empty if there is no such branch
     */
    OwnCommits(CommitReader reader, String tip, Collection<String> readBefore, Optional<String> target) {
        this.reader = reader;
        this.tip = tip;
        this.readBefore = Set.copyOf(readBefore);
        this.target = target;
    }

    /** The hashes of those that were only brought along. */
    Set<String> strangers(List<CommitInfo> page) {
        boolean whole = page.isEmpty() || page.get(page.size() - 1).hash().equals(tip);
        boolean merges = page.stream().anyMatch(commit -> commit.parents().size() > 1);
        if (target.isEmpty() || (whole && !merges && own == null)) {
            return Set.of();
        }
        if (own == null) {
            own = reader.ownCommits(tip, readBefore, target.get());
        }
        Set<String> known = own;
        return page.stream()
                .map(CommitInfo::hash)
                .filter(hash -> !known.contains(hash))
                .collect(Collectors.toCollection(HashSet::new));
    }
}
