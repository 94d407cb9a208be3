package io.gitcortex.core;

import io.gitcortex.model.WorkflowId;
import java.util.List;
import java.util.Objects;

/**
 * Something that a workflow which has ended has left in the repository, and what becomes of it.
 *
 * <p>Immutable.
 *
 * @param workflowId the workflow
 * @param kind what it is
 * @param name of a worktree or files their absolute path, of a branch its name without {@code refs/heads/}, of a
 *     journal the workflow's id
 * @param bytes the sizes of its files, added up, in bytes; 0 for a branch, whose commits stay, and for a journal
 * @param fate what becomes of it
 */
public record Leftover(WorkflowId workflowId, Kind kind, String name, long bytes, Fate fate) {
    public Leftover {
        Objects.requireNonNull(workflowId, "workflowId");
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(fate, "fate");
    }

    /** What is left. */
    public enum Kind {
        /** The worktree of a task or of the error terminal. */
        WORKTREE,
        /** The branch of a task. */
        BRANCH,
        /** What sessions were told and have printed. */
        FILES,
        /** Everything that the store keeps of it; only {@link Journals} removes that. */
        JOURNAL
    }

    /** What becomes of it. */
    public sealed interface Fate {}

    /** It can go, and is still there. */
    public record Removable() implements Fate {}

    /**
     * It is gone.
     *
     * @param rescued the refs that keep what would have been lost with it; empty where nothing would
     * @param warnings what went wrong and kept nothing from being removed, in sentences for people
     */
    public record Removed(List<String> rescued, List<String> warnings) implements Fate {
        public Removed {
            rescued = List.copyOf(rescued);
            warnings = List.copyOf(warnings);
        }
    }

    /**
     * It stays.
     *
     * @param reason why, in words for people
     */
    public record Kept(String reason) implements Fate {
        public Kept {
            Objects.requireNonNull(reason, "reason");
        }
    }

    /**
     * Whether it is gone.
     *
     * @return whether its {@link #fate} is {@link Removed}
     */
    public boolean isRemoved() {
        return fate instanceof Removed;
    }
}
