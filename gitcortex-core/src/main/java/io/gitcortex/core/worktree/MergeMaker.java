package io.gitcortex.core.worktree;

import io.gitcortex.core.git.CommitDraft;
import io.gitcortex.core.git.GitIdentity;
import io.gitcortex.core.git.GitRepository;
import io.gitcortex.core.git.RepositoryException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;

/**
 * Computes merges without any work tree of a person's or a task's, and writes them as commits.
 *
 * <p>Thread-safe.
 */
final class MergeMaker {
    private static final int CONFLICT = 1;
    private static final String ATTRIBUTES = ".gitattributes";

    private final GitRepository repository;
    private final GitCalls calls;
    private final ManagedDirectory managed;
    private final Clock clock;

    MergeMaker(GitRepository repository, GitCalls calls, ManagedDirectory managed, Clock clock) {
        this.repository = repository;
        this.calls = calls;
        this.managed = managed;
        this.clock = clock;
    }

    MergePreparation prepare(String target, String tip, String message) throws InterruptedException {
        String before = repository
                .tip(target)
                .orElseThrow(() -> new RepositoryException("There is no branch " + target + " to merge into"));
        if (repository.isAncestor(tip, before)) {
            return new MergePreparation.NothingToMerge();
        }
        GitOutput merged = merged(before, tip);
        List<String> conflicts = conflicts(merged);
        if (!conflicts.isEmpty()) {
            return new MergePreparation.Conflict(conflicts);
        }
        if (!merged.succeeded() || merged.parts().isEmpty()) {
            throw new RepositoryException(
                    "Commit " + tip + " cannot be merged into " + target + " at " + before + ": " + merged.errors());
        }
        CommitDraft draft =
                new CommitDraft(merged.parts().get(0), List.of(before, tip), message, identity(), clock.instant());
        return new MergePreparation.Ready(before, tip, repository.writer().commit(draft));
    }

    List<String> conflicts(String ours, String theirs) throws InterruptedException {
        GitOutput merged = merged(ours, theirs);
        List<String> conflicts = conflicts(merged);
        if (conflicts.isEmpty() && !merged.succeeded()) {
            throw new RepositoryException(
                    "Commits " + ours + " and " + theirs + " cannot be compared: " + merged.errors());
        }
        return conflicts;
    }

    private static List<String> conflicts(GitOutput merged) {
        return merged.exit() == CONFLICT
                ? merged.parts().stream()
                        .skip(1)
                        .map(GitOutput::text)
                        .distinct()
                        .toList()
                : List.of();
    }

    private GitOutput merged(String before, String tip) throws InterruptedException {
        // Drivers write their files into the current directory, and attributes are read from it.
        Path room = managed.temporary();
        try {
            writeAttributes(before, room);
            GitCall call = GitCall.of(
                            calls.common().withWorkTree(room),
                            "merge-tree",
                            "--write-tree",
                            "-z",
                            "--name-only",
                            "--no-messages",
                            before,
                            tip)
                    .checkingOut();
            return calls.ask(call);
        } finally {
            clear(room);
        }
    }

    /** Those of the target's root, as a merge in its checkout would use them: {@code *.md merge=union} and the like. */
    private void writeAttributes(String commit, Path room) throws InterruptedException {
        GitOutput attributes = calls.ask(GitCall.of(calls.common(), "cat-file", "blob", commit + ":" + ATTRIBUTES));
        if (!attributes.succeeded()) {
            return;
        }
        try {
            Files.write(room.resolve(ATTRIBUTES), attributes.raw().getBytes(StandardCharsets.ISO_8859_1));
        } catch (IOException e) {
            throw new RepositoryException("Could not write into " + room + ": " + e.getMessage(), e);
        }
    }

    private static void clear(Path room) {
        try {
            DirectoryTree.delete(room);
        } catch (IOException e) {
            throw new RepositoryException("Could not remove " + room + ": " + e.getMessage(), e);
        }
    }

    /** The user's, as git finds it: with what the configuration includes for this repository. */
    GitIdentity identity() throws InterruptedException {
        String name = "";
        String email = "";
        for (ConfigEntry entry : calls.configuration(calls.common())) {
            if (entry.key().equals("user.name")) {
                name = entry.value().strip();
            } else if (entry.key().equals("user.email")) {
                email = entry.value().strip();
            }
        }
        return name.isEmpty() || email.isEmpty() ? GitIdentity.DEFAULT : new GitIdentity(name, email);
    }
}
