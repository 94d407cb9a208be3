package io.gitcortex.core.worktree;

import io.gitcortex.core.git.GitRepository;
import io.gitcortex.core.git.RefNames;
import io.gitcortex.core.git.RepositoryException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finishes a fast-forward that was killed between its first file and its ref. Over the paths that differ between the old
 * target and the merge, a file or an index entry that equals the one or the other is ours, and is put forward; where
 * anything else is found, or an index lock, nothing is touched, and the next attempt to move the target says why.
 *
 * <p>An index lock is never taken for our dead child's: git leaves nothing in it that would prove it.
 *
 * <p>Thread-safe.
 */
final class CutOffFastForward {
    private static final Logger LOG = LoggerFactory.getLogger(CutOffFastForward.class);
    private static final String ABSENT = "000000";
    private static final String MISSING = "D";

    private final GitRepository repository;
    private final GitCalls calls;
    private final ManagedDirectory managed;
    private final TargetMover mover;

    /** A path in one state: its mode and its blob, or absent. */
    private record Entry(String mode, String blob) {
        boolean isAbsent() {
            return mode.equals(ABSENT);
        }
    }

    /** The paths that differ, as the old target and as the merge have them. */
    private record Steps(Map<String, Entry> before, Map<String, Entry> after) {}

    CutOffFastForward(GitRepository repository, GitCalls calls, ManagedDirectory managed, TargetMover mover) {
        this.repository = repository;
        this.calls = calls;
        this.managed = managed;
        this.mover = mover;
    }

    boolean finish(String target, String mergeCommit) throws InterruptedException {
        String ref = RefNames.full(target);
        return calls.exclusively(() -> {
            Optional<String> now = repository.tip(ref);
            if (now.isPresent() && repository.isAncestor(mergeCommit, now.get())) {
                return true;
            }
            List<Checkout> users = mover.users(ref);
            boolean ours = now.isPresent()
                    && isFirstParent(now.get(), mergeCommit)
                    && users.size() == 1
                    && mover.holds(mergeCommit);
            return ours
                    && putForward(users.get(0), now.get(), mergeCommit)
                    && mover.fastForward(users.get(0), ref, mergeCommit) instanceof TargetMove.Moved;
        });
    }

    private boolean isFirstParent(String commit, String mergeCommit) {
        return repository
                .commit(mergeCommit)
                .filter(merge ->
                        !merge.parents().isEmpty() && merge.parents().get(0).equals(commit))
                .isPresent();
    }

    /** Whether something had been cut off, and what is left is now a fast-forward that git can do. */
    private boolean putForward(Checkout checkout, String before, String mergeCommit) throws InterruptedException {
        if (checkout.has("index.lock")) {
            return false;
        }
        Steps steps = steps(before, mergeCommit);
        Path room = managed.temporary();
        try {
            GitPlace place = checkout.place().withIndex(room.resolve("index"));
            Map<String, String> sinceBefore = fileChanges(place, steps.before());
            Map<String, String> sinceAfter = fileChanges(place, steps.after());
            Set<String> filesBefore = asOn(steps.before(), sinceBefore, sinceAfter);
            Set<String> filesAfter = asOn(steps.after(), sinceAfter, sinceBefore);
            Set<String> indexAfter = unchangedEntries(checkout, steps, mergeCommit);
            Set<String> indexBefore = unchangedEntries(checkout, steps, before);
            Set<String> paths = steps.after().keySet();
            boolean provable = paths.stream()
                    .allMatch(path -> (filesAfter.contains(path) || filesBefore.contains(path))
                            && (indexAfter.contains(path) || indexBefore.contains(path)));
            boolean begun = !filesBefore.containsAll(paths) || !indexBefore.containsAll(paths);
            if (!provable || !begun) {
                return false;
            }
            LOG.info("Finishing the fast-forward to {} that was cut off in {}", mergeCommit, checkout.workTree());
            filesAfter.removeAll(filesBefore);
            enter(checkout, steps.after(), filesAfter);
            return true;
        } finally {
            clear(room);
        }
    }

