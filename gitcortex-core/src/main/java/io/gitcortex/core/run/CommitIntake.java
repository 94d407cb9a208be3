package io.gitcortex.core.run;

import io.gitcortex.core.commit.CommitMetadataParser;
import io.gitcortex.core.commit.ParsedCommit;
import io.gitcortex.core.git.CommitInfo;
import io.gitcortex.core.git.CommitReader;
import io.gitcortex.core.git.RepositoryException;
import io.gitcortex.core.run.CommitJudge.Found;
import io.gitcortex.core.state.TaskState;
import io.gitcortex.core.state.TaskState.Branch;
import io.gitcortex.core.state.WorkflowState;
import io.gitcortex.model.TaskId;
import io.gitcortex.store.WorkflowStore;
import io.gitcortex.workflow.CommitEvent;
import io.gitcortex.workflow.CommitSource;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads what is new on the branches of a workflow's tasks, and writes each commit's event together with how far the branch
 * has been read. Runs on the loop.
 */
final class CommitIntake {
    /** Commits read and written at once: a burst of any size takes bounded memory. */
    static final int PAGE = 500;

    private static final Logger log = LoggerFactory.getLogger(CommitIntake.class);

    private final Journal journal;
    private final CommitReader reader;
    private final WorkflowStore store;
    private final Complaints complaints;
    private final Map<TaskId, Instant> moved = new HashMap<>();

    CommitIntake(Journal journal, Rooms.Base base, Complaints complaints) {
        this.journal = journal;
        this.reader = base.reader();
        this.store = base.store();
        this.complaints = complaints;
    }

    /** Reads every branch to its tip. */
    void readAll() {
        for (TaskState task : List.copyOf(journal.state().tasks())) {
            try {
                task.branch().ifPresent(branch -> read(task.id(), branch));
            } catch (RepositoryException e) {
                // One branch that cannot be read now must not keep the others, or requests, from being seen.
                log.warn("The branch of task {} cannot be read now: {}", task.id(), e.getMessage());
            }
        }
    }

    /** When something new was last found on a task's branch by this process: whoever commits is alive. */
    Optional<Instant> lastMoved(TaskId taskId) {
        return Optional.ofNullable(moved.get(taskId));
    }

    /** Reads a task's branch to its tip. */
    void read(TaskId taskId) {
        journal.state().task(taskId).flatMap(TaskState::branch).ifPresent(branch -> read(taskId, branch));
    }

    private void read(TaskId owner, Branch branch) {
        Optional<String> tip = reader.tip(branch.ref());
        if (tip.isEmpty()) {
            return; // The branch is gone; what it held has been read, or is in nobody's reach.
        }
        List<String> read = new ArrayList<>();
        read.add(journal.cursor(branch.ref()).orElse(branch.baseCommit()));
        read.add(branch.baseCommit());
        while (!read.contains(tip.get())) {
            List<CommitInfo> page = reader.newCommits(tip.get(), read, PAGE);
            // A branch may be set back: nothing is new then, and its tip is where it has been read to.
            String reached =
                    page.size() < PAGE ? tip.get() : page.get(page.size() - 1).hash();
            take(owner, branch, page, reached);
            read.add(reached);
        }
    }

    private void take(TaskId owner, Branch branch, List<CommitInfo> page, String reached) {
        Set<String> known = store.recordedCommits(
                journal.state().id(), page.stream().map(CommitInfo::hash).toList());
        Set<String> fetched = broughtFromTarget(page);
        Batch batch = new Batch();
        List<Runnable> told = new ArrayList<>();
        WorkflowState state = journal.state();
        for (CommitInfo commit : page) {
            boolean ours = !known.contains(commit.hash())
                    && !fetched.contains(commit.hash())
                    && !belongsElsewhere(state, owner, commit);
            if (ours) {
                CommitEvent event = judge(state, owner, branch, commit);
                batch.add(event);
                state = Preview.of(state, journal.now(), event);
                told.add(() -> complaints.about(event, commit.message()));
            }
        }
        journal.append(batch.cursor(branch.ref(), reached));
        moved.put(owner, journal.now());
        told.forEach(Runnable::run);
    }

    private CommitEvent judge(WorkflowState state, TaskId owner, Branch branch, CommitInfo commit) {
        return new CommitJudge(state, journal.ledger())
                .judge(new Found(
                        commit.hash(),
                        branch.name(),
                        owner,
                        commit.message(),
                        CommitSource.BRANCH,
                        () -> reader.changes(commit.hash())));
    }

    /**
     * Commits that a merge of the target brought along: not on the branch's own line of first parents, and reachable from
     * the target. They are nobody's report, and there may be very many.
     */
    private Set<String> broughtFromTarget(List<CommitInfo> page) {
        boolean merges = page.stream().anyMatch(commit -> commit.parents().size() > 1);
        Optional<String> target = merges
                ? journal.state().plan().base().flatMap(base -> reader.tip("refs/heads/" + base))
                : Optional.empty();
        if (target.isEmpty()) {
            return Set.of();
        }
        Set<String> line = firstParents(page);
        return page.stream()
                .map(CommitInfo::hash)
                .filter(hash -> !line.contains(hash) && reader.isAncestor(hash, target.get()))
                .collect(Collectors.toCollection(HashSet::new));
    }

    private static Set<String> firstParents(List<CommitInfo> page) {
        Set<String> line = new HashSet<>();
        String next = page.get(page.size() - 1).hash();
        for (int i = page.size() - 1; i >= 0; i--) {
            CommitInfo commit = page.get(i);
            if (commit.hash().equals(next)) {
                line.add(next);
                next = commit.parents().isEmpty() ? "" : commit.parents().get(0);
            }
        }
        return line;
    }

    /** A commit that names another task whose branch holds it is that task's to report, whichever branch is read first. */
    private boolean belongsElsewhere(WorkflowState state, TaskId owner, CommitInfo commit) {
        if (!(CommitMetadataParser.parse(commit.message()) instanceof ParsedCommit.WithMetadata with)) {
            return false;
        }
        TaskId named = with.metadata().taskId();
        return !named.equals(owner)
                && state.task(named)
                        .flatMap(TaskState::branch)
                        .flatMap(branch -> reader.tip(branch.ref()))
                        .filter(tip -> reader.isAncestor(commit.hash(), tip))
                        .isPresent();
    }
}
