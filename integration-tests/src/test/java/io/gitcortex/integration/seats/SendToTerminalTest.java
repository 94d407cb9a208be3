package io.gitcortex.integration.seats;

import static org.assertj.core.api.Assertions.assertThat;

import io.gitcortex.bus.BusMessage;
import io.gitcortex.bus.BusMessage.TerminalMessage;
import io.gitcortex.bus.Subscription;
import io.gitcortex.bus.Topic;
import io.gitcortex.core.GitCortex;
import io.gitcortex.core.WorkflowRun;
import io.gitcortex.integration.ScratchRepository;
import io.gitcortex.model.SessionId;
import io.gitcortex.model.TerminalId;
import io.gitcortex.workflow.Instruction.SendToTerminal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A text for a terminal: into its process, and, as a copy, to those who watch. */
final class SendToTerminalTest {
    @TempDir
    private Path directory;

    @Test
    void reaches_the_process_in_the_terminal_and_those_who_watch_its_session() throws Exception {
        ScratchRepository repository = ScratchRepository.in(directory);
        Path received = directory.resolve("received");
        String agent = "read -r line; printf '%s' \"$line\" > '" + received + "'; sleep 600";
        try (GitCortex cortex = GitCortex.open(repository.directory())) {
            WorkflowRun run = cortex.start(Seats.plan(agent, "coder", "reviewer"));
            SessionId session = Seats.of(cortex, run).awaitSession("one-coder");
            BlockingQueue<BusMessage> published = new LinkedBlockingQueue<>();
            try (Subscription subscription = cortex.bus().subscribe(Topic.terminal(session), published::add)) {
                long sent = System.nanoTime();
                assertThat(send(run, "one-coder", "echo test")).isEmpty();

                BusMessage message = published.poll(Seats.LIMIT.toSeconds(), TimeUnit.SECONDS);
                Duration taken = Duration.ofNanos(System.nanoTime() - sent);
                assertThat(message)
                        .as("published on %s after %s", subscription, taken)
                        .isEqualTo(new TerminalMessage(session, "echo test"));
            }
            Awaitility.await("what the process has read")
                    .atMost(Seats.LIMIT)
                    .until(() ->
                            Files.exists(received) && Files.readString(received).equals("echo test"));
        }
    }

    @Test
    void says_that_there_is_no_such_terminal_or_that_it_has_no_session() throws Exception {
        ScratchRepository repository = ScratchRepository.in(directory);
        try (GitCortex cortex = GitCortex.open(repository.directory())) {
            WorkflowRun run = cortex.start(Seats.plan("sleep 600", "coder", "reviewer"));
            Seats.of(cortex, run).awaitSession("one-coder");

            assertThat(send(run, "nobody", "hello")).containsExactly("Terminal nobody not found");
            assertThat(send(run, "one-reviewer", "hello")).containsExactly("Terminal one-reviewer has no PTY session");
        }
    }

    private static List<String> send(WorkflowRun run, String terminal, String message) throws InterruptedException {
        return run.instruct(List.of(new SendToTerminal(TerminalId.of(terminal), message)));
    }
}
