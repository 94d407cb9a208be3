package io.gitcortex.integration;

import static org.assertj.core.api.Assertions.assertThat;

import io.gitcortex.core.GitCortex;
import io.gitcortex.core.WorkflowRun;
import io.gitcortex.workflow.DecisionMode;
import io.gitcortex.workflow.JournalEntry;
import io.gitcortex.workflow.Question;
import io.gitcortex.workflow.TerminalEvent.RoundFailed;
import io.gitcortex.workflow.WorkflowLimits;
import io.gitcortex.workflow.WorkflowOutcome;
import io.gitcortex.workflow.WorkflowPlan;
import io.gitcortex.workflow.WorkflowStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An agent that says nothing: it is reminded twice, and then a person is asked. */
final class StallTest {
    private static final Duration LIMIT = Duration.ofMinutes(2);

    @TempDir
    private Path directory;

    @Test
    void reminds_a_silent_agent_and_then_asks_a_person_whose_answer_counts() throws Exception {
        ScratchRepository repository = ScratchRepository.in(directory);
        WorkflowPlan plan = repository.waitingPlan().toBuilder()
                .mode(DecisionMode.RULES)
                .limits(new WorkflowLimits(null, null, Duration.ofSeconds(1), null))
                .build();
        try (GitCortex cortex = GitCortex.open(repository.directory())) {
            WorkflowRun run = cortex.start(plan);
            WorkflowOutcome first = run.await(LIMIT);

            assertThat(first).isInstanceOf(WorkflowOutcome.NeedsAnswer.class);
            Question question =
                    ((WorkflowOutcome.NeedsAnswer) first).questions().get(0);
            assertThat(question.text()).contains("was reminded, and neither reports nor goes on");
            assertThat(logs(repository)).isNotEmpty().allMatch(log -> log.contains("Nothing was heard for 1 seconds"));
            assertThat(logs(repository))
                    .as("the contract is repeated")
                    .allMatch(log -> log.contains("gitcortex-report completed -m"))
                    .allMatch(log -> log.contains("gitcortex-report failed -m"));
            assertThat(run.answer(question.id(), "fail")).isTrue();
            assertThat(run.answer(question.id(), "again"))
                    .as("a question is answered once")
                    .isFalse();

            assertThat(run.await(LIMIT)).isInstanceOf(WorkflowOutcome.Failed.class);
            List<JournalEntry> journal = cortex.events(run.id(), 0, 1_000);
            assertThat(journal)
                    .extracting(JournalEntry::event)
                    .filteredOn(RoundFailed.class::isInstance)
                    .isEmpty();
            assertThat(run.workflow().status()).isEqualTo(WorkflowStatus.FAILED);
            // It lived until the task was given up, and is ended then; nothing told of the workflow waits for that.
            Awaitility.await()
                    .atMost(LIMIT)
                    .untilAsserted(() -> assertThat(LiveSessions.of(journal)).isEmpty());
        }
    }

    private static List<String> logs(ScratchRepository repository) throws IOException {
        Path logs = repository.directory().resolve(".git/gitcortex/logs");
        try (Stream<Path> files = Files.walk(logs)) {
            return files.filter(Files::isRegularFile).map(StallTest::read).toList();
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
