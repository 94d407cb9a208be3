package io.gitcortex.integration.seats;

import static org.assertj.core.api.Assertions.assertThat;

import io.gitcortex.core.GitCortex;
import io.gitcortex.core.WorkflowRun;
import io.gitcortex.integration.GitCalls;
import io.gitcortex.integration.ScratchRepository;
import io.gitcortex.model.SessionId;
import io.gitcortex.model.TaskId;
import io.gitcortex.testkit.terminal.FakeTerminalTransport;
import io.gitcortex.workflow.DecisionMode;
import io.gitcortex.workflow.LifecycleEvent.ConflictForeseen;
import io.gitcortex.workflow.WorkflowPlan;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** People are told of a conflict while both sides are still at work. */
final class ForeseenConflictTest {
    @TempDir
    private Path directory;

    @Test
    void two_tasks_at_work_on_the_same_file_are_named() throws Exception {
        WorkflowPlan plan = WorkflowPlan.builder("both", "Change the same")
                .mode(DecisionMode.RULES)
                .tasks(List.of(Seats.task("one", "true", "coder"), Seats.task("two", "true", "coder")))
                .build();
        try (FakeTerminalTransport terminals = FakeTerminalTransport.running(terminal -> terminal.print("ready"));
                GitCortex cortex = GitCortex.builder()
                        .repository(ScratchRepository.in(directory).directory())
                        .terminals(terminals)
                        .build()) {
            WorkflowRun run = cortex.start(plan);
            Seats seats = Seats.of(cortex, run);
            for (String task : List.of("one", "two")) {
                SessionId session = seats.awaitSession(task + "-coder");
                Path worktree = terminals.terminal(session).spec().workingDirectory();
                Files.writeString(worktree.resolve("base.txt"), "changed by " + task + "\n");
                commitAll(GitCalls.in(worktree));
            }

            assertThat(seats.awaitEvent(ConflictForeseen.class))
                    .isEqualTo(new ConflictForeseen(
                            run.id(), List.of(TaskId.of("one"), TaskId.of("two")), List.of("base.txt")));
        }
    }

    private static void commitAll(GitCalls git) {
        git.run(
                "-c",
                "user.name=Agent",
                "-c",
                "user.email=agent@example.invalid",
                "commit",
                "-q",
                "-a",
                "-m",
                "On the way");
    }
}
