package io.gitcortex.integration.simulation;

import io.gitcortex.core.git.RepositoryException;
import io.gitcortex.core.worktree.MergePreparation;
import io.gitcortex.core.worktree.Merges;
import io.gitcortex.core.worktree.TargetMove;
import io.gitcortex.core.worktree.Verification;
import io.gitcortex.integration.simulation.Faults.Kind;
import java.time.Duration;
import java.util.List;

/** Merges by a process that may be gone before or after each step, and by a git that fails now and then. */
final class CutOffMerges implements Merges {
    private final Target target;
    private final Life life;

    CutOffMerges(Target target, Life life) {
        this.target = target;
        this.life = life;
    }

    private void mayFail() {
        life.mayCrash();
        if (life.strikes(Kind.ACT)) {
            throw new RepositoryException("git did not end in time");
        }
    }

    @Override
    public MergePreparation prepare(String branch, String tip, String message) {
        mayFail();
        return target.prepare(branch, tip, message);
    }

    @Override
    public List<String> conflicts(String ours, String theirs) {
        mayFail();
        return target.conflicts(ours, theirs);
    }

    @Override
    public TargetMove advance(String branch, String targetBefore, String mergeCommit) {
        mayFail();
        TargetMove move = target.advance(branch, targetBefore, mergeCommit);
        mayFail();
        return move;
    }

    @Override
    public String situation(String branch) {
        mayFail();
        return target.situation(branch);
    }

    @Override
    public Verification verify(String mergeCommit, List<String> setup, List<String> command, Duration timeout) {
        mayFail();
        return target.verify(mergeCommit, setup, command, timeout);
    }

    @Override
    public boolean isMerged(String branch, String mergeCommit) {
        mayFail();
        return target.isMerged(branch, mergeCommit);
    }
}
