package io.gitcortex.core.worktree;

import java.util.List;

/** What became of preparing a merge. Immutable. */
public sealed interface MergePreparation {
    /**
     * The merge commit exists; nothing points to it yet.
     *
     * @param targetBefore where the target points
     * @param tip what is merged
     * @param mergeCommit the commit
     */
    record Ready(String targetBefore, String tip, String mergeCommit) implements MergePreparation {}

    /**
     * The two sides do not go together.
     *
     * @param paths the files in conflict, for display
     */
    record Conflict(List<String> paths) implements MergePreparation {
        public Conflict {
            paths = List.copyOf(paths);
        }
    }

    /** The target holds the commit already. */
    record NothingToMerge() implements MergePreparation {}
}
