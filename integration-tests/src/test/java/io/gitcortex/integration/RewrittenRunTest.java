package io.gitcortex.integration;

import static org.assertj.core.api.Assertions.assertThat;

import io.gitcortex.core.GitCortex;
import io.gitcortex.core.WorkflowRun;
import io.gitcortex.model.TaskId;
import io.gitcortex.workflow.CommitEvent;
import io.gitcortex.workflow.CommitEvent.TerminalCompleted;
import io.gitcortex.workflow.DecisionMode;
import io.gitcortex.workflow.JournalEntry;
import io.gitcortex.workflow.TaskPlan;
import io.gitcortex.workflow.TerminalEvent.ResultWithdrawn;
import io.gitcortex.workflow.TerminalPlan;
import io.gitcortex.workflow.WorkflowEvent;
import io.gitcortex.workflow.WorkflowOutcome;
import io.gitcortex.workflow.WorkflowPlan;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whole runs of agents that are not content with what they have committed. */
final class RewrittenRunTest {
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final String REPORTS =
            "echo hello > hello.txt && git add -A" + " && \"$GITCORTEX_REPORT\" completed -m 'Say hello' && ";
    private static final String PRUNES =
            "git pack-refs --all && git reflog expire --expire=now --all && git gc -q --prune=now";

    @TempDir
    private Path directory;

    private void assertMergedOnce(String afterReporting, String expected) throws Exception {
        ScratchRepository repository = ScratchRepository.in(directory);
        TerminalPlan coder = TerminalPlan.builder("coder")
                .cli("shell")
                .command(List.of("sh", "-c", REPORTS + afterReporting))
                .build();
        WorkflowPlan plan = WorkflowPlan.builder("rewriting", "Say hello")
                .mode(DecisionMode.RULES)
                .tasks(List.of(TaskPlan.builder("Hello")
                        .id(TaskId.of("one"))
                        .terminals(List.of(coder))
                        .build()))
                .build();
        try (GitCortex cortex = GitCortex.open(repository.directory())) {
            WorkflowRun run = cortex.start(plan);

            assertThat(run.await(LIMIT)).isInstanceOf(WorkflowOutcome.Completed.class);

            List<WorkflowEvent> events = cortex.events(run.id(), 0, 1_000).stream()
                    .map(JournalEntry::event)
                    .toList();
            assertThat(events).filteredOn(TerminalCompleted.class::isInstance).hasSize(1);
            assertThat(events).noneMatch(ResultWithdrawn.class::isInstance);
            assertThat(events)
                    .filteredOn(CommitEvent.class::isInstance)
                    .extracting(event -> ((CommitEvent) event).commit().hash())
                    .doesNotHaveDuplicates();
        }
        assertThat(repository.git("show", "main:hello.txt")).matches(expected);
        repository.git("fsck", "--strict");
    }

    @Test
    void a_report_that_is_amended_again_and_again_is_merged_once() throws Exception {
        assertMergedOnce(
                "for i in 1 2 3 4 5; do echo $i > hello.txt; git commit -q -a --amend --no-edit --cleanup=verbatim; done",
                "hello|[1-5]"); // As it is when the merge is built: what is reported is reported.
    }

    @Test
    void a_report_whose_history_is_packed_and_pruned_at_once_is_merged_once() throws Exception {
        assertMergedOnce(PRUNES, "hello");
    }

    @Test
    void a_report_that_is_rebased_and_pruned_at_once_is_merged_once() throws Exception {
        assertMergedOnce(
                "git commit -q --allow-empty -m more && git rebase -q -f --empty=keep HEAD~2 && " + PRUNES, "hello");
    }
}
