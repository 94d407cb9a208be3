package io.gitcortex.integration.simulation;

import io.gitcortex.core.worktree.Verification;
import io.gitcortex.core.worktree.Worktrees;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The worktrees: directories by name, and the branch that each is of. Not thread-safe. */
final class Workshop implements Worktrees {
    private static final Path ROOT = Path.of("/simulated/worktrees");

    private final World world;
    private final Map<String, String> branches = new TreeMap<>();

    Workshop(World world) {
        this.world = world;
    }

    @Override
    public Path ensure(String branch, String directoryName, String startCommit) {
        String before = branches.putIfAbsent(directoryName, branch);
        if (before != null && !before.equals(branch)) {
            world.checks.violated("the worktree " + directoryName + " of " + before + " is asked for for " + branch);
        }
        if (world.git.tip(branch).isEmpty()) {
            world.git.move(branch, startCommit);
        }
        return ROOT.resolve(directoryName);
    }

    @Override
    public Path ensureDetached(String directoryName, String commit) {
        return ROOT.resolve(directoryName);
    }

    @Override
    public Verification run(Path worktree, List<String> command, Duration timeout) {
        return world.faults.nasty() ? new Verification.Rejected("no network") : new Verification.Passed();
    }

    @Override
    public Optional<Path> find(String directoryName) {
        return branches.containsKey(directoryName) ? Optional.of(ROOT.resolve(directoryName)) : Optional.empty();
    }

    @Override
    public Path gitDirectory(Path worktree) {
        return worktree.resolve(".git");
    }

    @Override
    public boolean isDirty(Path worktree) {
        return false;
    }

    @Override
    public void releaseLocks(Path worktree, Instant before) {
        requireNobodyIn(worktree, "its index is released");
    }

    @Override
    public Optional<String> rescueAndReset(Path worktree, String taskName) {
        requireNobodyIn(worktree, "it is reset");
        return Optional.empty();
    }

    private void requireNobodyIn(Path worktree, String what) {
        for (Agent agent : world.agents.values()) {
            if (agent.worktree().equals(worktree)) {
                world.checks.violated("somebody works in " + worktree + " while " + what);
            }
        }
    }

    @Override
    public List<String> list() {
        return List.copyOf(branches.keySet());
    }
}
