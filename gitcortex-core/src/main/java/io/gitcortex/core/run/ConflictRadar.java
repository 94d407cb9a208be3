package io.gitcortex.core.run;

import io.gitcortex.core.act.MergeAct;
import io.gitcortex.core.git.CommitReader;
import io.gitcortex.core.state.TaskState;
import io.gitcortex.core.state.TaskState.Branch;
import io.gitcortex.core.state.WorkflowState;
import io.gitcortex.model.TaskId;
import io.gitcortex.workflow.LifecycleEvent.ConflictForeseen;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Foresees conflicts between tasks that are under way. Once a wake, the tips that have moved are compared with the others: first
 * what has changed since each left the target; only where that overlaps, by a merge that is thrown away. All of it off the
 * loop, one comparison at a time; whoever moves meanwhile is compared the next time. Runs on the loop, but for the comparing.
 */
final class ConflictRadar {
    private static final Logger log = LoggerFactory.getLogger(ConflictRadar.class);

    /** A tip that has changed as many is taken to have changed everything. */
    private static final int MAX_PATHS = 10_000;

    private final Journal journal;
    private final CommitReader reader;
    private final MergeAct merges;
    private final Acts acts;
    private final Runnable changed;
    /** What each tip has changed; touched by the comparison only, of which there is one at a time. */
    private final Map<Tip, Set<String>> changes = new HashMap<>();

    private Set<Tip> compared = Set.of();
    private boolean busy;

    /** Where a task's branch was read to, and where it began. */
    private record Tip(TaskId task, String commit, String base) {}

    /** Two tips, of which one has moved. */
    private record Pair(Tip first, Tip second) {
        List<TaskId> tasks() {
            return List.of(first.task(), second.task());
        }
    }

    /** What is compared with. */
    record Means(Journal journal, CommitReader reader, MergeAct merges, Acts acts) {}

    ConflictRadar(Means means, Runnable changed) {
        this.journal = means.journal();
        this.reader = means.reader();
        this.merges = means.merges();
        this.acts = means.acts();
        this.changed = changed;
    }

    /** Compares what has moved since the last time. */
    void look() {
        Set<Tip> live = live();
        if (busy || live.equals(compared)) {
            return;
        }
        List<Pair> pairs = pairs(List.copyOf(live));
        compared = live;
        if (!pairs.isEmpty()) {
            busy = true;
            Optional<String> target = journal.state().plan().base().map(base -> "refs/heads/" + base);
            acts.run(() -> compare(live, pairs, target), this::tell, this::failed);
        }
    }

    private Set<Tip> live() {
        Set<Tip> live = new LinkedHashSet<>();
        for (TaskState task : journal.state().tasks()) {
            Optional<Branch> branch = task.branch().filter(own -> !task.status().isFinal());
            branch.ifPresent(own -> {
                String commit = journal.cursor(own.ref()).orElse(own.baseCommit());
                if (!commit.equals(own.baseCommit())) {
                    live.add(new Tip(task.id(), commit, own.baseCommit()));
                }
            });
        }
        return live;
    }

    /** Each that has moved with each other, once. */
    private List<Pair> pairs(List<Tip> live) {
        List<Pair> pairs = new ArrayList<>();
        for (int i = 0; i < live.size(); i++) {
            for (int j = i + 1; j < live.size(); j++) {
                if (!compared.contains(live.get(i)) || !compared.contains(live.get(j))) {
                    pairs.add(new Pair(live.get(i), live.get(j)));
                }
            }
        }
        return pairs;
    }

    private Map<Pair, List<String>> compare(Set<Tip> live, List<Pair> pairs, Optional<String> target)
            throws InterruptedException {
        changes.keySet().retainAll(live);
        Optional<String> targetTip = target.flatMap(reader::tip);
        Map<Pair, List<String>> found = new LinkedHashMap<>();
        for (Pair pair : pairs) {
            if (overlap(changes(pair.first(), targetTip), changes(pair.second(), targetTip))) {
                found.put(
                        pair,
                        merges.conflicts(pair.first().commit(), pair.second().commit()));
            }
        }
        return found;
    }

    /** Since it left the target, or last took it in: what the target brought along is no work of the task. */
    private Set<String> changes(Tip tip, Optional<String> targetTip) {
        return changes.computeIfAbsent(tip, own -> {
            String from = targetTip
                    .flatMap(target -> reader.mergeBase(target, own.commit()))
                    .orElse(own.base());
            return reader.changedPaths(from, own.commit(), MAX_PATHS);
        });
    }

    private static boolean overlap(Set<String> first, Set<String> second) {
        return first.size() >= MAX_PATHS || second.size() >= MAX_PATHS || !Collections.disjoint(first, second);
    }

    private void tell(Map<Pair, List<String>> found) {
        busy = false;
        WorkflowState state = journal.state();
        Batch batch = new Batch();
        found.forEach((pair, files) -> {
            List<TaskId> tasks = pair.tasks();
            boolean known = state.foreseen(Set.copyOf(tasks)).equals(Set.copyOf(files));
            if (!files.isEmpty() && !known && isUnderWay(state, tasks)) {
                batch.add(new ConflictForeseen(state.id(), tasks, files));
            }
        });
        journal.append(batch);
        changed.run();
    }

    private static boolean isUnderWay(WorkflowState state, List<TaskId> tasks) {
        return !state.status().isFinal()
                && tasks.stream()
                        .allMatch(task -> state.task(task)
                                .filter(own -> !own.status().isFinal())
                                .isPresent());
    }

    /** A courtesy: the merge itself will tell. */
    private void failed(String reason) {
        busy = false;
        log.warn(
                "Tasks of workflow {} could not be compared: {}",
                journal.state().id(),
                reason);
    }
}
