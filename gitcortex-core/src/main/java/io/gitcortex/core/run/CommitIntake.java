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
import io.gitcortex.workflow.TaskEvent.RefRewritten;
import io.gitcortex.workflow.WorkflowEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads what is new on the branches of a workflow's tasks, and writes each commit's event together with how far the branch
 * has been read. Runs on the loop.
 */
final class CommitIntake {
    /** Commits read at once, if their messages are short: a burst of any size takes bounded memory. */
    static final int PAGE = 500;

    /** Events written at once: as long as that takes, other workflows wait with what they have to write. */
    private static final int TOGETHER = 20;

    /** A burst stands back no longer than this at once, however slow the disk is. */
    private static final Duration STAND_BACK = Duration.ofMillis(50);

    /** Where a branch has pointed: looked at so far back. Each move is one, however many commits it brings. */
    private static final int LOG_ENTRIES = 1_000;

    private static final Logger log = LoggerFactory.getLogger(CommitIntake.class);

    private final Journal journal;
    private final CommitReader reader;
    private final WorkflowStore store;
    private final Complaints complaints;
    private final Withdrawals withdrawals;
    private final Map<TaskId, Instant> moved = new HashMap<>();
    /** By task, the log of its branch as it was last read. */
    private final Map<TaskId, BranchLog> logs = new HashMap<>();

    CommitIntake(Journal journal, Rooms.Base base, Complaints complaints, Withdrawals withdrawals) {
        this.journal = journal;
        this.reader = base.reader();
        this.store = base.store();
        this.complaints = complaints;
        this.withdrawals = withdrawals;
    }

    /**
     * Reads every branch to its tip.
     *
     * @param between asked between two parts of a burst whether to go on, so that what other processes want of the workflow
     *     need not wait for all of it; the rest is left to another reading
     */
    void readAll(BooleanSupplier between) {
        for (TaskState task : List.copyOf(journal.state().tasks())) {
            try {
                if (task.branch().isPresent() && !read(task.id(), task.branch().get(), between)) {
                    return;
                }
            } catch (RepositoryException e) {
                // One branch that cannot be read now must not keep the others, or requests, from being seen.
                log.warn("The branch of task {} cannot be read now: {}", task.id(), e.getMessage());
            }
        }
    }

    /** Whether work of a task is missing on its branch, and may come back. */
    boolean isMissing(TaskId taskId) {
        return withdrawals.isMissing(taskId);
    }

    /** When something new was last found on a task's branch by this process: whoever commits is alive. */
    Optional<Instant> lastMoved(TaskId taskId) {
        return Optional.ofNullable(moved.get(taskId));
    }

    /** Reads a task's branch to its tip. */
    void read(TaskId taskId) {
        journal.state().task(taskId).flatMap(TaskState::branch).ifPresent(branch -> {
            boolean unused = read(taskId, branch, () -> true);
        });
    }

    /** False if it was broken off. */
    private boolean read(TaskId owner, Branch branch, BooleanSupplier between) {
        String ref = branch.ref();
        String mark = reader.reflogMark(ref); // First: what is written meanwhile shows the next time.
        Optional<String> tip = reader.tip(ref);
        if (tip.isEmpty()) {
            return true; // The branch is gone; what it held has been read, or is in nobody's reach.
        }
        String last = journal.cursor(ref).orElse(branch.baseCommit());
        long before = journal.state().counters().sequence();
        boolean moved = !tip.get().equals(last);
        BranchLog read = logs.getOrDefault(owner, BranchLog.UNREAD);
        if (moved || !mark.equals(read.mark())) {
            Reach reach = new Reach(owner, branch, tip.get(), last);
            if (moved && !readNew(reach, between)) {
                return false;
            }
            logs.put(owner, readLog(reach, mark, read.heads()));
        }
        withdrawals.look(owner, tip.get(), journal.state().counters().sequence() > before);
        return true;
    }

    /**
     * What a branch's log held.
     *
     * @param mark what shows that it has changed
     * @param heads where the branch has pointed: what these hold is recorded, or was there before
     */
    private record BranchLog(String mark, Set<String> heads) {
        static final BranchLog UNREAD = new BranchLog("", Set.of());
    }

    /** What cannot be seen now, as a {@code git gc} packs it just then, is looked for again at the next change. */
    private BranchLog readLog(Reach reach, String mark, Set<String> known) {
        List<String> all = reader.reflog(reach.branch().ref(), LOG_ENTRIES);
        // What has come since the tip was read is new, and not lost: the next look finds it on the branch.
        List<String> heads = all.subList(Math.max(0, all.indexOf(reach.tip())), all.size());
        List<String> unknown =
                heads.stream().filter(head -> !known.contains(head)).toList();
        readLost(reach, unknown);
        Set<String> read = new HashSet<>(heads);
        unknown.stream().filter(head -> reader.commit(head).isEmpty()).forEach(read::remove);
        return new BranchLog(mark, read);
    }

