package io.gitcortex.core.worktree;

import io.gitcortex.core.git.GitIdentity;
import io.gitcortex.core.git.GitRepository;
import io.gitcortex.core.git.RepositoryException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Everything that is done to one repository with the git program: worktrees, merges, what must not be lost.
 *
 * <p>Thread-safe. One for a repository in a process: what changes something is done one after the other.
 */
public final class GitWorkspace implements Worktrees, Merges, Disposal, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(GitWorkspace.class);

    private final ManagedDirectory managed;
    private final ManagedWorktrees worktrees;
    private final WorktreeCare care;
    private final MergedBranches branches;
    private final MergeMaker maker;
    private final TargetMover mover;
    private final CutOffFastForward cutOff;
    private final MergeVerifier verifier;
    private final Reports reports;
    private final OwnedCommands owned;
    private final PlanCommand commands;

    private GitWorkspace(GitRepository repository, GitCalls calls) {
        this.managed = ManagedDirectory.of(repository);
        this.worktrees = new ManagedWorktrees(repository, calls, managed);
        this.care = new WorktreeCare(repository, calls, managed, worktrees);
        this.branches = new MergedBranches(repository, calls, managed);
        this.maker = new MergeMaker(repository, calls, managed, Clock.systemUTC());
        this.reports =
                new ReportCommits(repository, calls, managed, new ReportCommits.Means(care, maker, Clock.systemUTC()));
        this.mover = new TargetMover(repository, calls);
        this.cutOff = new CutOffFastForward(repository, calls, managed, mover);
        this.owned = OwnedCommands.of(repository);
        this.commands = new PlanCommand(owned);
        this.verifier = new MergeVerifier(managed, worktrees, commands);
    }

    /**
     * Opens the workspace of a repository, and clears away what a process that is gone has left half done.
     *
     * @param repository stays open as long as this is used; not closed by it
     * @return the workspace, to be closed by the caller
     * @throws RepositoryException if there is no git program, it is too old, or the managed directory cannot be made
     * @throws InterruptedException if the thread is interrupted
     */
    public static GitWorkspace open(GitRepository repository) throws InterruptedException {
        return open(repository, Set.of());
    }

    /**
     * As {@link #open(GitRepository)}.
     *
     * @param repository stays open as long as this is used; not closed by it
     * @param trustedDrivers filter and merge drivers that may run although only the repository's own configuration
     *     defines them: {@code filter.<name>}, {@code merge.<name>}
     * @return the workspace, to be closed by the caller
     * @throws RepositoryException if there is no git program, it is too old, or the managed directory cannot be made
     * @throws InterruptedException if the thread is interrupted
     */
    public static GitWorkspace open(GitRepository repository, Set<String> trustedDrivers) throws InterruptedException {
        return open(repository, GitProgram.find(), trustedDrivers);
    }

    static GitWorkspace open(GitRepository repository, GitProgram program, Set<String> trustedDrivers)
            throws InterruptedException {
        program.requireSupported();
        return open(repository, new GitCalls(program, repository, trustedDrivers));
    }

    static GitWorkspace open(GitRepository repository, GitCalls calls) throws InterruptedException {
        GitWorkspace workspace = new GitWorkspace(repository, calls);
        workspace.managed.prepare();
        workspace.owned.endOrphans(); // They may be at work in what is discarded next.
        for (Path abandoned : workspace.managed.abandoned()) {
            workspace.clearAway(abandoned);
        }
        return workspace;
    }

    /** What cannot be deleted, such as files of another user, must not keep anybody from working. */
    private void clearAway(Path abandoned) throws InterruptedException {
        try {
            worktrees.discard(abandoned);
        } catch (RepositoryException e) {
            LOG.warn("{} is not needed any more and cannot be deleted; delete it by hand", abandoned, e);
        }
    }

    @Override
    public Path ensure(String branch, String directoryName, String startCommit) throws InterruptedException {
        return worktrees.ensure(branch, directoryName, startCommit);
    }

    @Override
    public Path ensureDetached(String directoryName, String commit) throws InterruptedException {
        return worktrees.ensureDetached(directoryName, commit);
    }

    @Override
    public Verification run(Path worktree, List<String> command, Duration timeout) throws InterruptedException {
        return commands.rejected(command, worktree, timeout).orElseGet(Verification.Passed::new);
    }

    @Override
    public Optional<Path> find(String directoryName) {
        return worktrees.find(directoryName);
    }

    @Override
    public Path gitDirectory(Path worktree) {
        return care.checkout(worktree).gitDirectory();
    }

    @Override
    public void releaseLocks(Path worktree, Instant before) throws InterruptedException {
        care.releaseLocks(worktree, before);
    }

    @Override
    public boolean isDirty(Path worktree) throws InterruptedException {
        return care.isDirty(worktree);
    }

    @Override
    public Optional<String> rescueAndReset(Path worktree, String taskName) throws InterruptedException {
        return care.rescueAndReset(worktree, taskName);
    }

    @Override
    public Path place(String directoryName) {
        return managed.path(directoryName);
    }

    @Override
    public boolean isLeft(String directoryName) {
        return care.isLeft(directoryName);
    }

    @Override
    public long bytes(String directoryName) {
        return care.bytes(directoryName);
    }

    @Override
    public List<String> keep(String directoryName, String taskName) throws InterruptedException {
        return care.keep(directoryName, taskName);
    }

    @Override
    public List<String> remove(String directoryName, String taskName) throws InterruptedException {
        return care.remove(directoryName, taskName);
    }

    @Override
    public boolean exists(TaskBranch branch) {
        return branches.exists(branch.name());
    }

    @Override
    public Optional<String> obstacle(TaskBranch branch) {
        return branches.obstacle(branch.name(), branch.target(), Set.of(place(branch.directoryName())));
    }

    @Override
    public Optional<String> delete(TaskBranch branch) throws InterruptedException {
        return branches.delete(branch.name(), branch.target(), branch.directoryName());
    }

    @Override
    public List<String> list() {
        return managed.names();
    }

    @Override
    public MergePreparation prepare(String target, String tip, String message) throws InterruptedException {
        return maker.prepare(target, tip, message);
    }

    @Override
    public List<String> conflicts(String ours, String theirs) throws InterruptedException {
        return maker.conflicts(ours, theirs);
    }

    @Override
    public TargetMove advance(String target, String targetBefore, String mergeCommit) throws InterruptedException {
        TargetMove move = mover.advance(target, targetBefore, mergeCommit);
        // What keeps it from moving may be what a killed attempt of ours has left.
        return move instanceof TargetMove.Delayed && cutOff.finish(target, mergeCommit) ? new TargetMove.Moved() : move;
    }

    @Override
    public String situation(String target) {
        return mover.situation(target);
    }

    @Override
    public Verification verify(String mergeCommit, List<String> setup, List<String> command, Duration timeout)
            throws InterruptedException {
        return verifier.verify(mergeCommit, setup, command, timeout);
    }

    @Override
    public boolean isMerged(String target, String mergeCommit) throws InterruptedException {
        return cutOff.finish(target, mergeCommit);
    }

    /**
     * What agents report by files.
     *
     * @return the same as long as this is open
     */
    public Reports reports() {
        return reports;
    }

    /**
     * Who makes commits here: the user, as the configuration of git says, else {@link GitIdentity#DEFAULT}.
     *
     * @return the identity
     * @throws InterruptedException if the thread is interrupted
     */
    public GitIdentity identity() throws InterruptedException {
        return maker.identity();
    }

    /** Nothing is kept open between calls; here for what may be one day. Idempotent. */
    @Override
    public void close() {}
}
