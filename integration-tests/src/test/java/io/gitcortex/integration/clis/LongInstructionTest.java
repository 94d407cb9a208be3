package io.gitcortex.integration.clis;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** An instruction that no terminal would take comes whole, whatever it holds. Runs with {@code -Pcli} only. */
@Tag("cli")
final class LongInstructionTest {
    private static final String LINE = "Say \"hello\" to {{name}}, 'you' & $HOME `id` \\n %s \uD83D\uDE00 ---\n";

    @TempDir
    private Path directory;

    static List<Cli> clis() {
        return Cli.chosen();
    }

    @ParameterizedTest
    @MethodSource("clis")
    void an_instruction_of_30_kb_reaches_the_tools_of_a_cli_to_the_letter(Cli cli) throws Exception {
        String description = LINE.repeat(30 * 1024 / LINE.length()) + "The end.";
        // What it reads on its screen may be clipped; the helper's name is in the last lines, and the file is whole.
        HelloModel model = new HelloModel("cp {instruction} hello.txt");
        try (CliWorkshop workshop = new CliWorkshop(directory, model)) {
            CliSeat seat = workshop.knownSeat(cli);

            workshop.complete(CliSeat.plan(description, seat.terminal("coder")));

            assertThat(workshop.repository().git("show", "main:hello.txt")).contains(description);
        }
    }
}
