package io.gitcortex.integration.simulation;

import io.gitcortex.core.worktree.MergePreparation;
import io.gitcortex.core.worktree.Merges;
import io.gitcortex.core.worktree.TargetMove;
import io.gitcortex.core.worktree.Verification;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The branch that everything is merged into, and what stands in the way. Not thread-safe. */
final class Target implements Merges {
    private final World world;
    /** By a tip of a task's branch: whether it goes together with the target is drawn once for each pair. */
    private final Map<String, Boolean> conflicts = new HashMap<>();

    private final Map<String, String> subjects = new HashMap<>();
    private final Map<String, Integer> merged = new HashMap<>();
    private Duration blockedUntil = Duration.ZERO;

    Target(World world) {
        this.world = world;
    }

    /** Whether a branch's tip must be mended before it can be merged. */
    boolean conflicts(String tip) {
        String target = tip();
        boolean apart = !world.git.isAncestor(target, tip)
                && !world.git.mergeBase(target, tip).equals(java.util.Optional.of(target));
        return apart && conflicts.computeIfAbsent(tip + target, pair -> world.faults.nasty());
    }

    /** Local changes lie in the checkout for a while. */
    void block(Duration how) {
        blockedUntil = world.time.now().plus(how);
    }

    private boolean isBlocked() {
        return !world.faults.isCalm() && world.time.now().compareTo(blockedUntil) < 0;
    }

    private String tip() {
        return world.git.tip(World.TARGET).orElseThrow();
    }

    @Override
    public MergePreparation prepare(String target, String tip, String message) {
        String before = tip();
        if (world.git.isAncestor(tip, before)) {
            return new MergePreparation.NothingToMerge();
        }
        if (conflicts(tip)) {
            return new MergePreparation.Conflict(List.of("README"));
        }
        String merge = world.git.write(List.of(before, tip), message, Map.of(), world.time.instant());
        subjects.put(merge, message.lines().findFirst().orElse(""));
        return new MergePreparation.Ready(before, tip, merge);
    }

    @Override
    public List<String> conflicts(String ours, String theirs) {
        boolean apart = conflicts.computeIfAbsent(ours + theirs, pair -> world.faults.nasty());
        return apart ? List.of("README") : List.of();
    }

    @Override
    public TargetMove advance(String target, String targetBefore, String mergeCommit) {
        if (world.git.isAncestor(mergeCommit, tip())) {
            return new TargetMove.Moved();
        }
        boolean pruned = world.git.commit(mergeCommit).isEmpty();
        if (pruned || !tip().equals(targetBefore)) {
            return new TargetMove.TargetChanged(tip());
        }
        if (isBlocked()) {
            return new TargetMove.Delayed("Local changes are in the way");
        }
        world.checks.announced(mergeCommit);
        world.git.move(World.TARGET, mergeCommit);
        String subject = subjects.getOrDefault(mergeCommit, "");
        if (merged.merge(subject, 1, Integer::sum) > 1) {
            world.checks.violated("the target holds two merges: " + subject);
        }
        return new TargetMove.Moved();
    }

    @Override
    public String situation(String target) {
        return tip() + isBlocked();
    }

    @Override
    public Verification verify(String mergeCommit, List<String> setup, List<String> command, Duration timeout) {
        return world.faults.nasty() ? new Verification.Rejected("1 test failed") : new Verification.Passed();
    }

    @Override
    public boolean isMerged(String target, String mergeCommit) {
        return world.git.isAncestor(mergeCommit, tip());
    }
}
