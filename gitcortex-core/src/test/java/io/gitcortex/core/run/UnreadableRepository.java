package io.gitcortex.core.run;

import io.gitcortex.core.git.CommitInfo;
import io.gitcortex.core.git.CommitReader;
import io.gitcortex.core.git.RepositoryException;
import io.gitcortex.model.FileChange;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A repository of one branch without commits of its own, which may be damaged, or gone. */
final class UnreadableRepository implements CommitReader {
    boolean damaged;
    boolean gone;

    @Override
    public Optional<String> tip(String ref) {
        if (damaged) {
            throw new RepositoryException("The ref " + ref + " holds rubbish");
        }
        return gone ? Optional.empty() : Optional.of("base");
    }

    @Override
    public List<CommitInfo> newCommits(String tip, Collection<String> excluded, int limit) {
        return List.of();
    }

    @Override
    public List<CommitInfo> lostCommits(Collection<String> heads, Collection<String> excluded, int limit) {
        return List.of();
    }

    @Override
    public List<String> reflog(String ref, int limit) {
        return List.of();
    }

    @Override
    public String reflogMark(String ref) {
        return "";
    }

    @Override
    public Set<String> ownCommits(String tip, Collection<String> excluded, String other) {
        return Set.of();
    }

    @Override
    public List<FileChange> changes(String commitHash) {
        return List.of();
    }

    @Override
    public Optional<CommitInfo> commit(String hash) {
        if (damaged) {
            throw new RepositoryException("The object " + hash + " is damaged");
        }
        return Optional.empty();
    }

    @Override
    public boolean isAncestor(String ancestor, String descendant) {
        return ancestor.equals(descendant);
    }

    @Override
    public Optional<String> mergeBase(String a, String b) {
        return Optional.empty();
    }

    @Override
    public Set<String> changedPaths(String from, String to, int limit) {
        return Set.of();
    }

    @Override
    public String diffStat(String from, String to, int maxChars) {
        return "";
    }
}
