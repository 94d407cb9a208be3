package io.gitcortex.integration.requests;

import static org.assertj.core.api.Assertions.assertThat;

import io.gitcortex.core.GitCortex;
import io.gitcortex.core.WorkflowRun;
import io.gitcortex.model.SessionId;
import io.gitcortex.model.TerminalId;
import io.gitcortex.terminal.TerminalSpec;
import io.gitcortex.testkit.waiting.Eventually;
import io.gitcortex.workflow.CommitEvent.CommitObserved;
import io.gitcortex.workflow.TerminalEvent.SessionOpened;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who commits is alive, also without a word. */
final class SilenceTest {
    @TempDir
    private Path directory;

    @Test
    void a_terminal_that_has_committed_lately_is_not_reminded() throws Exception {
        try (Office office = new Office(directory);
                GitCortex cortex = office.open()) {
            WorkflowRun run =
                    cortex.start(Office.plan(Office.task("commits", "waits"), Office.task("sleeps", "waits")));
            Eventually.isTrue(
                    () -> Office.events(cortex, run.id(), SessionOpened.class).size() == 2);

            office.clock().move(Duration.ofMinutes(9));
            Office.commit(spec(office, "commits").workingDirectory(), "part.txt", "A part of it");
            Office.awaitEvent(cortex, run.id(), CommitObserved.class);
            office.clock().move(Duration.ofMinutes(2));

            Eventually.isTrue(() -> typed(office, "sleeps").contains("Nothing was heard"));
            assertThat(typed(office, "commits")).isEmpty();
            office.clock().move(Duration.ofMinutes(9));
            Eventually.isTrue(() -> typed(office, "commits").contains("Nothing was heard"));
        }
    }

    private static TerminalSpec spec(Office office, String task) {
        TerminalId terminal = TerminalId.of(task + "-coder");
        return office.terminals().opened().stream()
                .filter(spec -> terminal.value().equals(spec.environment().get("GITCORTEX_TERMINAL_ID")))
                .findFirst()
                .orElseThrow();
    }

    private static String typed(Office office, String task) {
        SessionId session = spec(office, task).sessionId();
        return new String(office.terminals().terminal(session).typed(), StandardCharsets.UTF_8);
    }
}
