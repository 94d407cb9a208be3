package io.gitcortex.core.commit;

import static org.assertj.core.api.Assertions.assertThat;

import io.gitcortex.core.commit.ParsedCommit.Malformed;
import io.gitcortex.core.commit.ParsedCommit.WithMetadata;
import io.gitcortex.model.CommitMetadata;
import io.gitcortex.model.CommitStatus;
import io.gitcortex.model.InstructionId;
import io.gitcortex.model.TaskId;
import io.gitcortex.model.TerminalId;
import io.gitcortex.model.WorkflowId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A report in a file is a metadata block with a message, and nothing more lenient than that. */
final class ReportFileParserTest {
    private static final String IDS =
            "\"workflow_id\": \"wf\", \"task_id\": \"task\", \"terminal_id\": \"term\", \"status\": ";

    private static CommitMetadata.Builder completed() {
        return CommitMetadata.builder(
                        WorkflowId.of("wf"), TaskId.of("task"), TerminalId.of("term"), CommitStatus.COMPLETED)
                .instructionId(InstructionId.of("i-1"));
    }

    private static List<String> problems(String file) {
        ParsedCommit parsed = ReportFileParser.parse(file);
        assertThat(parsed).isInstanceOf(Malformed.class);
        return ((Malformed) parsed).problems();
    }

    @Test
    void whatIsWrittenIsReadBack() {
        CommitMetadata metadata = completed().notes("word ".repeat(40)).build();
        String text = "Say \"hello\"\n\n" + "# and more ".repeat(20).strip();

        assertThat(ReportFileParser.parse(CommitMetadataFormat.reportFile(text, metadata)))
                .isEqualTo(new WithMetadata(text, metadata));
    }

    @Test
    void bothSpellingsAreRead() {
        assertThat(ReportFileParser.parse(
                        "{\"message\": [\"Say \", \"hello\"], \"workflowId\": \"wf\", \"taskId\": \"task\","
                                + " \"terminalId\": \"term\", \"status\": \"completed\", \"instructionId\": \"i-1\"}"))
                .isEqualTo(new WithMetadata("Say hello", completed().build()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''|The file is empty: put one JSON object there",
                "```json|The file begins with '```json': put one JSON object there",
                "[]|The file begins with '[]'",
                "{\"message\": \"Say|The file, at line 1, column 17, is not valid JSON: it ends too early",
                "{}|message is missing or blank"
            })
    void whatIsNoReportIsNamed(String file, String problem) {
        assertThat(problems(file)).anySatisfy(sentence -> assertThat(sentence).startsWith(problem));
    }

    @Test
    void everythingThatIsWrongIsToldAtOnce() {
        assertThat(problems("{" + IDS + "\"done\", \"message\": \" \"}"))
                .hasSize(2)
                .anySatisfy(sentence -> assertThat(sentence).contains("message is missing"))
                .anySatisfy(sentence -> assertThat(sentence).contains("'done' is unknown"));
    }

    @Test
    void mergesAreNotForAgentsToReport() {
        assertThat(problems("{" + IDS + "\"merged\", \"message\": \"Mine\"}"))
                .containsExactly("The status merged is GitCortex's own: report completed.");
    }

    @Test
    void aMessageHoldsNoSeparatorLine() {
        assertThat(problems("{" + IDS + "\"completed\", \"message\": \"One\\n ---METADATA--- \\nTwo\"}"))
                .singleElement()
                .asString()
                .startsWith("message must not hold a line ---METADATA---");
    }

    @Test
    void whatACommitMessageCannotHoldIsReplaced() {
        assertThat(ReportFileParser.parse("{" + IDS
                                + "\"completed\", \"message\": \"nul \\u0000, half \\ud83d, whole \\ud83d\\ude00\"}")
                        .message())
                .isEqualTo("nul \ufffd, half \ufffd, whole \ud83d\ude00");
    }

    @Test
    void whatFitsIntoAFileAndNotIntoACommitIsRefused() {
        String issue = "{\"severity\": \"minor\", \"message\": \"m\"}";
        String issues = "[" + (issue + ",").repeat(1_500) + issue + "]";
        String file = "{" + IDS + "\"review_reject\", \"reviewed_terminal\": \"c\", \"message\": \"No\", \"issues\": "
                + issues + "}";
        assertThat(file.length()).isLessThan(64 * 1024);

        assertThat(problems(file)).singleElement().asString().contains("at most 64 KiB");
    }
}