    private Steps steps(String before, String mergeCommit) throws InterruptedException {
        GitOutput diff = calls.read(GitCall.of(
                calls.common(), "diff-tree", "-r", "-z", "--raw", "--no-renames", "--no-abbrev", before, mergeCommit));
        Steps steps = new Steps(new HashMap<>(), new HashMap<>());
        List<String> parts = diff.parts();
        for (int i = 0; i + 1 < parts.size(); i += 2) {
            // ":<mode> <mode> <blob> <blob> <letter>", then the path
            String[] fields = parts.get(i).substring(1).split(" ", -1);
            steps.before().put(parts.get(i + 1), new Entry(fields[0], fields[2]));
            steps.after().put(parts.get(i + 1), new Entry(fields[1], fields[3]));
        }
        return steps;
    }

    /** How the files differ from one side, by path, with git's letter; compared by git, with its filters and modes. */
    private Map<String, String> fileChanges(GitPlace place, Map<String, Entry> side) throws InterruptedException {
        StringBuilder entries = new StringBuilder();
        side.forEach((path, entry) -> {
            if (!entry.isAbsent()) {
                entries.append(line(entry, path));
            }
        });
        calls.change(GitCall.of(place, "read-tree", "--empty"));
        calls.change(GitCall.of(place, "update-index", "-z", "--index-info").withInput(entries.toString()));
        // Has the files read: without it, every entry that is new to the index counts as changed.
        calls.attempt(GitCall.of(place, "update-index", "-q", "--refresh"));
        List<String> parts = calls.read(GitCall.of(
                        place, "diff-files", "-z", "--name-status", "--no-ext-diff", "--ignore-submodules=dirty"))
                .parts();
        Map<String, String> changes = new HashMap<>();
        for (int i = 0; i + 1 < parts.size(); i += 2) {
            changes.put(parts.get(i + 1), parts.get(i));
        }
        return changes;
    }

    /**
     * The paths whose file is as one side has it. A file that is missing counts for both: git deletes the old one before it
     * writes the new one, and there is nothing in it to be lost.
     */
    private static Set<String> asOn(
            Map<String, Entry> side, Map<String, String> changes, Map<String, String> otherChanges) {
        Set<String> same = new TreeSet<>();
        side.forEach((path, entry) -> {
            String change = (entry.isAbsent() ? otherChanges : changes).get(path);
            if (MISSING.equals(change) || (change == null && !entry.isAbsent())) {
                same.add(path);
            }
        });
        return same;
    }

    private Set<String> unchangedEntries(Checkout checkout, Steps steps, String commit) throws InterruptedException {
        GitOutput diff = calls.read(
                GitCall.of(checkout.place(), "diff-index", "--cached", "-z", "--name-only", "--no-renames", commit));
        Set<String> unchanged = new TreeSet<>(steps.after().keySet());
        unchanged.removeAll(Set.copyOf(diff.parts()));
        return unchanged;
    }

    /** Into the index, what is on the disk already: the merge then finds nothing to object to. */
    private void enter(Checkout checkout, Map<String, Entry> after, Set<String> paths) throws InterruptedException {
        // What goes comes first: a file may have become a directory.
        String entries = paths.stream()
                .map(path -> Map.entry(path, Objects.requireNonNull(after.get(path))))
                .sorted(Comparator.comparing(entry -> !entry.getValue().isAbsent()))
                .map(entry -> line(entry.getValue(), entry.getKey()))
                .collect(Collectors.joining());
        calls.change(GitCall.of(checkout.place(), "update-index", "-z", "--index-info")
                .withInput(entries));
        // Ends with 1 where other files have local changes, which is none of our business.
        calls.attempt(GitCall.of(checkout.place(), "update-index", "-q", "--refresh"));
    }

    private static String line(Entry entry, String path) {
        return entry.mode() + " " + entry.blob() + "\t" + path + "\0";
    }

    private static void clear(Path room) {
        try {
            DirectoryTree.delete(room);
        } catch (IOException e) {
            throw new RepositoryException("Could not remove " + room + ": " + e.getMessage(), e);
        }
    }
}
