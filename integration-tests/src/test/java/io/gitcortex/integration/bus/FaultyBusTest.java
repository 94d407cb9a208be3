package io.gitcortex.integration.bus;

import static org.assertj.core.api.Assertions.assertThat;

import io.gitcortex.bus.BusMessage;
import io.gitcortex.bus.MessageBus;
import io.gitcortex.bus.Subscription;
import io.gitcortex.bus.Topic;
import io.gitcortex.core.GitCortex;
import io.gitcortex.core.WorkflowRun;
import io.gitcortex.core.bus.InProcessMessageBus;
import io.gitcortex.integration.ScratchRepository;
import io.gitcortex.integration.SilentSubscription;
import io.gitcortex.testkit.bus.FaultyMessageBus;
import io.gitcortex.workflow.DecisionMode;
import io.gitcortex.workflow.JournalEntry;
import io.gitcortex.workflow.WorkflowOutcome;
import io.gitcortex.workflow.WorkflowPlan;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The bus is a hint: whatever happens to its messages, the workflow goes the same way, and listeners miss nothing. */
final class FaultyBusTest {
    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void completes_the_same_when_messages_are_lost_doubled_and_reordered(long seed) throws Exception {
        try (InProcessMessageBus inner = InProcessMessageBus.create();
                FaultyMessageBus bus = FaultyMessageBus.around(inner, seed)) {
            completesAndTellsEverything(bus);
        }
    }

    @Test
    void completes_the_same_when_no_message_arrives() throws Exception {
        try (MessageBus bus = new SilentBus()) {
            completesAndTellsEverything(bus);
        }
    }

    private void completesAndTellsEverything(MessageBus bus) throws Exception {
        ScratchRepository repository = ScratchRepository.in(directory);
        WorkflowPlan plan = repository.plan("one", "two").toBuilder()
                .mode(DecisionMode.RULES)
                .build();
        List<JournalEntry> heard = new CopyOnWriteArrayList<>();
        try (GitCortex cortex =
                GitCortex.builder().repository(repository.directory()).bus(bus).build()) {
            WorkflowRun run = cortex.start(plan);
            run.onEvent(heard::add);

            assertThat(run.await(Duration.ofMinutes(2))).isInstanceOf(WorkflowOutcome.Completed.class);
            // The last sessions may end after the workflow has: the journal is still growing.
            Awaitility.await()
                    .atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> assertThat(heard).isEqualTo(cortex.events(run.id(), 0, 1_000)));
        }
        assertThat(repository.git("show", "main:one.txt")).isEqualTo("hello from one!");
        assertThat(repository.git("show", "main:two.txt")).isEqualTo("hello from two!");
        assertThat(repository.git("rev-list", "--merges", "--count", "main")).isEqualTo("2");
    }

    /** Takes every message, and delivers none. */
    private static final class SilentBus implements MessageBus {
        @Override
        public void publish(Topic topic, BusMessage message) {}

        @Override
        public Subscription subscribe(Topic topic, Consumer<? super BusMessage> subscriber) {
            return new SilentSubscription();
        }

        @Override
        public void close() {}
    }
}
