package io.gitcortex.integration.clis;

import static org.assertj.core.api.Assertions.assertThat;

import io.gitcortex.integration.LiveSessions;
import io.gitcortex.workflow.TerminalEvent.RoundDelivered;
import io.gitcortex.workflow.WorkflowOutcome;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A CLI that has never been started before, in a home where nothing is. Runs with {@code -Pcli} only. */
@Tag("cli")
final class FirstStartTest {
    @TempDir
    private Path directory;

    static List<Cli> clis() {
        return Cli.chosen();
    }

    @ParameterizedTest
    @MethodSource("clis")
    void what_a_first_start_asks_is_answered_or_put_to_a_person_and_never_typed_over(Cli cli) throws Exception {
        try (CliWorkshop workshop = new CliWorkshop(directory, new HelloModel())) {
            CliSeat seat = workshop.seat(cli);

            WorkflowOutcome outcome = workshop.run(CliSeat.plan(HelloModel.DESCRIPTION, seat.terminal("coder")));

            System.out.println("SEEN " + cli + " " + outcome + "\nTYPED "
                    + workshop.typed().replace("\u001b", "<ESC>") + "\n");
            workshop.journal().forEach(entry -> System.out.println("EVENT " + entry.event()));
            System.out.println("EXCHANGES " + workshop.exchanges().size());
            workshop.exchanges().forEach(e -> System.out.println("EX " + e.request() + " " + e.step()));
            if (outcome instanceof WorkflowOutcome.NeedsAnswer asked) {
                assertThat(asked.questions()).isNotEmpty();
                assertThat(workshop.events(RoundDelivered.class))
                        .as("typed over a question")
                        .isEmpty();
                assertThat(workshop.typed()).doesNotContain("Read the file");
                assertThat(workshop.turns()).isEmpty();
            } else {
                assertThat(outcome).isInstanceOf(WorkflowOutcome.Completed.class);
                assertThat(workshop.repository().git("show", "main:hello.txt")).isEqualTo("hello");
            }
            assertThat(LiveSessions.of(workshop.journal())).isEmpty();
        }
    }
}
