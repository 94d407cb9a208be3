package io.gitcortex.integration.clis;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gitcortex.integration.standin.Script;
import io.gitcortex.integration.standin.Step;
import io.gitcortex.integration.standin.Turn;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** An instruction that no terminal would take comes whole, whatever it holds. Runs with {@code -Pcli} only. */
@Tag("cli")
final class LongInstructionTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Pattern SHOWN = Pattern.compile("[0-9]{4} Say .* ---");
    private static final int SIZE = 30 * 1024;
    private static final String LINE =
            "%04d Say \"hello\" to {{name}}, {'you'} & $HOME `id` \\n %%s \uD83D\uDE00 é ---\n";
    /** Of lines that a model reads at once: of 4 KB, qwen-code's shell shows all but the last two lines. */
    private static final int PIECE = 40;

    private static final List<String> LINES = IntStream.range(
                    0, SIZE / LINE.formatted(0).length() + 1)
            .mapToObj(LINE::formatted)
            .toList();

    private static final int PIECES = (LINES.size() + PIECE - 1) / PIECE;

    @TempDir
    private Path directory;

    static List<Cli> clis() {
        return Cli.chosen();
    }

    @ParameterizedTest
    @MethodSource("clis")
    void an_instruction_of_30_kb_reaches_a_cli_and_its_model_to_the_letter(Cli cli) throws Exception {
        String description = String.join("", LINES) + "The end.";
        assertThat(description.length()).isGreaterThan(SIZE);
        try (CliWorkshop workshop = new CliWorkshop(directory, new PatientReader())) {
            CliSeat seat = workshop.knownSeat(cli);

            workshop.complete(CliSeat.plan(description, seat.terminal("coder")));

            assertThat(workshop.repository().git("show", "main:hello.txt"))
                    .as("what a tool of the CLI has copied")
                    .contains(description);
            List<String> shown = answers(workshop).values().stream()
                    .map(LongInstructionTest::text)
                    .flatMap(text -> SHOWN.matcher(text).results())
                    .map(found -> found.group() + "\n")
                    .toList();
            assertThat(shown).as("what the model was shown").containsExactlyElementsOf(LINES);
        }
    }

    /**
     * What a model was shown of each piece when it had asked for it: gemini takes older answers out of later requests.
     */
    private static Map<Integer, String> answers(CliWorkshop workshop) {
        Map<Integer, String> answers = new TreeMap<>();
        for (Turn turn : workshop.turns()) {
            int count = turn.results().size();
            if (count > 0 && count <= PIECES) {
                answers.put(count, turn.results().get(count - 1));
            }
        }
        return answers;
    }

    /** What gemini's tools answer is a JSON object. */
    private static String text(String result) {
        try {
            return result.startsWith("{")
                    ? MAPPER.readTree(result).path("output").asText()
                    : result;
        } catch (JsonProcessingException e) {
            throw new AssertionError("No JSON: " + result, e);
        }
    }

    /** Reads the instruction to its end, some lines at a time, copies it, and does what it says. */
    private static final class PatientReader implements Script {
        private static final String NUMBERED = "^[0-9]{4} Say";

        @Override
        public Step next(Turn turn) {
            String file = "'" + Script.pathIn(turn.prompt()) + "'";
            int done = turn.results().size();
            if (done < PIECES) {
                int first = done * PIECE + 1;
                return new Step.Shell("grep -E '" + NUMBERED + "' " + file + " | sed -n '" + first + ","
                        + (first + PIECE - 1) + "p'");
            }
            if (done == PIECES) {
                return new Step.Shell("cat " + file + " >hello.txt");
            }
            if (done == PIECES + 1) {
                return new Step.Shell("tail -n 40 " + file);
            }
            Matcher helper = HelloModel.HELPER.matcher(turn.results().get(PIECES + 1));
            return done == PIECES + 2 && helper.find()
                    ? new Step.Shell(helper.group(1) + " completed -m \"Say hello\"")
                    : new Step.Say(Script.DONE);
        }
    }
}
