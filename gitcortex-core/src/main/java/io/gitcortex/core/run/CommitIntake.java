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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads what is new on the branches of a workflow's tasks, and writes each commit's event together with how far the branch
 * has been read. Runs on the loop.
 */
final class CommitIntake {
    /** Commits read and written at once, if their messages are short: a burst of any size takes bounded memory. */
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
        Set<String> read = new HashSet<>();
        read.add(journal.cursor(branch.ref()).orElse(branch.baseCommit()));
        read.add(branch.baseCommit());
        Optional<String> target = journal.state().plan().base().flatMap(base -> reader.tip("refs/heads/" + base));
        OwnCommits own = new OwnCommits(reader, tip.get(), read, target);
        while (!read.contains(tip.get())) {
            List<CommitInfo> page = reader.newCommits(tip.get(), read, PAGE);
            // A branch may be set back: nothing is new then, and its tip is where it has been read to.
            String reached =
                    page.isEmpty() ? tip.get() : page.get(page.size() - 1).hash();
            take(owner, branch, new Page(page, own.strangers(page), reached));
            page.forEach(commit -> read.add(commit.hash()));
            read.add(reached);
        }
    }

    /** What is read and written at once, which of it is not the branch's own, and how far the branch is read with it. */
    private record Page(List<CommitInfo> commits, Set<String> strangers, String reached) {}

    private void take(TaskId owner, Branch branch, Page page) {
        Set<String> known = store.recordedCommits(
                journal.state().id(),
                page.commits().stream().map(CommitInfo::hash).toList());
        Batch batch = new Batch();
        List<Runnable> told = new ArrayList<>();
        WorkflowState state = journal.state();
        for (CommitInfo commit : page.commits()) {
            boolean ours = !known.contains(commit.hash())
                    && !page.strangers().contains(commit.hash())
                    && !belongsElsewhere(state, owner, commit);
            if (ours) {
                CommitEvent event = judge(state, owner, branch, commit);
                batch.add(event);
                state = Preview.of(state, journal.now(), event);
                told.add(() -> complaints.about(event, commit.message()));
            }
        }
        journal.append(batch.cursor(branch.ref(), page.reached()));
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
