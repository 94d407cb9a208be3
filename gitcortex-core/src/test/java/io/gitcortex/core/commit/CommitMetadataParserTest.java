package io.gitcortex.core.commit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gitcortex.core.commit.ParsedCommit.Malformed;
import io.gitcortex.core.commit.ParsedCommit.Plain;
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
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommitMetadataParserTest {
    private static final String IDS =
            "\"workflow_id\":\"wf-123\",\"task_id\":\"task-456\",\"terminal_id\":\"term-789\",";

    private static CommitMetadata.Builder report(CommitStatus status) {
        return CommitMetadata.builder(
                WorkflowId.of("wf-123"), TaskId.of("task-456"), TerminalId.of("term-789"), status);
    }

    private static CommitMetadata metadata(String message) {
        assertThat(CommitMetadataParser.parse(message)).isInstanceOf(WithMetadata.class);
        return ((WithMetadata) CommitMetadataParser.parse(message)).metadata();
    }

    private static List<String> problems(String message) {
        assertThat(CommitMetadataParser.parse(message)).isInstanceOf(Malformed.class);
        return ((Malformed) CommitMetadataParser.parse(message)).problems();
    }

    @Test
    void completedWorkIsReadWithItsFiles() {
        String message = """
                Add user authentication

                Optional body, any length.

                ---METADATA---
                {"workflow_id":"wf-123","task_id":"task-456","terminal_id":"term-789","status":"completed",
                 "instruction_id":"i-7f3a9c0e5b1d4e2f8a6c0b9d7e5f3a1c",
                 "reviewed_terminal":null,"issues":null,"files_changed":[{"path":"src/Auth.java","change_type":"modified"}]}

                Generated with Some CLI
                Co-Authored-By: Some CLI <noreply@example.com>
                """;

        CommitMetadata expected = report(CommitStatus.COMPLETED)
                .instructionId(InstructionId.of("i-7f3a9c0e5b1d4e2f8a6c0b9d7e5f3a1c"))
                .filesChanged(List.of(FileChange.of("src/Auth.java", ChangeType.MODIFIED)))
                .build();
        assertThat(CommitMetadataParser.parse(message))
                .isEqualTo(new WithMetadata("Add user authentication\n\nOptional body, any length.", expected));
    }

    @Test
    void passedReviewIsRead() {
        String message = "Looks good\n\n---METADATA---\n{" + IDS
                + "\"status\":\"review_pass\",\"reviewed_terminal\":\"term-1\"}";

        assertThat(metadata(message))
                .isEqualTo(report(CommitStatus.REVIEW_PASS)
                        .reviewedTerminal(TerminalId.of("term-1"))
                        .build());
    }

    @Test
    void rejectedReviewIsReadWithItsIssue() {
        String message = "Needs work\n\n---METADATA---\n{" + IDS
                + "\"status\":\"review_reject\",\"reviewed_terminal\":\"term-1\",\"issues\":[{\"path\":\"src/A.java\","
                + "\"line\":42,\"severity\":\"major\",\"message\":\"Null is not handled\",\"suggestion\":\"Check it\"}]}";

        assertThat(metadata(message))
                .isEqualTo(report(CommitStatus.REVIEW_REJECT)
                        .reviewedTerminal(TerminalId.of("term-1"))
                        .issues(List.of(new ReviewIssue("src/A.java", 42, "major", "Null is not handled", "Check it")))
                        .build());
    }

    @Test
    void messageWithoutSeparatorIsPlain() {
        assertThat(CommitMetadataParser.parse("  Fix a typo\n\nIn the manual.\n"))
                .isEqualTo(new Plain("Fix a typo\n\nIn the manual."));
    }

    @Test
    void invalidJsonIsMalformedAndItsPlaceIsNamed() {
        String message = "Fix\n\n---METADATA---\n{\n  \"workflow_id\": wf-123\n}";

        assertThat(CommitMetadataParser.parse(message).message()).isEqualTo("Fix");
        assertThat(problems(message)).hasSize(1).first().asString().contains("not valid JSON", "line 5, column 18");
    }

    @Test
    void everyProblemIsToldAtOnce() {
        String message = """
                Fix
                ---METADATA---
                {"workflow_id": "", "task_id": 7, "status": "done", "status": "failed", "notes": [1],
                 "issues": [{"line": "42", "message": " "}, "bad"], "files_changed": {}}
                """;

        assertThat(problems(message))
                .anyMatch(problem -> problem.startsWith("workflow_id is missing or blank"))
                .anyMatch(problem -> problem.startsWith("task_id must be a JSON string"))
                .anyMatch(problem -> problem.startsWith("terminal_id is missing or blank"))
                .anyMatch(problem -> problem.startsWith("The status 'done' is unknown. Known are: completed"))
                .anyMatch(problem -> problem.startsWith("The key 'status' is given twice"))
                .anyMatch(problem -> problem.startsWith("notes must be a JSON string, or an array"))
                .anyMatch(problem -> problem.startsWith("issues[0].line must be a whole number"))
                .anyMatch(problem -> problem.startsWith("issues[0].severity is missing"))
                .anyMatch(problem -> problem.startsWith("issues[0].message is missing or blank"))
                .anyMatch(problem -> problem.startsWith("issues[1] must be a JSON object"))
                .anyMatch(problem -> problem.startsWith("files_changed must be an array"))
                .hasSize(11);
    }

    @Test
    void thousandsOfProblemsAreCountedRatherThanListed() {
        String message =
                "Fix\n---METADATA---\n{" + IDS + "\"status\":\"completed\",\"issues\":[" + "1,".repeat(4999) + "1]}";

        assertThat(problems(message))
                .hasSize(Problems.MOST + 1)
                .last()
                .asString()
                .isEqualTo("And " + (5000 - Problems.MOST) + " more problems of this kind.");
    }

    @ParameterizedTest
    @CsvSource({
        "completed, COMPLETED",
        "failed, FAILED",
        "checkpoint, CHECKPOINT",
        "merged, MERGED",
        "review_pass, REVIEW_PASS",
        "review_passed, REVIEW_PASS",
        "review_reject, REVIEW_REJECT",
        "review_rejected, REVIEW_REJECT"
    })
    void everyStatusIsKnownInAllItsSpellings(String written, CommitStatus status) {
        String message =
                "Fix\n---METADATA---\n{" + IDS + "\"reviewed_terminal\":\"t\",\"issues\":[{\"severity\":\"minor\","
                        + "\"message\":\"m\"}],\"status\":\"" + written + "\"}";

        assertThat(metadata(message).status()).isEqualTo(status);
    }

    @Test
    void camelCaseIsReadLikeSnakeCaseAlsoInside() {
        String message =
                "Fix\n---METADATA---\n{\"workflowId\":\"wf-123\",\"taskId\":\"task-456\",\"terminalId\":\"term-789\","
                        + "\"status\":\"completed\",\"instructionId\":\"i-1\",\"reviewedTerminal\":\"t-1\","
                        + "\"filesChanged\":[{\"path\":\"a\",\"changeType\":\"added\"}]}";

        assertThat(metadata(message))
                .isEqualTo(report(CommitStatus.COMPLETED)
                        .instructionId(InstructionId.of("i-1"))
                        .reviewedTerminal(TerminalId.of("t-1"))
                        .filesChanged(List.of(FileChange.of("a", ChangeType.ADDED)))
                        .build());
    }

    @Test
    void longTextsMayBeArraysAndAreJoinedAsTheyAre() {
        String message = "Fix\n---METADATA---\n{" + IDS + "\"status\":\"review_reject\",\"reviewed_terminal\":\"t\","
                + "\"notes\":[\"one \",\"two\\n\",\"\",\"three\"],\"issues\":[{\"line\":1,\"severity\":\"minor\","
                + "\"message\":[\"a\",\"b\"],\"suggestion\":[]}]}";

        assertThat(metadata(message).notes()).contains("one two\nthree");
        assertThat(metadata(message).issues()).containsExactly(new ReviewIssue(null, 1, "minor", "ab", ""));
    }

    @Test
    void olderFormIsReadUpToTheFirstBlankLine() {
        String message = """
                Review
                ---METADATA---
                workflow_id: wf-123
                task_id: "task-456"
                terminalId : term-789
                terminal_order: 2
                status: review_rejected
                reviewed_terminal: term-1
                instruction_id: null
                notes: see: the manual
                issues: [{"line": 42, "severity": "major", "message": "m"}]
                Signed-off-by: A <a@example.com>
                Signed-off-by: B <b@example.com>

                status: completed
                """;

        assertThat(metadata(message))
                .isEqualTo(report(CommitStatus.REVIEW_REJECT)
                        .reviewedTerminal(TerminalId.of("term-1"))
                        .issues(List.of(new ReviewIssue(null, 42, "major", "m", null)))
                        .notes("see: the manual")
                        .build());
    }

    @Test
    void requiringMetadataGivesIt() {
        String message = "Fix\n---METADATA---\n{" + IDS + "\"status\":\"failed\"}";

        assertThat(CommitMetadataParser.require(message))
                .isEqualTo(report(CommitStatus.FAILED).build());
    }

    @Test
    void requiringMetadataWithoutSeparatorNamesTheSeparator() {
        assertThatThrownBy(() -> CommitMetadataParser.require("Fix a typo"))
                .isInstanceOf(CommitMetadataException.class)
                .hasMessageContaining("---METADATA---");
    }

    @Test
    void requiringMetadataOfMalformedBlockNamesEveryProblem() {
        assertThatThrownBy(() -> CommitMetadataParser.require("Fix\n---METADATA---\n{\"status\":\"done\"}"))
                .isInstanceOf(CommitMetadataException.class)
                .hasMessageContainingAll("workflow_id", "task_id", "terminal_id", "'done'");
    }
}
