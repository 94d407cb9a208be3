package io.gitcortex.integration.seats;

import static org.assertj.core.api.Assertions.assertThat;

import io.gitcortex.bus.BusMessage;
import io.gitcortex.bus.BusMessage.EventRecorded;
import io.gitcortex.bus.Subscription;
import io.gitcortex.bus.Topic;
import io.gitcortex.core.GitCortex;
import io.gitcortex.core.WorkflowRun;
import io.gitcortex.integration.LiveSessions;
import io.gitcortex.integration.ScratchRepository;
import io.gitcortex.model.ErrorSeverity;
import io.gitcortex.model.TaskId;
import io.gitcortex.model.TerminalId;
import io.gitcortex.workflow.Instruction;
import io.gitcortex.workflow.Instruction.CancelTask;
import io.gitcortex.workflow.Instruction.CompleteWorkflow;
import io.gitcortex.workflow.Instruction.FailWorkflow;
import io.gitcortex.workflow.Instruction.SendToTerminal;
import io.gitcortex.workflow.LifecycleEvent.WorkflowCompleted;
import io.gitcortex.workflow.RunState;
import io.gitcortex.workflow.TaskStatus;
import io.gitcortex.workflow.TerminalStatus;
import io.gitcortex.workflow.WorkflowOutcome;
import io.gitcortex.workflow.WorkflowStatus;
import java.nio.file.Path;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How a workflow ends by an instruction, and what is left of it then. */
final class WorkflowEndTest {
    private static final TaskId ONE = TaskId.of("one");

    @TempDir
    private Path directory;

    private final Queue<BusMessage> published = new ConcurrentLinkedQueue<>();

    /** Works on a workflow whose only agent is at work. */
    private interface Ending {
        void end(GitCortex cortex, WorkflowRun run, Seats seats) throws Exception;
    }

    private void atWork(Ending ending) throws Exception {
        ScratchRepository repository = ScratchRepository.in(directory);
        try (GitCortex cortex = GitCortex.open(repository.directory())) {
            WorkflowRun run = cortex.start(Seats.plan("sleep 600", "coder"));
            Seats seats = Seats.of(cortex, run);
            seats.awaitSession("one-coder");
            try (Subscription subscription = cortex.bus().subscribe(Topic.workflow(run.id()), published::add)) {
                assertThat(subscription).isNotNull();
                ending.end(cortex, run, seats);
            }
        }
    }

    @Test
    void complete_workflow_with_success_completes_it() throws Exception {
        atWork((cortex, run, seats) -> {
            assertThat(run.instruct(
                            List.of(new CancelTask(ONE, "not wanted"), new CompleteWorkflow(true, "enough is done"))))
                    .isEmpty();

            assertThat(run.await(Seats.LIMIT)).isEqualTo(new WorkflowOutcome.Completed("enough is done"));
            assertEnded(cortex, run, WorkflowStatus.COMPLETED);
            assertPublished(new WorkflowCompleted(run.id(), true, "enough is done"));
        });
    }

    @Test
    void complete_workflow_without_success_fails_it() throws Exception {
        atWork((cortex, run, seats) -> {
            assertThat(run.instruct(List.of(new CompleteWorkflow(false, "it cannot be done"))))
                    .isEmpty();

            assertThat(run.await(Seats.LIMIT))
                    .isEqualTo(new WorkflowOutcome.Failed("it cannot be done", ErrorSeverity.MAJOR));
            assertEnded(cortex, run, WorkflowStatus.FAILED);
            assertPublished(new WorkflowCompleted(run.id(), false, "it cannot be done"));
            assertThat(seats.status("one-coder")).isEqualTo(TerminalStatus.CANCELLED);
            assertThat(run.workflow().tasks())
                    .singleElement()
                    .satisfies(task -> assertThat(task.status()).isEqualTo(TaskStatus.CANCELLED));
            Awaitility.await("the end of its sessions")
                    .atMost(Seats.LIMIT)
                    .until(() -> LiveSessions.of(seats.journal()).isEmpty());
            assertThat(directory.resolve("repository/.gitcortex/worktrees")).isNotEmptyDirectory();
        });
    }

    @Test
    void complete_workflow_with_success_is_refused_while_a_task_is_unfinished() throws Exception {
        atWork((cortex, run, seats) -> {
            assertThat(run.instruct(List.of(new CompleteWorkflow(true, "done"))))
                    .singleElement()
                    .asString()
                    .contains("Task one is running");
            assertThat(run.workflow().status()).isEqualTo(WorkflowStatus.RUNNING);
        });
    }

    @Test
    void what_comes_after_the_end_is_refused_in_words_and_changes_nothing() throws Exception {
        atWork((cortex, run, seats) -> {
            run.instruct(List.of(new FailWorkflow("broken", ErrorSeverity.MINOR)));
            run.await(Seats.LIMIT);
            Awaitility.await("the end of its sessions")
                    .atMost(Seats.LIMIT)
                    .until(() -> LiveSessions.of(seats.journal()).isEmpty());

            List<Instruction> late = List.of(
                    new SendToTerminal(TerminalId.of("one-coder"), "hello"), new CompleteWorkflow(true, "after all"));
            assertThat(run.instruct(late))
                    .hasSize(2)
                    .allMatch(refusal -> refusal.equals("Workflow " + run.id() + " has ended: it is failed"));
            assertThat(run.pause("late")).isFalse();
            assertThat(run.cancel("late")).isFalse();
            assertThat(run.workflow().status()).isEqualTo(WorkflowStatus.FAILED);
        });
    }

    private static void assertEnded(GitCortex cortex, WorkflowRun run, WorkflowStatus status) {
        assertThat(cortex.workflow(run.id()).orElseThrow().status())
                .as("in the store")
                .isEqualTo(status);
        Awaitility.await("idle").atMost(Seats.LIMIT).until(() -> run.state() == RunState.IDLE);
    }

    private void assertPublished(WorkflowCompleted event) {
        Awaitility.await("published")
                .atMost(Seats.LIMIT)
                .until(() -> published.stream()
                        .anyMatch(message -> message instanceof EventRecorded recorded
                                && recorded.entry().event().equals(event)));
    }
}
