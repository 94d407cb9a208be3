package io.gitcortex.integration.seats;

import static org.assertj.core.api.Assertions.assertThat;

import io.gitcortex.bus.BusMessage;
import io.gitcortex.bus.MessageBus;
import io.gitcortex.bus.Subscription;
import io.gitcortex.bus.Topic;
import io.gitcortex.core.GitCortex;
import io.gitcortex.core.GitCortexBuilder;
import io.gitcortex.core.WorkflowRun;
import io.gitcortex.integration.FastImport;
import io.gitcortex.integration.ScratchRepository;
import io.gitcortex.integration.SilentSubscription;
import io.gitcortex.testkit.terminal.FakeTerminalTransport;
import io.gitcortex.workflow.CommitEvent.CommitObserved;
import io.gitcortex.workflow.DecisionMode;
import io.gitcortex.workflow.TaskPlan;
import io.gitcortex.workflow.WorkflowLimits;
import io.gitcortex.workflow.WorkflowOutcome;
import io.gitcortex.workflow.WorkflowPlan;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commits that come in great numbers, or while nobody looks. */
final class ManyCommitsTest {
    private static final int BRANCHES = 20;
    private static final int EACH = 25;

    @TempDir
    private Path directory;

    private final FakeTerminalTransport terminals = FakeTerminalTransport.running(terminal -> terminal.print("ready"));

    private GitCortex open(ScratchRepository repository) {
        return builder(repository).build();
    }

    private GitCortexBuilder builder(ScratchRepository repository) {
        return GitCortex.builder().repository(repository.directory()).terminals(terminals);
    }

    private static WorkflowPlan plan(int tasks) {
        List<TaskPlan> plans = IntStream.range(0, tasks)
                .mapToObj(i -> Seats.task("t" + i, "true", "coder"))
                .toList();
        return WorkflowPlan.builder("many", "Many commits")
                .mode(DecisionMode.RULES)
                .limits(new WorkflowLimits(tasks, null, null, null))
                .tasks(plans)
                .build();
    }

    private static String branch(WorkflowRun run, String task) {
        return run.workflow().tasks().stream()
                .filter(own -> own.taskId().value().equals(task))
                .findFirst()
                .flatMap(own -> own.branch())
                .orElseThrow();
    }

    private static List<String> messages(Seats seats, String branch) {
        return seats.events(CommitObserved.class).stream()
                .map(CommitObserved::commit)
                .filter(commit -> commit.branch().equals(branch))
                .map(commit -> commit.message())
                .toList();
    }

    private static List<String> expected(String branch, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> FastImport.message(branch, i))
                .toList();
    }

    @Test
    void five_hundred_commits_that_were_made_while_nobody_looked_are_all_found_parents_first() throws Exception {
        ScratchRepository repository = ScratchRepository.in(directory);
        WorkflowRun before;
        List<String> branches;
        try (GitCortex cortex = open(repository)) {
            before = cortex.start(plan(BRANCHES));
            Seats seats = Seats.of(cortex, before);
            IntStream.range(0, BRANCHES).forEach(i -> seats.awaitSession("t" + i + "-coder"));
            branches = IntStream.range(0, BRANCHES)
                    .mapToObj(i -> branch(before, "t" + i))
                    .toList();
        }
        FastImport.into(repository.directory()).commits(branches, EACH);

        try (GitCortex cortex = open(repository)) {
            WorkflowRun run = cortex.resume(before.id());
            Seats seats = Seats.of(cortex, run);
            Awaitility.await("all commits")
                    .atMost(Seats.LIMIT)
                    .until(() -> seats.events(CommitObserved.class).size() >= BRANCHES * EACH);

            assertThat(seats.events(CommitObserved.class)).hasSize(BRANCHES * EACH);
            for (String branch : branches) {
                assertThat(messages(seats, branch)).isEqualTo(expected(branch, EACH));
            }
        }
        terminals.close();
    }

    @Test
    void a_burst_of_several_pages_is_read_whole_and_in_order() throws Exception {
        ScratchRepository repository = ScratchRepository.in(directory);
        try (GitCortex cortex = open(repository)) {
            WorkflowRun run = cortex.start(plan(1));
            Seats seats = Seats.of(cortex, run);
            seats.awaitSession("t0-coder");
            String branch = branch(run, "t0");
            FastImport.into(repository.directory()).commits(List.of(branch), 2_100);

            Awaitility.await("all commits")
                    .atMost(Seats.LIMIT)
                    .until(() -> seats.events(CommitObserved.class).size() >= 2_100);
            assertThat(messages(seats, branch)).isEqualTo(expected(branch, 2_100));
        }
        terminals.close();
    }

    @Test
    void who_cancels_in_the_middle_of_a_burst_is_heard_before_its_end() throws Exception {
        ScratchRepository repository = ScratchRepository.in(directory);
        AtomicReference<Runnable> inTheMiddle = new AtomicReference<>(() -> {});
        try (MessageBus bus = new TellingBus(inTheMiddle);
                GitCortex cortex = builder(repository).bus(bus).build();
                GitCortex other = open(repository)) {
            WorkflowRun run = cortex.start(plan(2));
            Seats seats = Seats.of(cortex, run);
            seats.awaitSession("t0-coder");
            seats.awaitSession("t1-coder");
            List<String> branches = List.of(branch(run, "t0"), branch(run, "t1"));
            inTheMiddle.set(() -> cancel(other, run));
            FastImport.into(repository.directory()).commits(branches, 300);

            assertThat(run.await(Seats.LIMIT)).isEqualTo(new WorkflowOutcome.Cancelled("enough"));
            assertThat(seats.events(CommitObserved.class)).isNotEmpty().hasSizeLessThan(150);
            assertThat(branches)
                    .filteredOn(branch -> !messages(seats, branch).isEmpty())
                    .hasSize(1);
        }
        terminals.close();
    }

    private static void cancel(GitCortex cortex, WorkflowRun run) {
        try {
            cortex.cancel(run.id(), "enough");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("The loop was interrupted", e);
        }
    }

    /** Has something done once, on the loop, as soon as a commit has been read. Delivers nothing. */
    private record TellingBus(AtomicReference<Runnable> once) implements MessageBus {
        @Override
        public void publish(Topic topic, BusMessage message) {
            if (message instanceof BusMessage.CommitFound) {
                once.getAndSet(() -> {}).run();
            }
        }

        @Override
        public Subscription subscribe(Topic topic, Consumer<? super BusMessage> subscriber) {
            return new SilentSubscription();
        }

        @Override
        public void close() {}
    }
}
