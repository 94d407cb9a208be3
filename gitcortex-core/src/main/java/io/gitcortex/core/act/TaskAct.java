package io.gitcortex.core.act;

import io.gitcortex.core.git.CommitReader;
import io.gitcortex.core.worktree.Verification;
import io.gitcortex.core.worktree.Worktrees;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Gives a task its branch and its worktree. */
public final class TaskAct {
    /** Set-up installs things; as long as a verification may take by default. */
    private static final Duration SETUP_TIMEOUT = Duration.ofMinutes(30);

    /** Moves of a branch, by far more than any task makes. */
    private static final int LOG = 100_000;

    private final CommitReader reader;
    private final Worktrees worktrees;

    /** Acts in these. */
    public TaskAct(CommitReader reader, Worktrees worktrees) {
        this.reader = reader;
        this.worktrees = worktrees;
    }

    /**
     * What to make.
     *
     * @param branch the branch, without {@code refs/heads/}
     * @param directoryName the worktree's name
     * @param target the branch to begin from
     * @param setup a program and arguments to run in the new worktree, or nothing
     */
    public record Site(String branch, String directoryName, String target, List<String> setup) {}

    /**
     * Makes branch and worktree, or finds them as an earlier attempt left them.
     *
     * @return the commit at which the branch begins
     */
    public String prepare(Site site) throws InterruptedException {
        String start = reader.tip("refs/heads/" + site.target())
                .orElseThrow(() ->
                        new ActException("The branch " + site.target() + ", from which tasks begin, does not exist"));
        Path worktree = worktrees.ensure(site.branch(), site.directoryName(), start);
        if (!site.setup().isEmpty()
                && worktrees.run(worktree, site.setup(), SETUP_TIMEOUT) instanceof Verification.Rejected rejected) {
            throw new ActException("The set-up failed: " + rejected.output());
        }
        return beginning("refs/heads/" + site.branch());
    }

    /**
     * An earlier attempt may have made the branch when the target was elsewhere. Its log tells where it was made, which counts
     * where a journal was put back from a backup that is older than the branch: what is on it since has yet to be read.
     */
    private String beginning(String ref) {
        String tip = reader.tip(ref).orElseThrow(() -> new ActException("The branch " + ref + " is gone"));
        List<String> log = reader.reflog(ref, LOG);
        if (log.size() == LOG) {
            return tip; // Where it was made is further back than we look.
        }
        // Not the oldest entry: a branch may have been set back to where it was made, and left what it had since.
        String lowest = tip;
        for (String entry : log) {
            lowest = reader.isAncestor(entry, lowest) ? entry : lowest;
        }
        return lowest;
    }
}
