package io.gitcortex.core.commit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gitcortex.core.commit.ParsedCommit.WithMetadata;
import io.gitcortex.model.ChangeType;
import io.gitcortex.model.CommitMetadata;
import io.gitcortex.model.CommitStatus;
import io.gitcortex.model.FileChange;
import io.gitcortex.model.InstructionId;
import io.gitcortex.model.ReviewIssue;
import io.gitcortex.model.TaskId;
import io.gitcortex.model.TerminalId;
import io.gitcortex.model.WorkflowId;
import io.gitcortex.testkit.git.GitSandbox;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommitMetadataFormatTest {
    private static final WorkflowId WORKFLOW = WorkflowId.of("wf-1");
    private static final TaskId TASK = TaskId.of("task-1");
    private static final TerminalId TERMINAL = TerminalId.of("term-1");

    private static CommitMetadata.Builder report(CommitStatus status) {
        return CommitMetadata.builder(WORKFLOW, TASK, TERMINAL, status);
    }

    private static CommitMetadata rejection() {
        return report(CommitStatus.REVIEW_REJECT)
                .instructionId(InstructionId.of("i-1"))
                .reviewedTerminal(TerminalId.of("coder"))
                .issues(List.of(
                        new ReviewIssue("src/A.java", 42, "major", "Null is not handled", "Check it"),
                        new ReviewIssue(
                                null,
                                0,
                                "minor",
                                "A sentence so long that it cannot stand on one line of a commit message",
                                null)))
                .filesChanged(List.of(FileChange.of("review.md", ChangeType.ADDED)))
                .notes("First line\nsecond \"line\"")
                .build();
    }

    @Test
    void blockIsIndentedJsonInSnakeCase() {
        assertThat(CommitMetadataFormat.message("Reject", rejection())).isEqualTo("""
                        Reject

                        ---METADATA---
                        {
                          "workflow_id": "wf-1",
                          "task_id": "task-1",
                          "terminal_id": "term-1",
                          "status": "review_reject",
                          "instruction_id": "i-1",
                          "reviewed_terminal": "coder",
                          "issues": [
                            {
                              "path": "src/A.java",
                              "line": 42,
                              "severity": "major",
                              "message": "Null is not handled",
                              "suggestion": "Check it"
                            },
                            {
                              "severity": "minor",
                              "message": [
                                "A sentence so long that it cannot stand on one line of a commit ",
                                "message"
                              ]
                            }
                          ],
                          "files_changed": [
                            {"path": "review.md", "change_type": "added"}
                          ],
                          "notes": "First line\\nsecond \\"line\\""
                        }
                        """);
    }

    @Test
    void longTextsStayWithinEightyColumnsAndKeepEveryCharacter() {
        for (String notes :
                List.of("word ".repeat(300), "x".repeat(500), "\u0001".repeat(99), "漢".repeat(200) + "\n\n")) {
            CommitMetadata metadata =
                    report(CommitStatus.COMPLETED).notes(notes).build();

            String block = CommitMetadataFormat.block(metadata);

            assertThat(block.lines()).allMatch(line -> line.length() <= 80);
            assertThat(CommitMetadataParser.require("---METADATA---\n" + block)).isEqualTo(metadata);
        }
    }

    @Test
    void splittingNeverTearsACharacterApart() {
        String face = "\ud83d\ude00";
        for (int before = 0; before < 80; before++) {
            String notes = "x".repeat(before) + face.repeat(200) + "\u0001" + "\"".repeat(40) + "\\".repeat(41);
            CommitMetadata metadata =
                    report(CommitStatus.COMPLETED).notes(notes).build();

            String block = CommitMetadataFormat.block(metadata);

            assertThat(block.lines()).allMatch(line -> line.length() <= 80);
            assertThat(block.split(face, -1)).as("faces that are whole").hasSize(201);
            assertThat(CommitMetadataParser.require("---METADATA---\n" + block)).isEqualTo(metadata);
        }
    }

    @Test
    void whatUtf8OrGitCannotHoldIsEscaped() {
        CommitMetadata metadata = report(CommitStatus.COMPLETED)
                .notes("\ud800 \udfff \ufffe \ud83f\udffe \u0000 \u0085 \u2028 \ufeff \u202e")
                .build();

        assertThat(CommitMetadataFormat.block(metadata))
                .contains("\\ud800 \\udfff \\ufffe \\ud83f\\udffe \\u0000 \\u0085 \\u2028 \\ufeff \\u202e");
    }

    @Test
    void gitKeepsWhatIsWritten(@TempDir Path root) {
        GitSandbox sandbox = GitSandbox.in(root);
        MetadataGenerator generator = new MetadataGenerator(42);
        for (int i = 0; i < 20; i++) {
            CommitMetadata metadata = generator.next();

            sandbox.commit(CommitMetadataFormat.message("Report", metadata));

            assertThat(CommitMetadataParser.require(sandbox.message("HEAD"))).isEqualTo(metadata);
        }
    }

    @Test
    void textWithASeparatorLineIsRefused() {
        CommitMetadata metadata = report(CommitStatus.COMPLETED).build();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> CommitMetadataFormat.message("Fix\n ---METADATA---\t\n", metadata))
                .withMessageContaining("---METADATA---");
    }

    @Test
    void whatTheParserWouldNotReadIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CommitMetadataFormat.block(
                        report(CommitStatus.COMPLETED).notes("x".repeat(16385)).build()))
                .withMessageContaining("notes has at most 16 KiB");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CommitMetadataFormat.block(
                        report(CommitStatus.COMPLETED).notes("\0".repeat(16384)).build()))
                .withMessageContaining("at most 64 KiB");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CommitMetadataFormat.message(
                        "x".repeat(1 << 20), report(CommitStatus.COMPLETED).build()))
                .withMessageContaining("at most 1 MiB");
    }

    @Test
    void mergeCarriesTheResultsThatItBringsAlong() throws IOException {
        List<MergedResult> merged = List.of(
                new MergedResult(TERMINAL, "c0ffee", CommitStatus.COMPLETED),
                new MergedResult(TerminalId.of("reviewer"), "decaf", CommitStatus.REVIEW_PASS));

        String block = CommitMetadataFormat.mergeBlock(WORKFLOW, TASK, TERMINAL, merged);

        assertThat(CommitMetadataParser.parse(CommitMetadataFormat.message("Merge", block)))
                .isEqualTo(new WithMetadata("Merge", report(CommitStatus.MERGED).build()));
        JsonNode results = new ObjectMapper().readTree(block).get("merged");
        assertThat(results).hasSize(2);
        assertThat(results.get(1).toString())
                .isEqualTo("{\"terminal_id\":\"reviewer\",\"commit\":\"decaf\",\"status\":\"review_pass\"}");
    }

    @Test
    void mergeOfVeryManyResultsKeepsTheNewest() throws IOException {
        List<MergedResult> merged = Stream.iterate(0, i -> i + 1)
                .limit(5000)
                .map(i -> new MergedResult(TERMINAL, "c" + i, CommitStatus.COMPLETED))
                .toList();

        String block = CommitMetadataFormat.mergeBlock(WORKFLOW, TASK, TERMINAL, merged);

        JsonNode results = new ObjectMapper().readTree(block).get("merged");
        assertThat(results.size()).isBetween(100, 1000);
        assertThat(results.get(results.size() - 1).get("commit").textValue()).isEqualTo("c4999");
        assertThat(CommitMetadataParser.require("---METADATA---\n" + block).status())
                .isEqualTo(CommitStatus.MERGED);
        assertThat(CommitMetadataFormat.mergeBlock(WORKFLOW, TASK, TERMINAL, List.of()))
                .contains("\"merged\": []");
    }
}
