package io.gitcortex.integration.clis;

import static org.assertj.core.api.Assertions.assertThat;

import io.gitcortex.integration.LiveSessions;
import io.gitcortex.integration.standin.Script;
import io.gitcortex.integration.standin.Step;
import io.gitcortex.workflow.TerminalEvent.RoundFailed;
import io.gitcortex.workflow.TerminalEvent.RoundStalled;
import io.gitcortex.workflow.TerminalEvent.SessionOpened;
import io.gitcortex.workflow.WorkflowLimits;
import io.gitcortex.workflow.WorkflowOutcome;
import io.gitcortex.workflow.WorkflowPlan;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A model that refuses, or falls silent, in the middle of a CLI's work. Runs with {@code -Pcli} only. */
@Tag("cli")
final class TroubledModelTest {
    /** Longer than anybody waits for in this test. */
    private static final Duration FOR_EVER = Duration.ofMinutes(10);

    private static final Duration SILENCE = Duration.ofSeconds(20);

    @TempDir
    private Path directory;

    static List<Cli> clis() {
        return Cli.chosen();
    }

    /** Does something else than the model once, when the CLI has read its instruction. */
    private static Script onceAfterReading(Step trouble) {
        AtomicBoolean done = new AtomicBoolean();
        Script model = new HelloModel();
        return turn -> turn.results().size() == 1 && done.compareAndSet(false, true) ? trouble : model.next(turn);
    }

    @ParameterizedTest
    @MethodSource("clis")
    void a_model_that_is_asked_too_much_for_once_is_asked_again(Cli cli) throws Exception {
        try (CliWorkshop workshop = new CliWorkshop(directory, onceAfterReading(Step.Refuse.with(429)))) {
            CliSeat seat = workshop.knownSeat(cli);
            WorkflowPlan plan = CliSeat.plan(HelloModel.DESCRIPTION, seat.terminal("coder"));
            // Codex ends its turn, and says no time: a person is asked.
            String[] answers = cli == Cli.CODEX ? new String[] {"again"} : new String[0];

            WorkflowOutcome outcome = workshop.run(plan, answers);

            assertThat(outcome)
                    .as("%s%n%s", workshop.journal(), workshop.turns())
                    .isInstanceOf(WorkflowOutcome.Completed.class);
            assertThat(workshop.repository().git("show", "main:hello.txt")).isEqualTo("hello");
            assertThat(workshop.exchanges())
                    .filteredOn(exchange -> exchange.step()
                            .filter(Step.Refuse.class::isInstance)
                            .isPresent())
                    .hasSize(1);
            assertThat(workshop.events(SessionOpened.class)).hasSize(1 + answers.length);
            assertThat(workshop.events(RoundFailed.class)).hasSize(answers.length);
            assertThat(workshop.questions())
                    .hasSize(answers.length)
                    .allMatch(text -> text.contains("has used up what its account allows"));
            assertThat(LiveSessions.of(workshop.journal())).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("clis")
    void a_stream_that_hangs_is_reminded_of_twice_then_asked_about_and_no_process_is_left(Cli cli) throws Exception {
        Step hangs = new Step.Hang(FOR_EVER, new Step.Say("At last."));
        try (CliWorkshop workshop = new CliWorkshop(directory, onceAfterReading(hangs))) {
            CliSeat seat = workshop.knownSeat(cli);
            WorkflowPlan plan = CliSeat.plan(HelloModel.DESCRIPTION, seat.terminal("coder")).toBuilder()
                    .limits(new WorkflowLimits(null, null, SILENCE, null))
                    .build();

            assertThat(workshop.run(plan)).isInstanceOf(WorkflowOutcome.NeedsAnswer.class);

            assertThat(workshop.questions())
                    .singleElement()
                    .asString()
                    .contains("has work, was reminded, and neither reports nor goes on");
            assertThat(workshop.typed().split("Nothing was heard for ", -1))
                    .as("reminders")
                    .hasSize(3);
            assertThat(workshop.events(RoundStalled.class))
                    .singleElement()
                    .extracting(RoundStalled::reason)
                    .isEqualTo(seenOfTheStall(cli));
            assertThat(workshop.events(RoundFailed.class)).isEmpty();
            assertThat(LiveSessions.of(workshop.journal())).isEmpty();
        }
    }

    /** Codex breaks the stream off for what is typed, and the others put that behind their turn. */
    private static String seenOfTheStall(Cli cli) {
        return cli == Cli.CODEX
                ? "It stands at its prompt, and has not reported."
                : "Nothing was heard of it for " + SILENCE.toSeconds() + " seconds.";
    }
}
