package io.gitcortex.core.git;

import io.gitcortex.model.ChangeType;
import io.gitcortex.model.FileChange;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jgit.diff.DiffConfig;
import org.eclipse.jgit.diff.DiffEntry;
import org.eclipse.jgit.diff.Edit;
import org.eclipse.jgit.diff.EditList;
import org.eclipse.jgit.diff.HistogramDiff;
import org.eclipse.jgit.diff.RawText;
import org.eclipse.jgit.diff.RawTextComparator;
import org.eclipse.jgit.diff.RenameDetector;
import org.eclipse.jgit.errors.BinaryBlobException;
import org.eclipse.jgit.errors.LargeObjectException;
import org.eclipse.jgit.lib.AbbreviatedObjectId;
import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.EmptyTreeIterator;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.treewalk.filter.TreeFilter;
import org.eclipse.jgit.util.QuotedString;

/** What differs between two trees. Nothing of the repository's own configuration is asked: it could ask for anything. */
final class TreeChanges {
    private static final String OMITTED = "omitted";
    private static final int RENAME_LIMIT = 400;
    /** What is shown of a commit; one that adds a whole library would fill an event, and every prompt about it. */
    private static final int SHOWN = 1_000;

    private static final int COMPARED_BYTES = 1 << 20;

    private final Repository jgit;

    TreeChanges(Repository jgit) {
        this.jgit = jgit;
    }

    List<FileChange> of(String commitHash) {
        try (RevWalk walk = new RevWalk(jgit)) {
            RevCommit commit = walk.parseCommit(ObjectId.fromString(commitHash));
            Optional<RevCommit> parent = commit.getParentCount() == 0
                    ? Optional.empty()
                    : Optional.of(walk.parseCommit(commit.getParent(0)));
            int count = count(walk.getObjectReader(), parent, commit);
            return count > SHOWN
                    ? first(walk.getObjectReader(), parent, commit, count)
                    : entries(walk.getObjectReader(), parent, commit).stream()
                            .map(TreeChanges::change)
                            .toList();
        } catch (IOException | LargeObjectException e) {
            throw unreadable("the changes of commit " + commitHash, e);
        }
    }

    Set<String> paths(String from, String to, int limit) {
        try (RevWalk walk = new RevWalk(jgit);
                TreeWalk differences = differences(
                        walk.getObjectReader(),
                        Optional.of(walk.parseCommit(ObjectId.fromString(from))),
                        walk.parseCommit(ObjectId.fromString(to)))) {
            Set<String> paths = new HashSet<>();
            while (paths.size() < limit && differences.next()) {
                paths.add(differences.getPathString());
            }
            return paths;
        } catch (IOException | LargeObjectException e) {
            throw unreadable("what differs between " + from + " and " + to, e);
        }
    }

    String stat(String from, String to, int maxChars) {
        try (RevWalk walk = new RevWalk(jgit)) {
            ObjectReader reader = walk.getObjectReader();
            List<DiffEntry> entries = entries(
                    reader,
                    Optional.of(walk.parseCommit(ObjectId.fromString(from))),
                    walk.parseCommit(ObjectId.fromString(to)));
            ClippedLines lines = new ClippedLines(maxChars, entries.size());
            for (DiffEntry entry : entries) {
                if (!lines.add(path(entry) + " | " + counts(reader, entry))) {
                    break;
                }
            }
            return lines.text();
        } catch (IOException | LargeObjectException e) {
            throw unreadable("what differs between " + from + " and " + to, e);
        }
    }

    private static TreeWalk differences(ObjectReader reader, Optional<RevCommit> from, RevCommit to)
            throws IOException {
        TreeWalk walk = new TreeWalk(reader);
        walk.setRecursive(true);
        walk.setFilter(TreeFilter.ANY_DIFF);
        if (from.isPresent()) {
            walk.addTree(from.get().getTree());
        } else {
            walk.addTree(new EmptyTreeIterator());
        }
        walk.addTree(to.getTree());
        return walk;
    }

