package io.gitcortex.integration.clis;

import static org.assertj.core.api.Assertions.assertThat;

import io.gitcortex.integration.standin.Script;
import io.gitcortex.integration.standin.Step;
import io.gitcortex.workflow.TerminalEvent.RoundFailed;
import io.gitcortex.workflow.TerminalEvent.SessionOpened;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A CLI that is killed from outside, in the middle of its work, is no end of the task. Runs with {@code -Pcli} only. */
@Tag("cli")
final class KilledCliTest {
    @TempDir
    private Path directory;

    static List<Cli> clis() {
        return Cli.chosen();
    }

    @ParameterizedTest
    @MethodSource("clis")
    void a_cli_that_is_killed_at_work_is_started_once_more_and_the_task_is_merged(Cli cli) throws Exception {
        AtomicBoolean killed = new AtomicBoolean();
        Script model = new HelloModel();
        try (CliWorkshop workshop = new CliWorkshop(directory, turn -> {
            if (turn.results().size() == 1 && killed.compareAndSet(false, true)) {
                killTheSession();
                return new Step.Say("Too late."); // A child of the CLI may hear it yet, and must not work on.
            }
            return model.next(turn);
        })) {
            CliSeat seat = workshop.knownSeat(cli);

            workshop.complete(CliSeat.plan(HelloModel.DESCRIPTION, seat.terminal("coder")));

            assertThat(workshop.repository().git("show", "main:hello.txt")).isEqualTo("hello");
            assertThat(workshop.events(SessionOpened.class)).hasSize(2);
            assertThat(workshop.events(RoundFailed.class)).hasSize(1);
        }
    }

    /** The CLIs are children of this process, and carry the mark of their session (proc(5)). */
    private static void killTheSession() {
        ProcessHandle.current().children().filter(KilledCliTest::isOfASession).forEach(ProcessHandle::destroyForcibly);
    }

    private static boolean isOfASession(ProcessHandle process) {
        try {
            byte[] environment = Files.readAllBytes(Path.of("/proc", Long.toString(process.pid()), "environ"));
            return new String(environment, StandardCharsets.UTF_8).contains("GITCORTEX_SESSION_ID=");
        } catch (IOException e) {
            return false; // Gone meanwhile.
        }
    }
}
