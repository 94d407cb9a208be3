package io.gitcortex.integration.clis;

import static org.assertj.core.api.Assertions.assertThat;

import io.gitcortex.integration.LiveSessions;
import io.gitcortex.workflow.TerminalEvent.RoundDelivered;
import io.gitcortex.workflow.TerminalEvent.RoundFailed;
import io.gitcortex.workflow.TerminalEvent.SessionEnded;
import io.gitcortex.workflow.WorkflowLimits;
import io.gitcortex.workflow.WorkflowOutcome;
import io.gitcortex.workflow.WorkflowPlan;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A CLI that has never been started before, in a home where nothing is; a plan passes a key in the environment, and
 * no maker's server is reached. Runs with {@code -Pcli} only.
 */
@Tag("cli")
final class FirstStartTest {
    private static final Duration SILENCE = Duration.ofSeconds(40);

    @TempDir
    private Path directory;

    static List<Cli> clis() {
        return Cli.chosen();
    }

    @ParameterizedTest
    @MethodSource("clis")
    void what_a_first_start_asks_is_answered_or_put_to_a_person_and_never_typed_over(Cli cli) throws Exception {
        try (CliWorkshop workshop = new CliWorkshop(directory, new HelloModel())) {
            // Copilot would send what is meant for the stand-in to the proxy, too.
            CliSeat seat = cli == Cli.COPILOT ? workshop.seat(cli) : workshop.lonelySeat(cli);

            WorkflowOutcome outcome = workshop.run(plan(cli, seat));

            switch (cli) {
                case CLAUDE_CODE -> hasLeft(workshop);
                case CODEX -> asksForALogin(workshop, "Choose how you want to use Codex");
                case GEMINI -> asksForALogin(workshop, "How would you like to authenticate for this project?");
                case QWEN_CODE -> asksForALogin(workshop, "Select Authentication Method");
                case OPENCODE -> worksWithoutItsModel(workshop);
                case COPILOT -> {
                    assertThat(outcome).as("%s", workshop.journal()).isInstanceOf(WorkflowOutcome.Completed.class);
                    assertThat(workshop.typed())
                            .as("trust, and then the text")
                            .startsWith("\r\u001b[200~Read the file ");
                    assertThat(workshop.repository().git("show", "main:hello.txt"))
                            .isEqualTo("hello");
                }
            }
            assertThat(LiveSessions.of(workshop.journal())).isEmpty();
        }
    }

    /** opencode tries for minutes to reach a model, again after each reminder: that counts as silence here. */
    private static WorkflowPlan plan(Cli cli, CliSeat seat) {
        WorkflowPlan plan = CliSeat.plan(HelloModel.DESCRIPTION, seat.terminal("coder"));
        return cli == Cli.OPENCODE
                ? plan.toBuilder()
                        .limits(new WorkflowLimits(null, null, SILENCE, null))
                        .build()
                : plan;
    }

    /** It is a person's to log in. Until then nothing is typed, and the one session waits. */
    private static void asksForALogin(CliWorkshop workshop, String words) {
        assertThat(workshop.questions()).singleElement().asString().contains(words, "type it into the terminal itself");
        assertThat(workshop.events(RoundFailed.class)).isEmpty();
        isNotTypedOver(workshop);
    }

    /** Claude Code wants to reach its maker before it asks anything. */
    private static void hasLeft(CliWorkshop workshop) throws IOException {
        assertThat(workshop.events(SessionEnded.class))
                .extracting(SessionEnded::exitCode)
                .containsExactly(1, 1);
        assertThat(workshop.printed()).contains("UnabletoconnecttoAnthropicservices");
        assertThat(workshop.questions())
                .singleElement()
                .asString()
                .contains("has failed 2 times, at last: its session ended with exit code 1 and without a result");
        isNotTypedOver(workshop);
    }

    private static void isNotTypedOver(CliWorkshop workshop) {
        assertThat(workshop.events(RoundDelivered.class)).isEmpty();
        // What a terminal answers to a program's questions begins with Escape, and ends with these.
        // Gemini may have asked before whether it may trust the directory of the instruction, which is answered by
        // Enter.
        assertThat(workshop.typed().replaceAll("\u001b\\[\\??[0-9;]*[cR]", "")).isIn("", "\r");
        assertThat(workshop.turns()).isEmpty();
    }

    /**
     * opencode asks nothing, stands at its prompt, and cannot reach any model: it is reminded, then a person is asked.
     */
    private static void worksWithoutItsModel(CliWorkshop workshop) {
        assertThat(workshop.questions())
                .singleElement()
                .asString()
                .contains("has work, was reminded, and neither reports nor goes on");
        assertThat(workshop.turns()).isEmpty();
    }
}
