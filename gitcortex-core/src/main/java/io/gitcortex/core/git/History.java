package io.gitcortex.core.git;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.errors.IncorrectObjectTypeException;
import org.eclipse.jgit.errors.LargeObjectException;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevObject;
import org.eclipse.jgit.revwalk.RevSort;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.revwalk.filter.RevFilter;

/** Commits and how they hang together. Each call walks with a state of its own. */
final class History {
    private final Repository jgit;

    History(Repository jgit) {
        this.jgit = jgit;
    }

    List<CommitInfo> newCommits(String tip, Collection<String> excluded, int limit) {
        if (limit < 1) {
            throw new IllegalArgumentException("A page of commits holds at least one, not " + limit);
        }
        try (RevWalk walk = new RevWalk(jgit)) {
            // Messages only of those that are handed out: the walk itself may have to pass many more.
            walk.setRetainBody(false);
            walk.sort(RevSort.TOPO);
            walk.sort(RevSort.REVERSE, true);
            walk.markStart(walk.parseCommit(ObjectId.fromString(tip)));
            for (String hash : excluded) {
                Optional<RevCommit> commit = find(walk, hash);
                if (commit.isPresent()) {
                    walk.markUninteresting(commit.get());
                }
            }
            List<CommitInfo> page = new ArrayList<>();
            for (RevCommit commit = walk.next(); commit != null && page.size() < limit; commit = walk.next()) {
                page.add(read(walk, commit));
            }
            return page;
        } catch (IOException | LargeObjectException e) {
            throw unreadable("the commits of " + tip, e);
        }
    }

    Optional<CommitInfo> commit(String hash) {
        try (RevWalk walk = new RevWalk(jgit)) {
            Optional<RevCommit> commit = find(walk, hash);
            return commit.isPresent() ? Optional.of(read(walk, commit.get())) : Optional.empty();
        } catch (IOException | LargeObjectException e) {
            throw unreadable("commit " + hash, e);
        }
    }

    boolean isAncestor(String ancestor, String descendant) {
        try (RevWalk walk = new RevWalk(jgit)) {
            walk.setRetainBody(false);
            Optional<RevCommit> below = find(walk, ancestor);
            Optional<RevCommit> above = find(walk, descendant);
            return below.isPresent() && above.isPresent() && walk.isMergedInto(below.get(), above.get());
        } catch (IOException | LargeObjectException e) {
            throw unreadable("the way from " + ancestor + " to " + descendant, e);
        }
    }

    Optional<String> mergeBase(String a, String b) {
        try (RevWalk walk = new RevWalk(jgit)) {
            walk.setRetainBody(false);
            walk.setRevFilter(RevFilter.MERGE_BASE);
            walk.markStart(walk.parseCommit(ObjectId.fromString(a)));
            walk.markStart(walk.parseCommit(ObjectId.fromString(b)));
            RevCommit base = walk.next();
            return base == null ? Optional.empty() : Optional.of(base.name());
        } catch (IOException | LargeObjectException e) {
            throw unreadable("the merge base of " + a + " and " + b, e);
        }
    }

    private static Optional<RevCommit> find(RevWalk walk, String hash) throws IOException {
        if (!ObjectId.isId(hash)) {
            return Optional.empty();
        }
        try {
            RevObject object = walk.peel(walk.parseAny(ObjectId.fromString(hash)));
            return object instanceof RevCommit commit ? Optional.of(commit) : Optional.empty();
        } catch (MissingObjectException | IncorrectObjectTypeException e) {
            return Optional.empty();
        }
    }

    private static CommitInfo read(RevWalk walk, RevCommit commit) throws IOException {
        walk.parseBody(commit);
        List<String> parents =
                Arrays.stream(commit.getParents()).map(RevCommit::name).toList();
        PersonIdent committer = commit.getCommitterIdent();
        Instant committedAt =
                committer == null ? Instant.ofEpochSecond(commit.getCommitTime()) : committer.getWhenAsInstant();
        CommitInfo info = new CommitInfo(commit.name(), parents, commit.getFullMessage(), committedAt);
        commit.disposeBody();
        return info;
    }

    private RepositoryException unreadable(String what, Exception cause) {
        return new RepositoryException(
                "Could not read " + what + " in " + jgit.getDirectory() + ": " + cause.getMessage(), cause);
    }
}