    /** Whose branch is read, to where, and from where. */
    private record Reach(TaskId owner, Branch branch, String tip, String last) {
        Set<String> read() {
            return new HashSet<>(List.of(last, branch.baseCommit()));
        }
    }

    /**
     * What the branch has held since, and holds no more: an amend or a reset can be quicker than we look. After what it holds,
     * so that a report that stands counts before one that was taken back; and nobody is told what is wrong with a commit that
     * has been mended already.
     */
    private void readLost(Reach reach, List<String> heads) {
        if (heads.isEmpty()) {
            return;
        }
        Set<String> read = reach.read();
        read.add(reach.tip());
        target().ifPresent(read::add);
        List<CommitInfo> page = reader.lostCommits(heads, read, PAGE);
        while (!page.isEmpty()) {
            take(reach, page, new Batch());
            page.forEach(commit -> advance(read, commit));
            page = reader.lostCommits(heads, read, PAGE);
        }
    }

    /** False if it was broken off. */
    private boolean readNew(Reach reach, BooleanSupplier between) {
        String ref = reach.branch().ref();
        Set<String> read = reach.read();
        OwnCommits own = new OwnCommits(reader, reach.tip(), read, target());
        Batch batch = new Batch();
        if (!reader.isAncestor(reach.last(), reach.tip())) {
            batch.add(new RefRewritten(
                    journal.state().id(), reach.owner(), reach.branch().name(), reach.last(), reach.tip()));
        }
        long began = System.nanoTime();
        while (!read.contains(reach.tip())) {
            List<CommitInfo> page = reader.newCommits(reach.tip(), read, PAGE);
            Set<String> strangers = own.strangers(page);
            for (List<CommitInfo> part : parts(page)) {
                // A branch may be set back: nothing is new then, and its tip is where it has been read to.
                String reached =
                        part.isEmpty() ? reach.tip() : part.get(part.size() - 1).hash();
                List<CommitInfo> mine = part.stream()
                        .filter(commit -> !strangers.contains(commit.hash()))
                        .toList();
                take(reach, mine, batch.cursor(ref, reached))
                        .forEach((commit, event) -> complaints.about(event, commit.message()));
                batch = new Batch();
                part.forEach(commit -> advance(read, commit));
                read.add(reached);
                if (!read.contains(reach.tip())) {
                    standBack(began);
                    began = System.nanoTime();
                    if (!between.getAsBoolean()) {
                        return false;
                    }
                }
            }
        }
        return true;
    }

    /** As long as a part has taken, if that was not long, the store and the processor are others'. */
    private static void standBack(long began) {
        long now = System.nanoTime();
        long until = now + Math.min(now - began, STAND_BACK.toNanos());
        // Whoever else wakes threads may leave a permit behind: one call may return at once.
        while (until - now > 0 && !Thread.currentThread().isInterrupted()) {
            LockSupport.parkNanos(until - now);
            now = System.nanoTime();
        }
    }

    /** At least one, if only to move the cursor. */
    private static List<List<CommitInfo>> parts(List<CommitInfo> page) {
        List<List<CommitInfo>> parts = new ArrayList<>();
        int from = 0;
        do {
            int to = Math.min(page.size(), from + TOGETHER);
            parts.add(page.subList(from, to));
            from = to;
        } while (from < page.size());
        return parts;
    }

    /** What has been read includes what it hangs on: naming each commit of a burst again for each page would cost its square. */
    private static void advance(Set<String> read, CommitInfo commit) {
        commit.parents().forEach(read::remove);
        read.add(commit.hash());
    }

    private Optional<String> target() {
        return journal.state().plan().base().flatMap(base -> reader.tip("refs/heads/" + base));
    }

    private Map<CommitInfo, CommitEvent> take(Reach reach, List<CommitInfo> page, Batch batch) {
        Set<String> known = store.recordedCommits(
                journal.state().id(), page.stream().map(CommitInfo::hash).toList());
        Map<CommitInfo, CommitEvent> taken = new LinkedHashMap<>();
        WorkflowState state = journal.state();
        for (WorkflowEvent event : batch.events()) {
            state = Preview.of(state, journal.now(), event);
        }
        for (CommitInfo commit : page) {
            if (!known.contains(commit.hash()) && !belongsElsewhere(state, reach.owner(), commit)) {
                CommitEvent event = judge(state, reach, commit);
                batch.add(event);
                state = Preview.of(state, journal.now(), event);
                taken.put(commit, event);
            }
        }
        if (!batch.isEmpty()) {
            Instant found = journal.now(); // Not later than what the journal says about it.
            journal.append(batch);
            moved.put(reach.owner(), found);
        }
        return taken;
    }

    private CommitEvent judge(WorkflowState state, Reach reach, CommitInfo commit) {
        return new CommitJudge(state, journal.ledger(), hash -> !reader.isAncestor(hash, reach.tip()))
                .judge(new Found(
                        commit.hash(),
                        reach.branch().name(),
                        reach.owner(),
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
