package io.gitcortex.core.commit;

import static org.assertj.core.api.Assertions.assertThat;

import io.gitcortex.model.CommitMetadata;
import io.gitcortex.model.ReviewIssue;
import io.gitcortex.testkit.git.CommandResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Texts given to {@code gitcortex-report} come out of {@link CommitMetadataParser} as they went in. */
class ReportScriptTextTest {
    private static final String EVERY_CONTROL_CHARACTER = controlCharacters();
    private static final List<String> NASTY = List.of(
            "\"quoted\" and \\back\\slashed\\n and /slashed/ and 'single' and `back` and $(touch /tmp/x) ${HOME} %s %d",
            EVERY_CONTROL_CHARACTER,
            "three lines\nand blank ones\n\n\nand some at the end\n\n",
            "\n",
            "   ",
            "Ünïcödé 漢字 😀 👩‍👩‍👧 \u202eRTL\u202c \u2028 \u0085 \ufeff",
            "noncharacters \ufffe \uffff \ufdd0 \ud83f\udffe",
            "日本語の長い文章は、空白がないので、途中で文字を切らずに分けなければならない。".repeat(4),
            "word ".repeat(200),
            "x".repeat(1000),
            "\u0001\"\\".repeat(100),
            "-n -e \\c \\0101 --",
            "{\"status\":\"failed\"}\n---METADATA --\n> ---METADATA---\n---METADATA---x",
            "ends with a backslash \\",
            "*",
            "😀".repeat(4096));

    private static ReportRound work;
    private static ReportRound review;

    @BeforeAll
    static void openRounds(@TempDir Path root) throws IOException {
        work = ReportRound.work(Files.createDirectory(root.resolve("work")));
        review = ReportRound.review(Files.createDirectory(root.resolve("review")));
    }

    @ParameterizedTest
    @FieldSource("NASTY")
    void notesAndMessagesComeOutAsTheyWentIn(String text) throws IOException {
        CommandResult result = work.report("checkpoint", "-m", text, "--notes", text);

        assertThat(result.exitCode()).as(result.error()).isZero();
        assertThat(work.metadata().notes()).contains(text);
        assertThat(work.tip().message())
                .isEqualTo(
                        text.isBlank()
                                ? "Record progress"
                                : text.strip().replaceAll("[\ufffe\uffff\ufdd0\ud83f\udffe]", "\ufffd"));
        String block = work.worktree().message("HEAD").split("\n---METADATA---\n", -1)[1];
        assertThat(block.lines()).allMatch(line -> line.length() <= 80);
    }

    @ParameterizedTest
    @FieldSource("NASTY")
    void issuesComeOutAsTheyWentIn(String text) throws IOException {
        String message = text.isBlank() ? "m" + text : text.substring(0, Math.min(text.length(), 5000));
        String place = "C:\\a \"b\".java:007:very \"bad\":";

        CommandResult result =
                review.report("review_reject", "--issue", place + message, "--issue", ":0:minor:" + message);

        assertThat(result.exitCode()).as(result.error()).isZero();
        assertThat(review.metadata().issues())
                .containsExactly(
                        new ReviewIssue("C:\\a \"b\".java", 7, "very \"bad\"", message, null),
                        new ReviewIssue(null, 0, "minor", message, null));
    }

    @Test
    void messagesGivenAgainAreParagraphs() throws IOException {

        work.report("checkpoint", "-m", "One", "-m", "# Two");

        assertThat(work.tip().message()).isEqualTo("One\n\n# Two");
    }

    @Test
    void bytesThatAreNoUtf8AreReplaced() throws IOException {
        String helper = work.helper().toString();
        String broken = "a\\377b\\300\\200c\\355\\240\\200d\\360\\237\\230e\\364\\220\\200\\200f\\303";
        String script = "text=$(printf '" + broken + "'); sh '" + helper + "' completed -m \"$text\" --notes \"$text\"";

        CommandResult result = work.worktree().run(List.of("sh", "-c", script), Map.of());

        String replaced = "a?b??c???d???e????f?".replace('?', '\ufffd');
        assertThat(result.exitCode()).as(result.error()).isZero();
        assertThat(work.metadata().notes()).contains(replaced);
        assertThat(work.tip().message()).isEqualTo(replaced);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "---METADATA---",
                "Fix\n---METADATA---",
                "Fix\n \t---METADATA---\r\n{}",
                "Fix\n\u0001---METADATA---\f\u001f\nmore"
            })
    void separatorLineInATextIsRefused(String text) throws IOException {
        String before = review.worktree().hash("HEAD");
        assertThat(SeparatorLine.next(text, 0)).isNotNull();

        for (List<String> arguments : List.of(
                List.of("review_pass", "-m", text),
                List.of("review_pass", "--notes", text),
                List.of("review_reject", "--issue", "a:1:minor:x\n" + text))) {
            CommandResult result = review.report(arguments.toArray(String[]::new));

            assertThat(result.exitCode()).isEqualTo(2);
            assertThat(result.error()).contains("must not hold a line ---METADATA---");
        }
        assertThat(review.worktree().hash("HEAD")).isEqualTo(before);
    }

    @ParameterizedTest
    @MethodSource("io.gitcortex.core.commit.ReportRound#shells")
    void everyShellWritesTheSame(String shell) throws IOException {
        ReportRound round = review.under(shell);
        String notes = String.join("|", NASTY.subList(0, NASTY.size() - 1));

        CommandResult result =
                round.report("failed", "-m", NASTY.get(5), "--notes", notes, "--issue", "a:1:b:" + notes);

        assertThat(result.exitCode()).as(result.error()).isZero();
        CommitMetadata metadata = round.metadata();
        assertThat(metadata.notes()).contains(notes);
        assertThat(metadata.issues()).containsExactly(new ReviewIssue("a", 1, "b", notes, null));
        assertThat(round.tip().message()).isEqualTo(NASTY.get(5).strip());
    }

    private static String controlCharacters() {
        StringBuilder all = new StringBuilder("<");
        for (char c = 1; c < 0xa0; c++) {
            all.append(c);
        }
        return all.append('>').toString();
    }
}
