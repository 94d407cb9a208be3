package io.gitcortex.integration.clis;

import static org.assertj.core.api.Assertions.assertThat;

import io.gitcortex.integration.standin.Turn;
import io.gitcortex.workflow.CommitEvent.ReviewRejected;
import io.gitcortex.workflow.TerminalEvent.RoundFailed;
import io.gitcortex.workflow.TerminalEvent.SessionOpened;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whole workflows with real CLIs in real pseudo-terminals, with the login of a person; only their models are stood in for. Runs with
 * {@code -Pcli} only.
 */
@Tag("cli")
final class CliWorkflowTest {
    @TempDir
    private Path directory;

    static List<Cli> clis() {
        return Cli.chosen();
    }

    @ParameterizedTest
    @MethodSource("clis")
    void a_cli_reads_its_instruction_edits_a_file_reports_and_is_merged(Cli cli) throws Exception {
        try (CliWorkshop workshop = new CliWorkshop(directory, new HelloModel())) {
            CliSeat seat = workshop.knownSeat(cli);

            workshop.complete(CliSeat.plan(HelloModel.DESCRIPTION, seat.terminal("coder")));

            assertThat(workshop.repository().git("show", "main:hello.txt")).isEqualTo("hello");
            assertThat(workshop.turns()).as("read, edit, report").hasSizeGreaterThanOrEqualTo(3);
            assertThat(workshop.turns().get(0).prompt())
                    .contains("Read the file /")
                    .endsWith("and do what it says.");
            assertThat(workshop.events(SessionOpened.class)).hasSize(1);
            assertThat(workshop.events(RoundFailed.class)).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("clis")
    void a_cli_goes_on_with_its_conversation_when_its_work_was_rejected(Cli cli) throws Exception {
        try (CliWorkshop workshop = new CliWorkshop(directory, new HelloModel())) {
            CliSeat seat = workshop.knownSeat(cli);

            workshop.complete(CliSeat.plan(HelloModel.DESCRIPTION, seat.terminal("coder"), seat.terminal("reviewer")));

            assertThat(workshop.repository().git("show", "main:hello.txt")).isEqualTo("hello\nhello");
            assertThat(workshop.events(ReviewRejected.class)).hasSize(1);
            assertThat(workshop.events(SessionOpened.class)).hasSize(4);
            assertThat(workshop.events(RoundFailed.class)).isEmpty();
            assertThat(firstPromptsOfThoseThatWentOn(workshop))
                    .as("the conversations of the coder and the reviewer, each found again by its first prompt")
                    .containsExactlyInAnyOrderElementsOf(cli.goesOn() ? firstPrompts(workshop) : List.of());
        }
    }

    /** Of each conversation what it was told first, while it had been told nothing else. */
    private static List<String> firstPrompts(CliWorkshop workshop) {
        return workshop.turns().stream()
                .filter(turn -> turn.prompts().size() == 1)
                .map(Turn::prompt)
                .distinct()
                .toList();
    }

    private static List<String> firstPromptsOfThoseThatWentOn(CliWorkshop workshop) {
        return workshop.turns().stream()
                .map(Turn::prompts)
                .filter(prompts -> prompts.size() == 2)
                .map(prompts -> prompts.get(0))
                .distinct()
                .toList();
    }
}
