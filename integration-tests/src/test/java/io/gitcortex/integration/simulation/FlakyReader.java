package io.gitcortex.integration.simulation;

import io.gitcortex.core.git.CommitInfo;
import io.gitcortex.core.git.CommitReader;
import io.gitcortex.core.git.RepositoryException;
import io.gitcortex.integration.simulation.Faults.Kind;
import io.gitcortex.model.FileChange;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The repository as a process reads it: at times it cannot be read for some seconds. */
final class FlakyReader implements CommitReader {
    private static final Duration LONGEST = Duration.ofSeconds(50);

    private final World world;
    private final Life life;
    private Duration brokenUntil = Duration.ZERO;

    FlakyReader(World world, Life life) {
        this.world = world;
        this.life = life;
    }

    private CommitReader git() {
        life.mayCrash();
        if (world.faults.strikes(Kind.READ_GIT)) {
            boolean atOnceOver = world.chance.oneIn(2);
            brokenUntil = world.time.now().plus(atOnceOver ? Duration.ZERO : world.chance.upTo(LONGEST));
            throw new RepositoryException("An object is damaged");
        }
        if (!world.faults.isCalm() && world.time.now().compareTo(brokenUntil) < 0) {
            world.faults.note();
            throw new RepositoryException("An object is damaged still");
        }
        return world.git;
    }

    @Override
    public Optional<String> tip(String ref) {
        return git().tip(ref);
    }

    @Override
    public List<CommitInfo> newCommits(String tip, Collection<String> excluded, int limit) {
        return git().newCommits(tip, excluded, limit);
    }

    @Override
    public List<CommitInfo> lostCommits(Collection<String> heads, Collection<String> excluded, int limit) {
        return git().lostCommits(heads, excluded, limit);
    }

    @Override
    public Set<String> ownCommits(String tip, Collection<String> excluded, String other) {
        return git().ownCommits(tip, excluded, other);
    }

    @Override
    public List<FileChange> changes(String commitHash) {
        return git().changes(commitHash);
    }

    @Override
    public Optional<CommitInfo> commit(String hash) {
        return git().commit(hash);
    }

    @Override
    public boolean isAncestor(String ancestor, String descendant) {
        return git().isAncestor(ancestor, descendant);
    }

    @Override
    public Optional<String> mergeBase(String a, String b) {
        return git().mergeBase(a, b);
    }

    @Override
    public Set<String> changedPaths(String from, String to, int limit) {
        return git().changedPaths(from, to, limit);
    }

    @Override
    public String diffStat(String from, String to, int maxChars) {
        return git().diffStat(from, to, maxChars);
    }

    @Override
    public List<String> reflog(String ref, int limit) {
        return git().reflog(ref, limit);
    }

    @Override
    public String reflogMark(String ref) {
        return git().reflogMark(ref);
    }
}
