package io.gitcortex.integration.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.gitcortex.core.GitCortex;
import io.gitcortex.core.WorkflowRun;
import io.gitcortex.integration.ScratchRepository;
import io.gitcortex.llm.LlmResponse;
import io.gitcortex.model.TaskId;
import io.gitcortex.model.TokenUsage;
import io.gitcortex.testkit.llm.ScriptedLlmClient;
import io.gitcortex.workflow.CommitEvent;
import io.gitcortex.workflow.CommitEvent.TerminalCompleted;
import io.gitcortex.workflow.DecisionMode;
import io.gitcortex.workflow.JournalEntry;
import io.gitcortex.workflow.LifecycleEvent.WorkflowPaused;
import io.gitcortex.workflow.TaskPlan;
import io.gitcortex.workflow.TerminalEvent.RoundFailed;
import io.gitcortex.workflow.TerminalEvent.SessionEnded;
import io.gitcortex.workflow.TerminalPlan;
import io.gitcortex.workflow.WorkflowEvent;
import io.gitcortex.workflow.WorkflowOutcome;
import io.gitcortex.workflow.WorkflowPlan;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The exit of a CLI may be seen before the commit that it ended with: that is no failure, however often it happens. */
final class CommitAndExitTest {
    /** Rounds, one after the other, each in a process of its own. */
    private static final int EXITS = Integer.getInteger("gitcortex.exits", 20);

    private static final Duration LIMIT = Duration.ofMinutes(1).plusSeconds(EXITS);

    /** The commit is the last thing that its process does: it has become the git program by then. */
    private static final String AGENT = """
            id=$(sed -n 's/^instruction_id: //p' "$GITCORTEX_INSTRUCTION_FILE" | head -n 1)
            echo "$id" >> rounds.txt
            git add rounds.txt
            exec git commit -q -m 'One round more' -m "---METADATA---
            {\\"workflow_id\\": \\"$GITCORTEX_WORKFLOW_ID\\", \\"task_id\\": \\"$GITCORTEX_TASK_ID\\",
             \\"terminal_id\\": \\"$GITCORTEX_TERMINAL_ID\\", \\"instruction_id\\": \\"$id\\", \\"status\\": \\"completed\\"}"
            """;

    /** The same without committing: by the time it is gone, the file has just got its name. */
    private static final String AGENT_WITH_A_FILE = """
            id=$(sed -n 's/^instruction_id: //p' "$GITCORTEX_INSTRUCTION_FILE" | head -n 1)
            echo "$id" >> rounds.txt
            printf '%s' "{\\"workflow_id\\": \\"$GITCORTEX_WORKFLOW_ID\\", \\"task_id\\": \\"$GITCORTEX_TASK_ID\\",
             \\"terminal_id\\": \\"$GITCORTEX_TERMINAL_ID\\", \\"instruction_id\\": \\"$id\\",
             \\"status\\": \\"completed\\", \\"message\\": \\"One round more\\"}" > .gitcortex-report.json.new
            exec mv .gitcortex-report.json.new .gitcortex-report.json
            """;

    private static final String START = "[{\"type\":\"start_task\",\"task_id\":\"one\"}]";
    private static final String AGAIN =
            "[{\"type\":\"start_terminal\",\"terminal_id\":\"one-coder\",\"instruction\":\"Once more\"}]";
    private static final String MERGE =
            "[{\"type\":\"complete_task\",\"task_id\":\"one\",\"summary\":\"that was enough\"},"
                    + "{\"type\":\"merge_branch\",\"task_id\":\"one\"}]";
    private static final String END = "[{\"type\":\"complete_workflow\",\"success\":true,\"reason\":\"it is merged\"}]";

    @TempDir
    private Path directory;

    private static ScriptedLlmClient model() {
        AtomicInteger asked = new AtomicInteger();
        return ScriptedLlmClient.answering(
                request -> new LlmResponse(answer(asked.getAndIncrement()), TokenUsage.NONE, false));
    }

    private static String answer(int before) {
        if (before < EXITS) {
            return before == 0 ? START : AGAIN;
        }
        return before == EXITS ? MERGE : END;
    }

    private static WorkflowPlan plan(String cli, String agent) {
        TerminalPlan coder = TerminalPlan.builder("coder")
                .cli(cli)
                .command(List.of("sh", "-c", agent))
                .build();
        return WorkflowPlan.builder("leaving", "Commit and leave")
                .mode(DecisionMode.MODEL)
                .tasks(List.of(TaskPlan.builder("Leave")
                        .id(TaskId.of("one"))
                        .terminals(List.of(coder))
                        .build()))
                .build();
    }

    private static List<WorkflowEvent> events(GitCortex cortex, WorkflowRun run) {
        List<WorkflowEvent> events = new ArrayList<>();
        long after = 0;
        List<JournalEntry> page;
        do {
            page = cortex.events(run.id(), after, 1_000);
            for (JournalEntry entry : page) {
                events.add(entry.event());
                after = entry.sequence();
            }
        } while (!page.isEmpty());
        return events;
    }

    @Test
    void a_cli_that_commits_and_exits_in_the_same_instant_has_completed_its_round_each_time() throws Exception {
        leaves(plan("shell", AGENT));
    }

    @Test
    void a_cli_that_leaves_a_file_and_exits_in_the_same_instant_has_completed_its_round_each_time() throws Exception {
        leaves(plan("boxed", AGENT_WITH_A_FILE));
    }

    private void leaves(WorkflowPlan plan) throws Exception {
        ScratchRepository repository = ScratchRepository.in(directory);
        Path dialects = Files.createDirectories(directory.resolve("dialects"));
        Files.writeString(dialects.resolve("boxed.yaml"), "name: boxed\nreports: file\n");
        try (GitCortex cortex = GitCortex.builder()
                .repository(repository.directory())
                .dialects(dialects)
                .llm(model())
                .build()) {
            WorkflowRun run = cortex.start(plan);
            WorkflowOutcome outcome = run.await(LIMIT);
            List<WorkflowEvent> events = events(cortex, run);

            assertThat(events).noneMatch(RoundFailed.class::isInstance).noneMatch(WorkflowPaused.class::isInstance);
            assertThat(events).filteredOn(TerminalCompleted.class::isInstance).hasSize(EXITS);
            assertThat(events).filteredOn(CommitEvent.class::isInstance).hasSize(EXITS);
            assertThat(events)
                    .filteredOn(SessionEnded.class::isInstance)
                    .hasSize(EXITS)
                    .allMatch(event -> Integer.valueOf(0).equals(((SessionEnded) event).exitCode()));
            assertThat(outcome).isInstanceOf(WorkflowOutcome.Completed.class);
        }
        assertThat(repository.git("show", "main:rounds.txt").lines())
                .hasSize(EXITS)
                .doesNotHaveDuplicates();
    }
}