    private static int count(ObjectReader reader, Optional<RevCommit> from, RevCommit to) throws IOException {
        try (TreeWalk walk = differences(reader, from, to)) {
            int count = 0;
            while (walk.next()) {
                count++;
            }
            return count;
        }
    }

    /** Without an entry in memory for each of very many, and without comparing each with each. */
    private static List<FileChange> first(ObjectReader reader, Optional<RevCommit> from, RevCommit to, int count)
            throws IOException {
        List<FileChange> shown = new ArrayList<>();
        try (TreeWalk walk = differences(reader, from, to)) {
            while (shown.size() < SHOWN && walk.next()) {
                shown.add(change(walk.getPathString(), type(walk)));
            }
        }
        shown.add(new FileChange("... and " + (count - SHOWN) + " more files", OMITTED));
        return shown;
    }

    private static ChangeType type(TreeWalk walk) {
        if (walk.getFileMode(0) == FileMode.MISSING) {
            return ChangeType.ADDED;
        }
        return walk.getFileMode(1) == FileMode.MISSING ? ChangeType.DELETED : ChangeType.MODIFIED;
    }

    private static List<DiffEntry> entries(ObjectReader reader, Optional<RevCommit> from, RevCommit to)
            throws IOException {
        try (TreeWalk walk = differences(reader, from, to)) {
            RenameDetector renames = new RenameDetector(reader, new Config().get(DiffConfig.KEY));
            renames.setRenameLimit(RENAME_LIMIT);
            renames.setBigFileThreshold(COMPARED_BYTES);
            renames.addAll(DiffEntry.scan(walk));
            return renames.compute().stream()
                    .sorted(Comparator.comparing(TreeChanges::nameOf))
                    .toList();
        }
    }

    private static FileChange change(DiffEntry entry) {
        ChangeType type = switch (entry.getChangeType()) {
            case ADD -> ChangeType.ADDED;
            case DELETE -> ChangeType.DELETED;
            case RENAME -> ChangeType.RENAMED;
            case COPY -> ChangeType.COPIED;
            case MODIFY -> ChangeType.MODIFIED;
        };
        return change(nameOf(entry), type);
    }

    private static FileChange change(String name, ChangeType type) {
        // Git takes a name of blanks alone; our value does not, and an agent must not be able to stop us with one.
        return FileChange.of(name.isBlank() ? '"' + name + '"' : name, type);
    }

    private static String nameOf(DiffEntry entry) {
        return entry.getChangeType() == DiffEntry.ChangeType.DELETE ? entry.getOldPath() : entry.getNewPath();
    }

    private static String path(DiffEntry entry) {
        String name = QuotedString.GIT_PATH.quote(nameOf(entry));
        return switch (entry.getChangeType()) {
            case RENAME, COPY -> QuotedString.GIT_PATH.quote(entry.getOldPath()) + " => " + name;
            default -> name;
        };
    }

    private static String counts(ObjectReader reader, DiffEntry entry) throws IOException {
        try {
            RawText before = text(reader, entry.getOldId(), entry.getOldMode());
            RawText after = text(reader, entry.getNewId(), entry.getNewMode());
            EditList edits = new HistogramDiff().diff(RawTextComparator.DEFAULT, before, after);
            int added = edits.stream().mapToInt(Edit::getLengthB).sum();
            int removed = edits.stream().mapToInt(Edit::getLengthA).sum();
            return "+" + added + " -" + removed + " lines";
        } catch (BinaryBlobException e) {
            return "binary";
        }
    }

    /** Binary in the eyes of JGit, or longer than anybody wants to have counted: both are a {@link BinaryBlobException}. */
    private static RawText text(ObjectReader reader, AbbreviatedObjectId id, FileMode mode)
            throws IOException, BinaryBlobException {
        if (id == null || mode == FileMode.MISSING || mode == FileMode.GITLINK) {
            return RawText.EMPTY_TEXT;
        }
        return RawText.load(reader.open(id.toObjectId()), COMPARED_BYTES);
    }

    private RepositoryException unreadable(String what, Exception cause) {
        return new RepositoryException(
                "Could not read " + what + " in " + jgit.getDirectory() + ": " + cause.getMessage(), cause);
    }
}
