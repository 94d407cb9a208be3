package io.gitcortex.integration.crash;

import io.gitcortex.core.run.JournalReader;
import io.gitcortex.integration.GitCalls;
import io.gitcortex.integration.LiveSessions;
import io.gitcortex.model.WorkflowId;
import io.gitcortex.sqlite.SqliteWorkflowStore;
import io.gitcortex.store.WorkflowStore;
import io.gitcortex.workflow.CommitEvent;
import io.gitcortex.workflow.DecisionEvent.AnswerRefused;
import io.gitcortex.workflow.DecisionEvent.DecisionFailed;
import io.gitcortex.workflow.DecisionEvent.DecisionMade;
import io.gitcortex.workflow.DecisionSource;
import io.gitcortex.workflow.JournalEntry;
import io.gitcortex.workflow.TaskEvent.TaskMerged;
import io.gitcortex.workflow.Workflow;
import io.gitcortex.workflow.WorkflowEvent;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What is there when the processes are gone: journal and rows of the only workflow, and what git holds.
 *
 * @param journal all of it
 * @param agentCommits the hashes of what agents have committed on the branches of tasks
 * @param faults what does not fit together; empty if all is well
 * @param repeatedEffects effects that have come about twice
 */
record Aftermath(
        List<JournalEntry> journal, List<String> agentCommits, List<String> faults, List<String> repeatedEffects) {
    private static final int ALL = 100_000;

    static Path database(Path repository) {
        return repository.resolve(".git/gitcortex/gitcortex.db");
    }

    static List<Workflow> workflows(Path database) {
        try (WorkflowStore store = SqliteWorkflowStore.open(database)) {
            return store.workflows();
        }
    }

    /** Journal and rows as a process that died has left them; agents may still be at work. */
    static Aftermath ofDeath(Path repository) {
        try (WorkflowStore store = SqliteWorkflowStore.open(database(repository))) {
            List<Workflow> workflows = store.workflows();
            if (workflows.isEmpty()) {
                return new Aftermath(List.of(), List.of(), List.of(), List.of());
            }
            WorkflowId id = workflows.get(0).workflowId();
            List<JournalEntry> journal = JournalReader.events(store, id, 0, ALL);
            List<String> faults = new RowCheck(store, id).faults(journal);
            return new Aftermath(journal, List.of(), faults, new EffectCheck().repeated(journal));
        }
    }

    /** Everything, after the workflow's end. */
    static Aftermath of(Path repository) throws IOException {
        Aftermath death = ofDeath(repository);
        GitCalls git = GitCalls.in(repository);
        List<String> faults = new ArrayList<>(death.faults());
        say(faults, "git fsck", git.run("fsck", "--no-dangling"));
        say(faults, "the checkout is not clean", git.run("status", "--porcelain"));
        List<Long> processes = LiveSessions.of(death.journal());
        say(faults, "processes are left", processes.isEmpty() ? "" : processes.toString());
        List<String> repeated = new ArrayList<>(death.repeatedEffects());
        long merges = Long.parseLong(git.run("rev-list", "--merges", "--count", "main"));
        long merged = death.count(TaskMerged.class);
        say(repeated, "merges on main", merges == merged ? "" : merges + " for " + merged + " tasks");
        String root = git.run("rev-list", "--max-parents=0", "main");
        List<String> commits = git.run("rev-list", "--no-merges", "--branches=gitcortex/*", "^" + root)
                .lines()
                .toList();
        return new Aftermath(death.journal(), commits, faults, repeated);
    }

    private static void say(List<String> list, String what, String details) {
        if (!details.isEmpty()) {
            list.add(what + ": " + details);
        }
    }

    /** Commits of agents without an event. */
    List<String> lost() {
        Set<String> known = new HashSet<>(recorded());
        return agentCommits.stream().filter(hash -> !known.contains(hash)).toList();
    }

    /** Commits with more than one event, once for each that is too many. */
    List<String> doubled() {
        Set<String> seen = new HashSet<>();
        return recorded().stream().filter(hash -> !seen.add(hash)).toList();
    }

    /** Answers of a model of which the journal tells what has become. */
    long answers() {
        long decisions = journal.stream()
                .map(JournalEntry::event)
                .filter(event -> event instanceof DecisionMade made && made.source() == DecisionSource.MODEL)
                .count();
        return decisions + count(AnswerRefused.class) + count(DecisionFailed.class);
    }

    long count(Class<? extends WorkflowEvent> type) {
        return journal.stream()
                .map(JournalEntry::event)
                .filter(type::isInstance)
                .count();
    }

    private List<String> recorded() {
        return journal.stream()
                .map(JournalEntry::event)
                .filter(CommitEvent.class::isInstance)
                .map(event -> ((CommitEvent) event).commit().hash())
                .toList();
    }
}
