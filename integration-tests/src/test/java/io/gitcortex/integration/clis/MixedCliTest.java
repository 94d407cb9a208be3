package io.gitcortex.integration.clis;

import static org.assertj.core.api.Assertions.assertThat;

import io.gitcortex.integration.standin.Turn;
import io.gitcortex.model.SessionId;
import io.gitcortex.model.TerminalId;
import io.gitcortex.workflow.CommitEvent.ReviewRejected;
import io.gitcortex.workflow.TerminalEvent;
import io.gitcortex.workflow.TerminalEvent.RoundFailed;
import io.gitcortex.workflow.TerminalEvent.SessionEnded;
import io.gitcortex.workflow.TerminalEvent.SessionOpened;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Two CLIs in one task: what one has made the other rejects, and the first goes on where it was. Runs with {@code -Pcli} only. */
@Tag("cli")
final class MixedCliTest {
    private static final TerminalId CODER = TerminalId.of("coder");

    @TempDir
    private Path directory;

    @ParameterizedTest
    @CsvSource({"CLAUDE_CODE, CODEX", "CODEX, GEMINI", "GEMINI, CLAUDE_CODE"})
    void a_coder_goes_on_with_its_conversation_when_another_cli_has_rejected_its_work(Cli coder, Cli reviewer)
            throws Exception {
        try (CliWorkshop workshop = new CliWorkshop(directory, new HelloModel())) {
            CliSeat writes = workshop.knownSeat(coder);
            CliSeat reads = workshop.knownSeat(reviewer);

            workshop.complete(
                    CliSeat.plan(HelloModel.DESCRIPTION, writes.terminal("coder"), reads.terminal("reviewer")));

            assertThat(workshop.repository().git("show", "main:hello.txt")).isEqualTo("hello\nhello");
            assertThat(workshop.events(ReviewRejected.class)).hasSize(1);
            assertThat(workshop.events(RoundFailed.class)).isEmpty();
            assertThatTheFirstProcessHadEnded(workshop);
            assertThatTheFixFollowsTheWork(workshop.turns());
        }
    }

    /** Of the coder's two sessions, the first is over when the second begins. */
    private static void assertThatTheFirstProcessHadEnded(CliWorkshop workshop) {
        List<SessionId> sessions = workshop.events(SessionOpened.class).stream()
                .filter(opened -> opened.terminalId().equals(CODER))
                .map(SessionOpened::sessionId)
                .toList();
        assertThat(sessions).hasSize(2).doesNotHaveDuplicates();
        List<String> life = workshop.events(TerminalEvent.class).stream()
                .filter(event -> event instanceof SessionOpened || event instanceof SessionEnded)
                .filter(event -> event.terminalId().equals(CODER))
                .map(event -> event.getClass().getSimpleName())
                .toList();
        assertThat(life).startsWith("SessionOpened", "SessionEnded", "SessionOpened");
    }

    /** The coder's model was first asked to work, and then, by what was said before as well, to mend. */
    private static void assertThatTheFixFollowsTheWork(List<Turn> turns) {
        String work = turns.get(0).prompt();
        assertThat(turns)
                .filteredOn(turn -> turn.api() == turns.get(0).api()
                        && turn.prompts().get(0).equals(work))
                .extracting(turn -> turn.prompts().size())
                .as("prompts of the coder's conversation, by turn")
                .contains(1, 2);
    }
}
