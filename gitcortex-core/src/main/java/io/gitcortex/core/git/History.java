package io.gitcortex.core.git;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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
    /** Of all messages of a page together, so that a page of huge ones takes bounded memory too. */
    static final int PAGE_CHARACTERS = 4 << 20;

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
            mark(walk, tip, excluded);
            return page(walk, limit);
        } catch (IOException | LargeObjectException e) {
            throw unreadable("the commits of " + tip, e);
        }
    }

    List<CommitInfo> lostCommits(Collection<String> heads, Collection<String> excluded, int limit) {
        try (RevWalk walk = new RevWalk(jgit)) {
            walk.setRetainBody(false);
            walk.sort(RevSort.TOPO);
            walk.sort(RevSort.REVERSE, true);
            for (String head : heads) {
                Optional<RevCommit> commit = find(walk, head);
                if (commit.isPresent()) {
                    walk.markStart(commit.get());
                }
            }
            exclude(walk, excluded);
            return page(walk, limit);
        } catch (IOException | LargeObjectException e) {
            throw unreadable("commits that a branch has held", e);
        }
    }

    private static List<CommitInfo> page(RevWalk walk, int limit) throws IOException {
        List<CommitInfo> page = new ArrayList<>();
        int characters = 0;
        while (page.size() < limit && characters < PAGE_CHARACTERS) {
            RevCommit commit = walk.next();
            if (commit == null) {
                break;
            }
            CommitInfo info = read(walk, commit);
            characters += info.message().length();
            page.add(info);
        }
        return page;
    }

    Set<String> ownCommits(String tip, Collection<String> excluded, String other) {
        Set<String> own = new HashSet<>();
        try (RevWalk line = new RevWalk(jgit);
                RevWalk apart = new RevWalk(jgit)) {
            line.setRetainBody(false);
            line.sort(RevSort.TOPO); // The tip first, and every commit before its parents.
            mark(line, tip, excluded);
            String next = tip;
            for (RevCommit commit = line.next(); commit != null; commit = line.next()) {
                if (commit.name().equals(next)) {
                    own.add(next);
                    next = commit.getParentCount() == 0
                            ? ""
                            : commit.getParent(0).name();
                }
            }
            apart.setRetainBody(false);
            mark(apart, tip, excluded);
            mark(apart, tip, List.of(other));
            apart.forEach(commit -> own.add(commit.name()));
            return own;
        } catch (IOException | LargeObjectException e) {
            throw unreadable("the commits of " + tip, e);
        }
    }

    private static void mark(RevWalk walk, String tip, Collection<String> excluded) throws IOException {
        walk.markStart(walk.parseCommit(ObjectId.fromString(tip)));
        exclude(walk, excluded);
    }

    private static void exclude(RevWalk walk, Collection<String> excluded) throws IOException {
        for (String hash : excluded) {
            Optional<RevCommit> commit = find(walk, hash);
            if (commit.isPresent()) {
                walk.markUninteresting(commit.get());
            }
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
        CommitInfo info = new CommitInfo(commit.name(), parents, BoundedMessage.of(commit.getRawBuffer()), committedAt);
        commit.disposeBody();
        return info;
    }

    private RepositoryException unreadable(String what, Exception cause) {
        return new RepositoryException(
                "Could not read " + what + " in " + jgit.getDirectory() + ": " + cause.getMessage(), cause);
    }
}
